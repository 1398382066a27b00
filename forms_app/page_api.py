"""Form pages in the JSON API. The form itself has an address of its own: `/forms/{slug}`."""

from typing import Literal

from django.urls import reverse
from pydantic import Field

from cms.pages.api.page_kinds import register
from cms.pages.api.page_schemas import ContentFields

from . import models


class FormFields(ContentFields):
    form_url: str = Field(description="Where the API describes the form and takes what is sent.")


class ContactPage(FormFields):
    """A form with questions that the town chooses."""

    type: Literal["contact"]
    kind: Literal["contact", "barrier", "feedback", "entry", "event"] = Field(
        description="What it is for: `barrier` reports obstacles on the site, `entry` an error in an entry."
    )


class RegistrationPage(FormFields):
    """The form with which a club registers for the directory."""

    type: Literal["registration"]


def form_fields(page, targets) -> dict:
    return {"form_url": targets.absolute(f"{reverse('api:api-root')}forms/{page.slug}")}


def contact_fields(page: models.ContactPage, targets) -> dict:
    return form_fields(page, targets) | {"kind": page.kind}


register(models.ContactPage, ContactPage, answer=contact_fields)
register(models.RegistrationPage, RegistrationPage, answer=form_fields)
