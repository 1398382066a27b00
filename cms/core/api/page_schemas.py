"""What all pages have in common. Each app adds the fields of its own types in its `page_api.py`."""

from datetime import date, datetime
from typing import Literal

from ninja import Schema
from pydantic import Field

from ..blocks import ContentItem
from .schema import Link, Picture, Teaser


class Translation(Schema):
    locale: str = Field(examples=["en"])
    id: int
    title: str
    url: str = Field(description="Absolute.")


class Seo(Schema):
    """For the head of the document."""

    title: str = Field(description="For the title element and for sharing.")
    description: str
    image: str | None = Field(description="Address of a picture of 1200 by 630, for sharing.")


class PageFields(Schema):
    """What every page has, whatever its type."""

    id: int
    title: str
    url: str = Field(description="Absolute.")
    path: str = Field(
        description="The address without the host, as `/pages/by-path` takes it.", examples=["/die-idee/"]
    )
    locale: str = Field(description="The language of the page.", examples=["de"])
    parent: int | None = Field(description="The page above it, if that is public.")
    summary: str
    picture: Picture | None = Field(description="Stands at the top of the page and in teasers.")
    as_of: date | None = Field(description="When somebody last checked that everything is still right.")
    is_sample: bool = Field(description="Whether what stands here is invented; say so on the page.")
    first_published_at: datetime | None
    last_published_at: datetime | None
    seo: Seo
    breadcrumbs: list[Link] = Field(description="From the home page down to the page above this one.")
    translations: list[Translation] = Field(description="The same page in other languages.")
    json_ld: str | None = Field(
        description='schema.org data as JSON text, safe inside `<script type="application/ld+json">`.'
    )


class ContentFields(PageFields):
    body: list[ContentItem] = Field(description="The blocks of the page, in order.")


class TableOfContentsEntry(Schema):
    anchor: str
    text: str
    level: Literal["h2", "h3"]


class SectionPage(Schema):
    id: int
    title: str
    url: str
    current: bool = Field(description="Whether it is the page that was asked for.")


class Section(Schema):
    """The part of the site to which the page belongs."""

    title: str
    pages: list[SectionPage]


class ReadingFields(ContentFields):
    table_of_contents: list[TableOfContentsEntry]
    next_step: Teaser | None = Field(description="Where somebody who has read this far should go.")
    section: Section | None = Field(description="Navigation beside the text; null where there is none.")


class PageListItem(Schema):
    """A page in a list."""

    id: int
    type: str = Field(description="The type with which the page itself answers.", examples=["standard"])
    title: str
    url: str = Field(description="Absolute.")
    path: str = Field(examples=["/die-idee/"])
    locale: str = Field(examples=["de"])
    summary: str
    picture: Picture | None
    first_published_at: datetime | None
    last_published_at: datetime | None


class Redirect(Schema):
    """The page has moved. Ask for `path` again, or send the reader to `url` where that is null."""

    type: Literal["redirect"]
    url: str = Field(description="Absolute.")
    path: str | None = Field(description="The new path on this site; null where it leads elsewhere.")
    is_permanent: bool
