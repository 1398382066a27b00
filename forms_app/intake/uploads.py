"""Files from citizens: taken in as all files are, under a name that is for display only."""

import hashlib
from dataclasses import dataclass
from pathlib import PurePosixPath

from django import forms
from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.translation import gettext_lazy as _

from cms.common.text_cleaning import cleaned_text
from cms.media.intake import taking
from cms.media.intake.reader import kinds as k

NAME_LENGTH = 100
FORBIDDEN_IN_NAMES = str.maketrans(dict.fromkeys('\\/:*?"<>|', "-"))

PICTURES = (k.JPEG, k.PNG, k.WEBP, k.HEIC)
# By FormField.FileKinds.
ALLOWED = {
    "pictures": PICTURES,
    "pdf": (k.PDF,),
    "pdf-pictures": (k.PDF, *PICTURES),
    "documents": (k.PDF, *PICTURES, k.WORD, k.EXCEL, k.TEXT, k.SHEET),
}


@dataclass(frozen=True)
class CheckedFile:
    """An upload whose type was determined from its content."""

    name: str
    content_type: str
    file: File
    # SHA-256
    digest: str

    def __str__(self):
        return self.name


class PrivateFileField(forms.FileField):
    """Converts an upload to a `CheckedFile`. `kinds` is one of FormField.FileKinds."""

    def __init__(self, *, kinds: str, megabytes: int, help_text: str = "", **kwargs):
        self.kinds = kinds
        self.megabytes = megabytes
        accept = ",".join(ALLOWED[kinds])
        kwargs["widget"] = forms.FileInput(attrs={"accept": accept})
        rule = _("%(kinds)s; at most %(megabytes)s MB.") % {
            "kinds": names_of(kinds),
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
        return check(upload.name, upload, self.kinds)


def check(name: str, file: File, kinds: str) -> CheckedFile:
    """Return the file with a clean name and, for pictures, with nothing but its pixels. Raise ValidationError."""
    taken = taking.take(file, ALLOWED[kinds], anew=True)
    taken.file.seek(0)
    digest = hashlib.file_digest(taken.file, "sha256").hexdigest()
    return CheckedFile(clean_name(name, taking.SUFFIXES[taken.kind]), taken.kind, taken.file, digest)


def names_of(kinds: str) -> str:
    return taking.names_of(ALLOWED[kinds])


def clean_name(name: str, suffix: str = "") -> str:
    """Return a name for display only: one line, without folders, with the suffix of the real type."""
    path = PurePosixPath(" ".join(cleaned_text(name).replace("\\", "/").split()))
    plain = (path.stem if suffix else path.name).translate(FORBIDDEN_IN_NAMES).strip(" .")
    return f"{plain[:NAME_LENGTH] or 'datei'}{suffix}"
