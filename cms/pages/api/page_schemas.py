"""What all pages have in common. Each app adds the fields of its own types in its `page_api.py`."""

from datetime import date, datetime
from typing import Literal

from ninja import Schema
from pydantic import Field

from ..blocks import ContentItem
from .page_kinds import PageType
from .schema import Link, Picture, Teaser


class Translation(Schema):
    locale: str = Field(description="The language of the translation.", examples=["en"])
    id: int
    title: str
    url: str = Field(description="Absolute.")


class Seo(Schema):
    """For the head of the document."""

    title: str = Field(description="For the title element and for sharing.")
    description: str = Field(description="For the description in the head and for sharing; may be empty.")
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
    summary: str = Field(description="One or two sentences, plain text; may be empty.")
    picture: Picture | None = Field(description="Stands at the top of the page and in teasers.")
    as_of: date | None = Field(description="When somebody last checked that everything is still right.")
    is_sample: bool = Field(description="Whether what stands here is invented; say so on the page.")
    first_published_at: datetime | None = Field(
        description="When it was public for the first time; null when nobody knows."
    )
    last_published_at: datetime | None = Field(
        description="When what is public now was published; null when nobody knows."
    )
    seo: Seo
    breadcrumbs: list[Link] = Field(description="From the home page down to the page above this one.")
    translations: list[Translation] = Field(description="The same page in other languages.")
    json_ld: str | None = Field(
        description="schema.org data as JSON text, safe inside a `script` element of type `application/ld+json`."
    )


class ContentFields(PageFields):
    body: list[ContentItem] = Field(description="The blocks of the page, in order.")


class TableOfContentsEntry(Schema):
    anchor: str = Field(description="The `id` of the heading.")
    text: str = Field(description="The heading.")
    level: Literal["h2", "h3"] = Field(description="`h3` stands below the `h2` before it.")


class SectionPage(Schema):
    id: int
    title: str
    url: str = Field(description="Absolute.")
    current: bool = Field(description="Whether it is the page that was asked for.")


class Section(Schema):
    """The part of the site to which the page belongs."""

    title: str = Field(description="The title of the page at the top of this part.")
    pages: list[SectionPage] = Field(description="All pages of this part, in the order of the menu.")


class ReadingFields(ContentFields):
    table_of_contents: list[TableOfContentsEntry] = Field(description="The headings of the body, in order.")
    next_step: Teaser | None = Field(description="Where somebody who has read this far should go.")
    section: Section | None = Field(description="Navigation beside the text; null where there is none.")


class PageListItem(Schema):
    """A page in a list."""

    id: int
    type: PageType
    title: str
    url: str = Field(description="Absolute.")
    path: str = Field(description="As `/pages/by-path` takes it.", examples=["/die-idee/"])
    locale: str = Field(description="The language of the page.", examples=["de"])
    summary: str = Field(description="One or two sentences, plain text; may be empty.")
    picture: Picture | None = Field(description="Null where the page has none; it only decorates.")
    first_published_at: datetime | None = Field(
        description="When it was public for the first time; null when nobody knows."
    )
    last_published_at: datetime | None = Field(
        description="When what is public now was published; null when nobody knows."
    )


class Redirect(Schema):
    """The page has moved. Ask for `path` again, or send the reader to `url` where that is null."""

    type: Literal["redirect"]
    url: str = Field(description="Absolute.")
    path: str | None = Field(description="The new path on this site; null where it leads elsewhere.")
    is_permanent: bool = Field(description="Whether to answer 301 (true) or 302.")
