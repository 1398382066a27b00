"""The OpenAPI document of an API, built once per process: nothing that changes while it runs is in it."""

import json
from functools import cache

from ninja import NinjaAPI
from ninja.responses import NinjaJSONEncoder


@cache
def document_of(api: NinjaAPI) -> dict:
    """Return the document as plain JSON values. Nobody may change it."""
    return json.loads(json.dumps(api.get_openapi_schema(), cls=NinjaJSONEncoder))


@cache
def compact(api: NinjaAPI) -> bytes:
    return json.dumps(document_of(api), ensure_ascii=False, separators=(",", ":")).encode()


def readable(document: dict) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
