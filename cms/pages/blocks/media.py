from typing import Literal

from django.utils.translation import gettext_lazy as _
from ninja import Schema
from pydantic import Field
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock, ImageChooserBlock

from ..api.blocks import BlockItem, struct_value
from ..api.rich_text import RichText
from ..api.schema import File, Picture
from ..visibility import public_document
from .previews import some_document, some_picture
from .text import SHORT_TEXT_FEATURES, RichTextBlock


class PictureItem(BlockItem):
    """One picture across the text."""

    type: Literal["picture"]
    image: Picture
    caption: str = Field(description="Stands below the picture; may be empty.")


class PictureBlock(blocks.StructBlock):
    image = ImageBlock(label=_("Picture"))
    caption = blocks.CharBlock(required=False, max_length=200, label=_("Caption"))

    class Meta:
        icon = "image"
        label = _("Picture")
        description = _("One picture across the text, with caption and author.")
        template = "blocks/picture.html"
        api_schema, api_needs = PictureItem, "image"

    def get_preview_value(self):
        return self.normalize({"image": some_picture(), "caption": "Gemeinsam unterwegs"})


class GalleryPicture(Schema):
    image: Picture
    caption: str = Field(description="Stands below the picture; may be empty.")


class GalleryItem(BlockItem):
    """Several pictures side by side."""

    type: Literal["gallery"]
    title: str = Field(description="The heading above the pictures; may be empty.")
    pictures: list[GalleryPicture] = Field(description="In order; those whose file is gone are missing.")


class GalleryPictureBlock(blocks.StructBlock):
    image = ImageChooserBlock(label=_("Picture"))
    caption = blocks.CharBlock(required=False, max_length=200, label=_("Caption"))

    class Meta:
        icon = "image"
        label = _("Picture")
        api_needs = "image"


class GalleryBlock(blocks.StructBlock):
    title = blocks.CharBlock(required=False, max_length=120, label=_("Heading"))
    pictures = blocks.ListBlock(GalleryPictureBlock(), min_num=2, label=_("Pictures"))

    class Meta:
        icon = "image"
        label = _("Gallery")
        description = _("Several pictures side by side.")
        template = "blocks/gallery.html"
        api_schema, api_needs = GalleryItem, "pictures"

    def get_preview_value(self):
        picture = {"image": some_picture(), "caption": "Ein Nachmittag im Park"}
        return self.normalize({"title": "Eindrücke", "pictures": [picture, picture]})


class DocumentValue(blocks.StructValue):
    @property
    def public_document(self):
        return public_document(self.get("document"))


class DocumentItem(BlockItem):
    """A document to download. A block whose document is not public is left out."""

    type: Literal["document"]
    title: str = Field(description="The words of the link.")
    text: str = Field(description="What the document is about; may be empty.")
    document: File
    cover: Picture | None = Field(description="It only decorates.")


class DocumentBlock(blocks.StructBlock):
    document = DocumentChooserBlock(label=_("Document"))
    title = blocks.CharBlock(
        required=False,
        max_length=120,
        label=_("Title"),
        help_text=_("Left empty: the title of the document."),
    )
    text = blocks.TextBlock(required=False, max_length=300, label=_("Description"))

    class Meta:
        icon = "download"
        label = _("Document to download")
        description = _("Names type, pages and size at the link and shows the cover.")
        template = "blocks/document.html"
        value_class = DocumentValue
        api_schema, api_needs = DocumentItem, "document"

    def api_value(self, raw, targets) -> dict | None:
        values = struct_value(self, raw, targets)
        if values is None:
            return None
        title = values["title"] or values["document"]["title"]
        return values | {"title": title, "cover": targets.cover(values["document"]["id"])}

    def get_preview_value(self):
        return self.normalize({"document": some_document(), "title": "Broschüre"})


class VideoValue(blocks.StructValue):
    @property
    def public_video(self):
        return public_document(self.get("video"))


class VideoItem(BlockItem):
    """A video file of the town's own, with subtitles."""

    type: Literal["video"]
    title: str = Field(description="The heading above the video.")
    video: File
    poster: Picture | None = Field(description="The still picture; it only decorates.")
    subtitles: File | None = Field(description="WebVTT.")
    transcript: RichText


class VideoBlock(blocks.StructBlock):
    """The town's own file, since a third party's player would set cookies."""

    title = blocks.CharBlock(max_length=120, label=_("Title"))
    video = DocumentChooserBlock(label=_("Video file"), help_text=_("MP4 or WebM from the documents."))
    poster = ImageChooserBlock(required=False, label=_("Still picture"))
    subtitles = DocumentChooserBlock(
        label=_("Subtitles"), help_text=_("A WebVTT file (.vtt). Videos without subtitles shut people out.")
    )
    transcript = RichTextBlock(
        features=SHORT_TEXT_FEATURES, required=False, label=_("What is said and shown, as text")
    )

    class Meta:
        icon = "media"
        label = _("Video")
        description = _("A video file of your own with subtitles. No outside player, no cookies.")
        template = "blocks/video.html"
        value_class = VideoValue
        api_schema, api_needs = VideoItem, "video"

    def get_preview_value(self):
        # Any file will do: the preview shows the player with its poster.
        values = {"title": "So funktioniert das Verzeichnis", "poster": some_picture()}
        return self.normalize(values | {"video": some_document()})
