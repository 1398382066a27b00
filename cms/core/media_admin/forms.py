from django.core.exceptions import ValidationError
from PIL import Image
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from .. import document_checks, photos
from ..document_form import DocumentForm as TownDocumentForm
from .storing import StoresFile


class PictureFileField(WagtailImageField):
    """Wagtail's, which fails on what only begins like a picture, and sees no more of it than its beginning."""

    def to_python(self, data):
        try:
            file = super().to_python(data)
        except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
            raise ValidationError(photos.UNREADABLE, "unreadable") from error
        if file is not None:
            photos.check(file)
        return file


class PictureForm(StoresFile, BaseImageForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if field := self.fields.get("file"):
            self.fields["file"] = PictureFileField(
                label=field.label, required=field.required, widget=field.widget
            )


class DocumentForm(StoresFile, TownDocumentForm):
    def clean_file(self):
        file = self.cleaned_data["file"]
        if file and "file" in self.changed_data:
            document_checks.check(file)
        return file
