"""Phone numbers: stored as E.164, displayed in German notation.

The library joins whatever digits a text holds, also those of two numbers or of opening hours. So it judges only a text
that is one number, as people write it, and nothing else.
"""

import re
import unicodedata

import phonenumbers
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from phonenumbers import PhoneNumber, PhoneNumberFormat

REGION, GERMANY = "DE", 49
# Says no more than the name of the field does.
LABEL = re.compile(r"^(?:telefon|tel|fon|phone|mobil|handy)\b[.: ]*", re.IGNORECASE)
EXTENSION = re.compile(
    r"(?:;ext=|#|(?<![^\W\d_])(?:x|app(?:arat)?|durchwahl|dw|nebenstelle|nst|ext(?:ension)?)[.: ]*)(\d{1,7})$",
    re.IGNORECASE,
)
# Country code · area code, in pairs only before a slash or in brackets ("0 65 61 / 1 50 63") · groups of which none
# looks like another area code or like a time · after a last hyphen what is dialled directly.
_NUMBER = (
    r"(?<![\d+])(?=\+|0|\(0)"
    r"(?:(?:\+ ?|00 ?)[1-9]\d{0,2}[ ./-]*(?:\(0\) ?|0 ?)?)?"
    r"(?:\([\d ]+\) ?[/-]? ?|0(?: \d\d){1,2} ?/ ?|\d{2,6} ?/ ?|\d+(?: ?- ?|[ .])?)"
    r"(?:\d+(?:[ .](?!%s|\d+:)\d+)*(?:-\d{1,5}(?!\d)| - \d\d?(?!\d))?)?"
)
NUMBER = re.compile(_NUMBER % r"0\d{3}")
# In other countries any group may begin with a zero: +1 650 253 0000.
NUMBER_ABROAD = re.compile(_NUMBER % r"00[1-9]\d{6}")
FOREIGN = re.compile(r"(?:\+ ?|00 ?)(?!49)[1-9]")
# The harmonised numbers of Europe, as 116 117, and that of all authorities have no area code.
SHORT = re.compile(r"116 ?\d{3}|115")
# Only what is dialled directly at a switchboard makes a German number longer.
GERMAN_DIGITS = 11
AS_LONG = re.compile(r"(\d{4,})[ -](\d{4,})$")
HOURS = re.compile(r"\d[ ./-]+\d+( (?:[1-9]|1\d|2[0-4])-(?:[1-9]|1\d|2[0-4]))$")


def to_e164(text: str) -> str:
    """Return the one number in the text, with ";ext=7" for an extension ("" stays "").

    Raise ValidationError for whatever else, in words that show what was understood.
    """
    if not text.strip():
        return ""
    plain = _plain(text)
    extension = EXTENSION.search(plain)
    without = plain[: extension.start()] if extension else plain
    found = _found(without)
    written = found[0][: len(found[0]) - len(_second(found[0]))] if found else ""
    if not (number := _parsed(written)):
        message = _("“%(text)s” is no phone number with area code. Please write it like 06561 15063.")
        raise ValidationError(message % {"text": text.strip()})
    rest = (without[: found.start()] + without[found.start() + len(written) :]).strip(" .,;:/-")
    if rest:
        message = _("We read the number %(number)s, but not “%(rest)s”. Please enter one number only.")
        raise ValidationError(message % {"number": for_reading(_e164(number)), "rest": rest})
    return _e164(number) + (f";ext={extension[1]}" if extension else "")


def _found(text: str) -> re.Match | None:
    found = SHORT.fullmatch(text) or NUMBER.search(text)
    is_cut = FOREIGN.match(text) and found and not _parsed(found[0])
    return NUMBER_ABROAD.search(text) if is_cut else found


def _plain(text: str) -> str:
    """The text with digits, hyphens and spaces of one kind each, and without a label."""
    text = unicodedata.normalize("NFKC", text)
    text = "".join(
        "-"
        if unicodedata.category(each) == "Pd" or each == "\u2212"
        else str(unicodedata.decimal(each, each))
        for each in text
        if unicodedata.category(each) != "Cf"
    )
    text = LABEL.sub("", " ".join(text.split())).removeprefix(":")
    text = re.sub(r"^\(((?:\+|00) ?\d+)\)", r"\1 ", text)
    return re.sub(r"(?<=\d)-(?=\d)", " ", text) if FOREIGN.match(text) else text


def _second(written: str) -> str:
    """What ends the groups of one number, but is a second one, or opening hours."""
    if hours := HOURS.search(written):
        return hours[1]
    alike, number = AS_LONG.search(written), _parsed(written)
    is_double = alike and number and len(alike[1]) == len(alike[2]) and number.country_code == GERMANY
    return alike[2] if is_double and len(str(number.national_number)) > GERMAN_DIGITS else ""


def _parsed(written: str) -> PhoneNumber | None:
    try:
        number = phonenumbers.parse(written, REGION)
    except phonenumbers.NumberParseException:
        return None
    is_known = phonenumbers.is_valid_number(number) or SHORT.fullmatch(str(number.national_number))
    return number if is_known else None


def _e164(number: PhoneNumber) -> str:
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def for_reading(number: str) -> str:
    """Return a stored number in groups, with a country code only if it is foreign."""
    number, _separator, extension = number.partition(";ext=")
    try:
        parsed = phonenumbers.parse(number, REGION)
    except phonenumbers.NumberParseException:
        return number
    is_ours = parsed.country_code == GERMANY
    style = PhoneNumberFormat.NATIONAL if is_ours else PhoneNumberFormat.INTERNATIONAL
    text = phonenumbers.format_number(parsed, style)
    return _("%(number)s extension %(n)s") % {"number": text, "n": extension} if extension else text


def for_dialling(text: str) -> str:
    """Return what a link dials: of a text that nobody has checked, its digits."""
    try:
        return to_e164(text)
    except ValidationError:
        return re.sub(r"[^\d+]", "", text)
