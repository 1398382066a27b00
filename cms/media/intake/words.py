"""Why a file is refused, in words for the person who chose it."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

UNREADABLE = _("The file could not be read. Please check whether it opens on your computer.")
ANIMATED = _("Nobody can stop a moving picture. Please choose a still one.")
TOO_NARROW = _("The picture is too long and narrow. Please cut it: at most 20 times as long as wide.")
RUNS = _(
    "The file contains a program (JavaScript, a film or a form that calculates) or starts one. "
    "Please save it without, for example by printing it into a PDF."
)
HAS_PROGRAM = _("The file contains a macro. Please save it without macros, or as a PDF.")
PASSWORD = _("The file can only be opened with a password. Please save it without one.")

SENTENCES = {
    "empty": _("The file is empty."),
    "damaged": UNREADABLE,
    "encoding": _("The file is not a text in one of the usual encodings (UTF-8)."),
    "pixels": _(
        "The picture is too large. Please choose one with at most %(most)s megapixels, or save it as JPEG."
    ),
    "narrow": TOO_NARROW,
    "animated": ANIMATED,
    "password": PASSWORD,
    "program": RUNS,
    "macro": HAS_PROGRAM,
    "dde": _("The file starts other programs when it opens (DDE). Please save it without, or as a PDF."),
    "embedded": _("The file contains another file. Please save it without, or send both separately."),
    "remote": _(
        "The file loads something from another computer, sends something there or leads to a file there (a template, "
        "a linked picture, a network drive). Please save it without, for example as a PDF."
    ),
    "unpacks": _(
        "The file is far larger when it is opened. Please make its pictures smaller, or save it as a PDF."
    ),
    "costly": _("It takes too much to check the file. Please save it anew, in a simpler form, or divide it."),
    # Of tables.
    "xls": _("This is an old Excel file (.xls) or one with a password. Please save it as XLSX without one."),
    "pdf_for_table": _("This is a PDF. Please choose the table itself, as XLSX or CSV."),
    "letter_for_table": _("This is a text document. Please choose a table, as XLSX or CSV."),
    "page_for_table": _("This is a web page or an XML file. Please save the table as XLSX or CSV."),
    "ods_for_table": _("This is an OpenDocument table (.ods). Please save it as XLSX or CSV."),
    "xlsb_for_table": _("This is a binary Excel file (.xlsb). Please save it as XLSX or CSV."),
    "no_table": _("This is not a table. Please choose an XLSX or CSV file."),
    "no_results": _(
        "The table has formulas without results. Please open it in Excel or LibreOffice and save it anew."
    ),
    "umlauts": _(
        "The file does not tell how it writes umlauts. Please save it anew as XLSX, or as “CSV UTF-8”."
    ),
    "large_table": _("The file holds too much. Please save the table alone in a new file."),
    "busy": _("Several files are being checked at this moment. Please send yours again in a minute."),
}


def refusal(code: str, **numbers) -> ValidationError:
    return ValidationError(SENTENCES[code], code, numbers)
