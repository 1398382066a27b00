from django.utils.translation import gettext_lazy as _
from wagtail.images.blocks import ImageChooserBlock

from cms.media.models import SiteDocument, SiteImage


def some_picture():
    """A picture for the block's preview: the first of the library, or None."""
    return SiteImage.objects.order_by("pk").first()


def some_document():
    """A document for the block's preview: the first of the library, or None."""
    return SiteDocument.objects.order_by("pk").first()


class PreviewImage:
    """Puts a picture of the library into the preview of a block with the field `image`."""

    @staticmethod
    def chooser(**kwargs):
        return ImageChooserBlock(**({"label": _("Picture")} | kwargs))

    def get_preview_value(self):
        value = super().get_preview_value()
        if "image" in self.child_blocks:
            value["image"] = some_picture()
        return value
