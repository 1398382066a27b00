from django.apps import apps
from django.utils.translation import gettext_lazy as _
from wagtail.images.blocks import ImageChooserBlock


def some_picture():
    """The picture that stands in a block's preview: the first of the library, or none."""
    return apps.get_model("core", "SiteImage").objects.order_by("pk").first()


def some_document():
    """The document that stands in a block's preview: the first of the library, or none."""
    return apps.get_model("core", "SiteDocument").objects.order_by("pk").first()


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
