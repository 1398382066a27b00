"""One cell each: from what people write to what the entry holds. All raise ValueError with words for the editor."""

import re
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from html import escape

from django.utils.dates import WEEKDAYS as WEEKDAY_NAMES
from django.utils.translation import gettext as _

from ..folding import fold
from ..models import OrganisationPage
from ..schedules import WEEKDAYS

LONGEST_TEXT = 5000
YES, NO = {"ja", "j", "yes", "y", "x", "1", "wahr", "true"}, {"nein", "n", "no", "0", "falsch", "false"}
DAY_FORMATS = ("%d.%m.%Y", "%Y-%m-%d", "%d.%m.%y")
CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?(?::\d{2})?\s*(?:uhr|h)?", re.IGNORECASE)


def read_day(text: str) -> date:
    for known in DAY_FORMATS:
        try:
            return datetime.strptime(text, known).date()
        except ValueError:
            continue
    raise ValueError(_("“%(text)s” is no day. Please write it like 24.12.2026.") % {"text": text})


def read_clock(text: str) -> time:
    """Also "18 Uhr" and "18.30"."""
    match = CLOCK.fullmatch(text)
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
    for word in re.split(r"[,;|/]|\bund\b", text):
        code = names.get(fold(word)) or names.get(fold(word).removesuffix("s")) or short.get(fold(word))
        if not code:
            raise ValueError(_("“%(text)s” is no weekday. Please write it like Mittwoch.") % {"text": text})
        found.add(code)
    return ",".join(code for code in WEEKDAYS if code in found)


def read_year(text: str) -> int:
    if re.fullmatch(r"\d{4}", text) and 800 <= int(text) <= date.today().year:
        return int(text)
    raise ValueError(_("“%(text)s” is no year in the past.") % {"text": text})


def read_degrees(text: str, limit: int) -> Decimal:
    """Accept a decimal comma; five decimals are about one metre."""
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
    """Also as our own tables separate them."""
    return ", ".join(part.strip() for part in re.split(r"[|;]", text) if part.strip())


def read_website(text: str) -> str:
    return text if "://" in text else f"https://{text}"


def read_yes_or_no(text: str) -> bool:
    """Also "x" for a tick, as lists have it."""
    word = fold(text)
    if word in YES or word in NO:
        return word in YES
    raise ValueError(_("“%(text)s” is neither ja nor nein.") % {"text": text})


def read_postcode(text: str) -> str:
    if re.fullmatch(r"[0-9]{5}", text):
        return text
    raise ValueError(_("“%(text)s” is no postcode of five digits.") % {"text": text})


def read_paragraphs(text: str) -> str:
    """Return the text as HTML that shows it as it stands."""
    if len(text) > LONGEST_TEXT:
        raise ValueError(_("Please keep it to %(n)d characters.") % {"n": LONGEST_TEXT})
    return "".join(f"<p>{escape(part)}</p>" for part in text.splitlines() if part.strip())
