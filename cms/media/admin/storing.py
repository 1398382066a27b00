"""Files are stored during form validation, so that a storage failure becomes an error beside the field."""

import errno
import logging
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

log = logging.getLogger(__name__)

AWAY = _(
    "The file could not be stored: the media storage does not answer at the moment. Nothing of the form is lost. "
    "Please try again in a few minutes, and tell whoever runs your website if it stays so."
)
FULL = _(
    "The file could not be stored: the disk of the server is full. Nothing of the form is lost. "
    "Please tell whoever runs your website."
)


def reason(error: OSError) -> str:
    """Return a message for editors."""
    log.error("An upload could not be stored: %s", type(error.__cause__ or error).__name__)
    return FULL if error.errno in {errno.ENOSPC, errno.EDQUOT} else AWAY


class StoresFile:
    """For the forms of pictures and documents: stores a new file once all fields are valid."""

    def clean_title(self) -> str:
        """Browsers take it from the file's name, in which macOS writes an umlaut as two characters."""
        return unicodedata.normalize("NFC", self.cleaned_data["title"])

    def _post_clean(self):
        super()._post_clean()
        file = getattr(self.instance, "file", None)
        if "file" not in self.fields or self.errors or not file or file._committed:
            return
        try:
            file.save(file.name, file.file, save=False)
        except ValidationError as refused:
            self.add_error("file", refused)
        except OSError as error:
            self.add_error("file", reason(error))
