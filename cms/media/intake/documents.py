"""Downloads of the town: their suffix must tell the truth."""

from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.translation import gettext_lazy as _

from cms.common.file_names import suffix_of

from .reader import kinds as k
from .reader.texts import TEXTS
from .taking import SUFFIXES, TYPE, Taken, check_text, take

KINDS = {SUFFIXES[kind]: kind for kind in (k.PDF, k.WORD, k.EXCEL, k.SLIDES, k.TEXT, k.MP4, k.WEBM)}
OTHER_CONTENT = _(
    "The file is not what its name says (%(suffix)s). Please save it anew in the program it was made with."
)
# What a PDF lacks for people who use a screen reader.
PROBLEMS = {
    "tags": _("The PDF has no tags: headings, lists and pictures cannot be told apart."),
    "language": _("The PDF does not name its language."),
    "title": _("The PDF has no title."),
    "text": _("The PDF holds no text, probably it is scanned."),
}


def take_document(file: File, name: str) -> Taken:
    """Raise ValidationError for a file that does not match its suffix, is damaged or dangerous."""
    suffix = suffix_of(name)
    if suffix not in {*KINDS, *TEXTS}:
        names = ", ".join(sorted(each[1:].upper() for each in {*KINDS, *TEXTS}))
        raise ValidationError(TYPE, "type", {"kinds": names})
    try:
        if suffix in TEXTS:
            check_text(file, suffix)
            return Taken(file, "text/plain")
        return take(file, [KINDS[suffix]])
    except ValidationError as refused:
        if refused.code != "type":
            raise
        raise ValidationError(OTHER_CONTENT, "type", {"suffix": suffix[1:].upper()}) from refused
