from typing import Literal

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock

from ..api.blocks import BlockItem
from ..api.schema import TargetLink
from ..visibility import public_document, public_page


class LinkValue(blocks.StructValue):
    @cached_property
    def target(self):
        """The document, or the page in the active language; None if it is not public."""
        return public_page(self.get("page")) or public_document(self.get("document"))

    @property
    def href(self) -> str:
        """The address, or "" if the target is missing or not public."""
        if self.target:
            return self.target.url or ""
        return self.get("url") or ""

    @property
    def text(self) -> str:
        return self.get("label") or (self.target.title if self.target else self.href)


class LinkItem(BlockItem, TargetLink):
    type: Literal["button"]


class LinkBlock(blocks.StructBlock):
    """A link to a page, a document or an external address: exactly one of them."""

    page = blocks.PageChooserBlock(required=False, label=_("Page"))
    document = DocumentChooserBlock(required=False, label=_("or document"))
    url = blocks.URLBlock(required=False, label=_("or address elsewhere"))
    label = blocks.CharBlock(
        required=False, max_length=80, label=_("Link text"), help_text=_("Left empty: the title of the page.")
    )

    class Meta:
        icon = "link"
        label = _("Link")
        value_class = LinkValue
        api_schema = LinkItem

    def api_value(self, raw, targets) -> dict | None:
        """Return `TargetLink`, or None if the target is not public."""
        return targets.link(raw or {})

    def clean(self, value):
        value = super().clean(value)
        chosen = [name for name in ("page", "document", "url") if value.get(name)]
        if not chosen:
            self._refuse("page", _("Please choose a page, a document or an address."))
        if len(chosen) > 1:
            self._refuse(chosen[1], _("Please choose only one target."))
        if chosen == ["url"] and not value["label"]:
            self._refuse("label", _("Please name the link in words."))
        return value

    def _refuse(self, field, message):
        raise StructBlockValidationError(block_errors={field: ValidationError(message)})


class MenuPageBlock(blocks.StructBlock):
    page = blocks.PageChooserBlock(label=_("Page"))
    title = blocks.CharBlock(
        required=False,
        max_length=24,
        label=_("Short title"),
        help_text=_("Left empty: the title of the page. Used in German only."),
    )

    class Meta:
        icon = "doc-empty"
        label = _("Menu entry")


class FooterColumnBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=40, label=_("Heading"))
    links = blocks.ListBlock(LinkBlock(), label=_("Links"))

    class Meta:
        icon = "list-ul"
        label = _("Column")
