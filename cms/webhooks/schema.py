"""The messages as the OpenAPI document describes them under `webhooks`."""

from datetime import datetime
from typing import Literal

from ninja import Schema
from pydantic import Field

from .models import EVENTS


class WebhookPage(Schema):
    """Which page. Ask the API under `/pages/{id}` what it says now; 404 means that nobody may see it."""

    id: int = Field(description="The page's `id` in the API.")
    url: str = Field(description="The page's address; where it stood last, if it is not public any more.")
    locale: str = Field(description="Its language.", examples=["de"])
    includes_below: bool = Field(
        description="Everything below the page changed with it: moved, became public or stopped being so."
    )


class WebhookOrganisation(Schema):
    """Which entry of the directory. Ask the API under `/organisations/{id}` what it says now."""

    id: str = Field(description="The entry's public key.", examples=["7d444840-9dc0-11d1-b245-5ffdce74fad2"])
    url: str = Field(description="The entry's address; where it stood last, if it is not public any more.")
    locale: str = Field(description="Its language.", examples=["de"])
    includes_below: bool = Field(description="Always false.")


class WebhookPageEvent(Schema):
    type: Literal["page.published", "page.unpublished", "page.deleted"] = Field(
        description="What happened to the page."
    )
    timestamp: datetime = Field(description="When it happened.")
    data: WebhookPage


class WebhookOrganisationEvent(Schema):
    type: Literal["organisation.published", "organisation.unpublished", "organisation.deleted"] = Field(
        description="What happened to the entry."
    )
    timestamp: datetime = Field(description="When it happened.")
    data: WebhookOrganisation


SUMMARIES = {
    "published": "Became public, or changed",
    "unpublished": "Is not public any more",
    "deleted": "Was deleted",
}
HEADERS = {
    "webhook-id": "The same on every try: drop what you have had.",
    "webhook-timestamp": "Seconds since 1970; refuse what is older than five minutes.",
    "webhook-signature": "`v1,` and the signature (https://www.standardwebhooks.com); two while a secret is replaced.",
}


def described() -> tuple[dict, dict]:
    """Return the `webhooks` of the OpenAPI document and the schemas that they use."""
    models = {"page": WebhookPageEvent, "organisation": WebhookOrganisationEvent}
    schemas: dict = {}
    for model in models.values():
        schema = model.model_json_schema(ref_template="#/components/schemas/{model}")
        schemas |= schema.pop("$defs") | {model.__name__: schema}
    return {event: {"post": _operation(event, models)} for event, _label in EVENTS}, schemas


def _operation(event: str, models: dict) -> dict:
    noun, _dot, verb = event.partition(".")
    reference = {"$ref": f"#/components/schemas/{models[noun].__name__}"}
    return {
        "operationId": f"on_{noun}_{verb}",
        "summary": f"{noun.capitalize()}: {SUMMARIES[verb].lower()}",
        "description": "Holds keys and addresses only, and nothing that is not public. Answer with 2xx within five "
        "seconds; otherwise it is sent again for 24 hours. Redirects are not followed.",
        "tags": ["Webhooks"],
        "parameters": [
            {
                "name": name,
                "in": "header",
                "required": True,
                "description": text,
                "schema": {"type": "string"},
            }
            for name, text in HEADERS.items()
        ],
        "requestBody": {"required": True, "content": {"application/json": {"schema": reference}}},
        "security": [],
        "responses": {"2XX": {"description": "Received."}, "410": {"description": "Stop sending for good."}},
    }
