"""The shapes that many answers share."""

from datetime import datetime
from typing import Generic, Literal, TypeVar

from ninja import Schema
from pydantic import Field

from .page_kinds import PageType

T = TypeVar("T")


class Items(Schema, Generic[T]):
    """One part of a list. Follow `next` until it is null."""

    items: list[T] = Field(description="This part, in the order asked for.")
    count: int = Field(description="How many there are in all, whatever part of them this is.")
    next: str | None = Field(description="The address of the next part; null when this is the last.")


class Link(Schema):
    """A link as the site shows it."""

    title: str = Field(description="The words of the link.")
    url: str = Field(description="Absolute.")
    language: str | None = Field(description="The target's language where it is not the one of the answer.")


class Picture(Schema):
    """A picture with its sizes. Without `alt` it is decorative; hide it from screen readers."""

    id: int
    url: str = Field(description="The largest size.")
    width: int = Field(description="Of the largest size, in pixels.")
    height: int = Field(description="Of the largest size, in pixels.")
    srcset: list["PictureSize"] = Field(description="The same picture in other widths, the smallest first.")
    alt: str = Field(description="Alternative text; empty when the picture only decorates.")
    author: str = Field(description="Must be named wherever the picture is shown.")
    licence: str = Field(description="By SPDX, or `own` or `all-rights`.", examples=["CC-BY-4.0"])
    focal_point: "FocalPoint | None" = Field(
        description="What must stay visible when the picture is cropped."
    )


class PictureSize(Schema):
    url: str = Field(description="Absolute.")
    width: int = Field(description="In pixels.")
    height: int = Field(description="In pixels.")


class FocalPoint(Schema):
    """Shares of width and height, from the top left corner."""

    x: float = Field(description="Share of the width, from the left.", ge=0, le=1)
    y: float = Field(description="Share of the height, from the top.", ge=0, le=1)


class File(Schema):
    """A document to download."""

    id: int
    title: str
    url: str = Field(description="Absolute; answers with the file.")
    kind: str = Field(description="The type in capitals.", examples=["PDF"])
    size: int = Field(description="In bytes.")
    pages: int | None = Field(description="Number of pages; null where there are none or nobody counted.")
    language: str = Field(description="The language of its content, as a language tag.")
    is_accessible: bool | None = Field(
        description="Of a PDF: result of the check of its tags; null if unchecked."
    )
    description: str = Field(description="What stands beside the link.", examples=["PDF, 8 Seiten, 1,2 MB"])
    changed_at: datetime = Field(description="When this file was uploaded.")


class TargetLink(Link):
    """A link to a page or document of the site, or to an address elsewhere."""

    kind: Literal["page", "document", "external"] = Field(
        description="What it leads to. `external` has no `target_id`."
    )
    target_id: int | None = Field(description="The `id` of the page or document.")
    note: str = Field(description="Of a document what to expect, else empty.", examples=["PDF, 8 Seiten"])


class Teaser(Schema):
    """A page as it is announced on another one."""

    id: int
    type: PageType
    title: str
    text: str = Field(description="One or two sentences, plain text; may be empty.")
    url: str = Field(description="Absolute.")
    locale: str = Field(description="The language of the page.", examples=["de"])
    picture: Picture | None = Field(description="Null where the page has none; it only decorates.")
