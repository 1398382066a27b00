"""The shapes that many answers share."""

from datetime import datetime
from typing import Generic, Literal, TypeVar

from ninja import Schema
from pydantic import Field

T = TypeVar("T")


class Items(Schema, Generic[T]):
    """One part of a list. Follow `next` until it is null."""

    items: list[T]
    count: int = Field(description="How many there are in all, whatever part of them this is.")
    next: str | None = Field(description="The address of the next part; null when this is the last.")


class Link(Schema):
    """A link as the site shows it."""

    title: str
    url: str = Field(description="Absolute.")
    language: str | None = Field(description="The target's language where it is not the one of the answer.")


class Picture(Schema):
    """A picture with its sizes. Without `alt` it is decorative; hide it from screen readers."""

    id: int
    url: str = Field(description="The largest size.")
    width: int
    height: int
    srcset: list["PictureSize"] = Field(description="The same picture in other widths, the smallest first.")
    alt: str
    author: str = Field(description="Must be named wherever the picture is shown.")
    licence: str = Field(description="By SPDX, or `own` or `all-rights`.", examples=["CC-BY-4.0"])
    focal_point: "FocalPoint | None" = Field(
        description="What must stay visible when the picture is cropped."
    )


class PictureSize(Schema):
    url: str
    width: int
    height: int


class FocalPoint(Schema):
    """Shares of width and height, from the top left corner."""

    x: float = Field(ge=0, le=1)
    y: float = Field(ge=0, le=1)


class File(Schema):
    """A document to download."""

    id: int
    title: str
    url: str = Field(description="Absolute; answers with the file.")
    kind: str = Field(description="The type in capitals.", examples=["PDF"])
    size: int = Field(description="In bytes.")
    pages: int | None
    language: str
    is_accessible: bool | None = Field(
        description="Of a PDF: result of the check of its tags; null if unchecked."
    )
    description: str = Field(description="What stands beside the link.", examples=["PDF, 8 Seiten, 1,2 MB"])
    changed_at: datetime


class TargetLink(Link):
    """A link to a page or document of the site, or to an address elsewhere."""

    kind: Literal["page", "document", "external"]
    target_id: int | None = Field(description="The `id` of the page or document.")
    note: str = Field(description="Of a document what to expect, else empty.", examples=["PDF, 8 Seiten"])


class Teaser(Schema):
    """A page as it is announced on another one."""

    id: int
    type: str = Field(description="The page's `type`.", examples=["standard"])
    title: str
    text: str
    url: str = Field(description="Absolute.")
    locale: str = Field(description="The language of the page.", examples=["de"])
    picture: Picture | None
