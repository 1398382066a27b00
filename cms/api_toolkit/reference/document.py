"""The OpenAPI document, built once per process because nothing in it changes at run time."""

import json
from functools import cache

from ninja import NinjaAPI
from ninja.responses import NinjaJSONEncoder


@cache
def document_of(api: NinjaAPI) -> dict:
    """Return the document as plain JSON values. It is shared, so do not modify it."""
    return json.loads(json.dumps(api.get_openapi_schema(), cls=NinjaJSONEncoder))


@cache
def compact(api: NinjaAPI) -> bytes:
    return json.dumps(document_of(api), ensure_ascii=False, separators=(",", ":")).encode()


def readable(document: dict) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
