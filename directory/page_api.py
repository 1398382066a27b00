"""The directory's pages in the JSON API. Entries have their own address: `/organisations/`."""

from typing import Literal

from django.urls import reverse
from pydantic import Field

from cms.pages.api.page_kinds import register
from cms.pages.api.page_schemas import PageFields
from cms.pages.api.rich_text import RichText, rich_text

from . import models


class DirectoryPage(PageFields):
    """The list of all entries. What stands in it: `/organisations/`."""

    type: Literal["directory"]


class OrganisationPage(PageFields):
    """An entry of the directory as a page."""

    type: Literal["organisation"]
    public_id: str = Field(description="Stays for ever.")
    record_url: str = Field(description="Where the API tells everything about it.")


class OpeningsPage(PageFields):
    """All calls for volunteers. What stands in it: `/openings/`."""

    type: Literal["openings"]
    introduction: RichText


def organisation_fields(page: models.OrganisationPage, targets) -> dict:
    address = f"{reverse('api:api-root')}organisations/{page.public_id}"
    return {"public_id": str(page.public_id), "record_url": targets.absolute(address)}


def openings_fields(page: models.OpeningsPage, targets) -> dict:
    return {"introduction": rich_text(page.introduction, targets)}


register(models.DirectoryPage, DirectoryPage)
register(models.OrganisationPage, OrganisationPage, answer=organisation_fields)
register(models.OpeningsPage, OpeningsPage, answer=openings_fields)
