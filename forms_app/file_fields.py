"""The form field for files: private, typed by content, limited in size."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from . import uploads


class PrivateFileField(forms.FileField):
    """A file; becomes a `CheckedFile`. `kinds` is one of FormField.FileKinds."""

    def __init__(self, *, kinds: str, megabytes: int, help_text: str = "", **kwargs):
        self.kinds = kinds
        self.megabytes = megabytes
        accept = ",".join(uploads.ALLOWED[kinds])
        kwargs["widget"] = forms.FileInput(attrs={"accept": accept})
        rule = _("%(kinds)s; at most %(megabytes)s MB.") % {
            "kinds": uploads.names_of(kinds),
            "megabytes": megabytes,
        }
        super().__init__(help_text=f"{help_text} {rule}".strip(), **kwargs)

    def to_python(self, data):
        upload = super().to_python(data)
        if upload is None:
            return None
        if upload.size > self.megabytes * 1024 * 1024:
            message = _("The file is too large. Please send one of at most %(megabytes)s MB.")
            raise ValidationError(message, "size", {"megabytes": self.megabytes})
        return uploads.check(upload.name, upload.read(), self.kinds)
