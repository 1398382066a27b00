"""Converts single cells to field values. All functions raise ValueError with a message for editors."""

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from html import escape

from django.utils.dates import MONTHS
from django.utils.dates import WEEKDAYS as WEEKDAY_NAMES
from django.utils.translation import gettext as _

from cms.common import phones
from cms.common.folding import fold
from cms.media.intake.reader.decoding import UNREADABLE
from cms.recurrence.rule import WEEKDAYS

from ..models import OrganisationPage

LONGEST_TEXT = 5000
YES, NO = {"ja", "j", "yes", "y", "x", "1", "wahr", "true"}, {"nein", "n", "no", "0", "falsch", "false"}
DAY_FORMATS = ("%d.%m.%Y", "%Y-%m-%d", "%d.%m.%y")
# "Samstag, 9. März 2030", "Sa 09.03.2030".
WRITTEN_DAY = re.compile(
    r"(?:(?P<weekday>[^\W\d_]{2,10})\.?,?\s+)?(?P<day>\d{1,2})\.\s*(?P<month>\d{1,2}\.|[^\W\d_]{3,9}\.?)\s*(?P<year>\d{4}|\d{2})"
)
CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?(?::\d{2})?\s*(?:uhr|h)?", re.IGNORECASE)
# Excel stores a moment as days since 1899, with the time of day as a fraction; these are the days of 1927 to 2119.
SERIAL_DAY = re.compile(r"([1-7]\d{4})(?:[.,]\d+)?")
SERIAL_TIME = re.compile(r"(?:0|[1-7]\d{4})(,\d+|\.\d{3,})")
DAY_ZERO = datetime(1899, 12, 30)
MOMENT = re.compile(r"(\d{1,2}\.\d{1,2}\.\d{4}|\d{4}-\d\d-\d\d)[ T](\d{1,2}:\d{2})(?::\d{2})?")
# What spreadsheet programs write instead of a result, in any language, and for a column that is too narrow.
ERROR = re.compile(
    r"#[A-ZÄÖÜ0-9_/]+[!?]|#(?:NV|N/?A|N/V|GETTING_DATA)|#{3,}|(?:Err|Fehler):\d{3}"
    r"|.*#(?:NULL!|DIV/0!|WERT!|VALUE!|BEZUG!|REF!|NAME\?|ZAHL!|NUM!|NV\b|N/A).*",
    re.DOTALL,
)
SHORTENED = re.compile(r"\d(?:[.,]\d+)?E[+-]?\d{1,3}")
# UTF-8 that some program before us took for another encoding, and letters that one turned into question marks.
MOJIBAKE = re.compile(
    "Ã[\u0080-\u00bfŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]|Â[\u00a0-\u00bf]|â[€‚][\u0080-\u00bfœžš™˜“”¦¢¬]|√[§∂ºüÑñúÄÖ]"
)
LOST_LETTER = re.compile(r"[^\W\d_]\?[a-zäöüß]")
# Without the zero or "00" in front, these could also be numbers of our neighbours.
NUMBER_WITHOUT_ZERO = re.compile(r"(?!49|3[123]|352|4[1-8]|420)[1-9]\d{8,10}")


def unreadable(text: str, *, is_address: bool = False) -> str:
    """Say why a cell of any column cannot be what somebody wrote; "" if it can."""
    if UNREADABLE in text or MOJIBAKE.search(text) or (LOST_LETTER.search(text) and not is_address):
        return _("Contains characters that cannot be read.")
    if text.startswith("="):
        return _("Contains a formula. Please enter its result.")
    if ERROR.fullmatch(text):
        return _("Contains a fault of the spreadsheet. Please correct its formula or enter the value.")
    if SHORTENED.fullmatch(text):
        return _("The spreadsheet has shortened this number. Please format the column as text.")
    return ""


def read_phone(text: str) -> str:
    """Spreadsheets take the zero from the front of a number."""
    return phones.to_e164(f"0{text}" if NUMBER_WITHOUT_ZERO.fullmatch(text) else text)


def read_day(text: str) -> date:
    if serial := SERIAL_DAY.fullmatch(text):
        return (DAY_ZERO + timedelta(days=int(serial[1]))).date()
    moment = MOMENT.fullmatch(text)
    for known in DAY_FORMATS:
        try:
            return datetime.strptime(moment[1] if moment else text, known).date()
        except ValueError:
            continue
    if written := WRITTEN_DAY.fullmatch(text):
        return _written_day(text, **written.groupdict())
    raise _no_day(text)


def _written_day(text: str, weekday: str | None, day: str, month: str, year: str) -> date:
    name = month.rstrip(".")
    months = {fold(str(MONTHS[number]))[: len(fold(name))]: number for number in MONTHS}
    number = int(name) if name.isdecimal() else months.get(fold(name))
    try:
        found = date(int(year) + (2000 if len(year) == 2 else 0), number or 0, int(day))
    except ValueError as error:
        raise _no_day(text) from error
    names = [fold(str(WEEKDAY_NAMES[number])) for number in range(7)]
    if weekday and not names[found.weekday()].startswith(fold(weekday)):
        message = _("%(day)s is a %(weekday)s. Please correct one of them.")
        words = {"day": found.strftime("%d.%m.%Y"), "weekday": WEEKDAY_NAMES[found.weekday()]}
        raise ValueError(message % words)
    return found


def _no_day(text: str) -> ValueError:
    return ValueError(_("“%(text)s” is no day. Please write it like 24.12.2026.") % {"text": text})


def read_clock(text: str) -> time:
    """Also accepts "18 Uhr" and "18.30"."""
    if serial := SERIAL_TIME.fullmatch(text):
        minutes = round(float("0" + serial[1].replace(",", ".")) * 24 * 60)
        return (DAY_ZERO + timedelta(minutes=minutes)).time()
    moment = MOMENT.fullmatch(text)
    match = CLOCK.fullmatch(moment[2] if moment else text)
    try:
        return time(int(match[1]), int(match[2] or 0))
    except (TypeError, ValueError) as error:
        message = _("“%(text)s” is no time. Please write it like 18:30.")
        raise ValueError(message % {"text": text}) from error


def read_weekdays(text: str) -> str:
    """Return codes such as "MO,TH" for "Montag, Do.", in the order of the week."""
    names = {fold(str(WEEKDAY_NAMES[number])): code for number, code in enumerate(WEEKDAYS)}
    short = {name[:2]: code for name, code in names.items()}
    found = set()
    for part in re.split(r"[,;|/+&]|\bund\b", text):
        codes = []
        for word in re.split(r"[-–]|\bbis\b", part):
            name = fold(word)
            codes.append(names.get(name) or names.get(name.removesuffix("s")) or short.get(name))
        if not all(codes) or len(codes) > 2:
            raise ValueError(_("“%(text)s” is no weekday. Please write it like Mittwoch.") % {"text": text})
        first, last = WEEKDAYS.index(codes[0]), WEEKDAYS.index(codes[-1])
        # "Fr-Mo" goes on beyond Sunday.
        found.update(WEEKDAYS[day % 7] for day in range(first, last + 1 + (7 if last < first else 0)))
    return ",".join(code for code in WEEKDAYS if code in found)


def read_year(text: str) -> int:
    year = text if re.fullmatch(r"\d{4}", text) else str(_year_of_day(text))
    if 800 <= int(year) <= date.today().year:
        return int(year)
    raise ValueError(_("“%(text)s” is no year in the past.") % {"text": text})


def _year_of_day(text: str) -> int:
    try:
        return read_day(text).year
    except ValueError:
        return 0


def read_degrees(text: str, limit: int) -> Decimal:
    """Accepts a decimal comma; five decimals are about one metre."""
    try:
        degrees = Decimal(text.replace(",", "."))
    except InvalidOperation as error:
        raise ValueError(_("“%(text)s” is no number.") % {"text": text}) from error
    if not degrees.is_finite() or abs(degrees) > limit:
        message = _("“%(text)s” lies outside of %(low)d to %(high)d degrees.")
        raise ValueError(message % {"text": text, "low": -limit, "high": limit})
    return round(degrees, 5)


def read_legal_form(text: str) -> str:
    forms = {fold(str(label)): code for code, label in OrganisationPage.LegalForm.choices if code}
    forms |= {fold(code): code for code in OrganisationPage.LegalForm.values if code} | {"e v": "ev"}
    if fold(text) not in forms:
        raise ValueError(_("“%(text)s” is no legal form that we know.") % {"text": text})
    return forms[fold(text)]


def read_languages(text: str) -> str:
    """Also accepts the separators of our own exports."""
    return ", ".join(part.strip() for part in re.split(r"[|;]", text) if part.strip())


def read_website(text: str) -> str:
    return text if "://" in text else f"https://{text}"


def read_yes_or_no(text: str) -> bool:
    """Also accepts "x" as a tick."""
    word = fold(text)
    if word in YES or word in NO:
        return word in YES
    raise ValueError(_("“%(text)s” is neither ja nor nein.") % {"text": text})


def read_postcode(text: str) -> str:
    # Spreadsheets take the zero from the front, as in 01067. No code begins with 05.
    if re.fullmatch(r"[0-9]{5}|[1-46-9][0-9]{3}", text):
        return text.zfill(5)
    raise ValueError(_("“%(text)s” is no postcode of five digits.") % {"text": text})


def read_paragraphs(text: str) -> str:
    """Return the text as HTML that preserves its paragraphs."""
    if len(text) > LONGEST_TEXT:
        raise ValueError(_("Please keep it to %(n)d characters.") % {"n": LONGEST_TEXT})
    return "".join(f"<p>{escape(part)}</p>" for part in text.splitlines() if part.strip())
