"""Compares a row with similar entries, field by field."""

from dataclasses import dataclass
from datetime import date, time

from django.db.models import Model
from django.template.defaultfilters import striptags
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cms.common import phones
from cms.common.folding import fold
from cms.recurrence.words import weekday_name
from cms.towns.scope import town_of
from directory.models import ImportRow, ImportRun, OrganisationPage

from ..building import CONTACT, OFFER, PAGE, PLACE, Building
from ..fields import FIELDS
from ..words import LIST_OF, Words

PHONES = {"phone", "contact_phone"}


@dataclass(frozen=True)
class Cell:
    """An entry's value of a field."""

    title: str
    text: str
    is_same: bool = True


@dataclass(frozen=True)
class Line:
    """A field: the row's value, its problems, and each entry's value."""

    label: str
    text: str
    faults: list[str]
    cells: list[Cell]


def lines_of(run: ImportRun, row: ImportRow, pages: list[OrganisationPage]) -> list[Line]:
    """The fields that are filled in the row or in one of the entries."""
    values = run.values_of(row)
    built = Building(values, Words(town_of(run.directory))).page
    mine = values | {name: text for name, text in facts_of(built).items() if text}
    theirs = [facts_of(page) for page in pages]
    lines = []
    for field in FIELDS:
        text, others = mine.get(field.name, ""), [facts.get(field.name, "") for facts in theirs]
        faults = faults_of(row, field.name)
        if text or any(others) or faults:
            pairs = zip(pages, others, strict=True)
            cells = [Cell(page.title, other, fold(other) == fold(text)) for page, other in pairs]
            lines.append(Line(str(field.label), text, faults, cells))
    return lines


def pages_like(row: ImportRow) -> list[OrganisationPage]:
    """The entries that the row's messages refer to, if they still exist."""
    keys = [key for message in row.messages for key, _name in message.get("pages", ())]
    found = OrganisationPage.objects.select_related("main_category").in_bulk(keys)
    return [found[key] for key in dict.fromkeys(keys) if key in found]


def facts_of(page: OrganisationPage) -> dict[str, str]:
    """An entry's values, by the names of the importable fields."""
    # A page built from a row with an unknown category has none.
    category = getattr(page, "main_category", None)
    facts = _facts(page, PAGE) | {"category": category.name if category else ""}
    for name in (*LIST_OF.keys() - {"category"},):
        facts[name] = ", ".join(sorted(term.name for term in getattr(page, name).all()))
    for related, columns in (("meeting_places", PLACE), ("offers", OFFER), ("contact_people", CONTACT)):
        first = next(iter(getattr(page, related).all()), None)
        facts |= _facts(first, columns) if first else {}
    return facts


def _facts(instance: Model, columns: dict[str, str]) -> dict[str, str]:
    return {name: _text(instance, name, attribute) for name, attribute in columns.items()}


def _text(instance: Model, name: str, attribute: str) -> str:
    value = getattr(instance, attribute)
    match value:
        case None | "" | "unknown":
            return ""
        case bool():
            return _("yes") if value else _("no")
        case time():
            return f"{value:%H:%M}"
        case date():
            return date_format(value, "SHORT_DATE_FORMAT")
    if hasattr(instance, f"get_{attribute}_display"):
        return str(getattr(instance, f"get_{attribute}_display")())
    if name == "weekday":
        return ", ".join(map(weekday_name, value.split(",")))
    if name in PHONES:
        return phones.for_reading(str(value))
    return striptags(value) if name == "description" else str(value)


def faults_of(row: ImportRow, name: str) -> list[str]:
    """What is wrong with a field of a row, in words."""
    messages = [message for message in row.messages if message["field"] == name]
    names = [", ".join(f"„{title}“" for _key, title in message.get("pages", ())) for message in messages]
    return [f"{message['text']} {named}".strip() for message, named in zip(messages, names, strict=True)]
