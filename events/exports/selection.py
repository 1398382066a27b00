"""Reads which dates a file is to have: the words of the calendar's page or those of the API, strictly."""

from dataclasses import replace

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _
from pydantic import ConfigDict, ValidationError

from cms.api_toolkit.parameters import Flag
from directory.exports.selection import NotUnderstood
from directory.publishing.terms import Terms

from ..api.parameters import DAYS, DateFilters
from ..browse.query.days import Days
from ..browse.query.selection import Selection

# The page's names and values, as in its address.
NAMES = {
    "von": "from",
    "bis": "to",
    "wann": "when",
    "kategorie": "category",
    "ortsteil": "district",
    "alter": "age",
    "kostenlos": "free",
    "stufenfrei": "step_free",
    "toilette": "toilet",
    "art": "kind",
    "veranstalter": "organiser",
    "reihe": "series",
}
VALUES = {
    "when": {"heute": "today", "morgen": "tomorrow", "wochenende": "weekend"},
    "kind": {"besonders": "special", "regelmaessig": "regular"},
    "free": {"1": "true"},
    "step_free": {"1": "true"},
    "toilet": {"1": "true"},
}
SEVERAL = {"category", "district"}
# What has no meaning for a file, but may stand in an address that was copied.
IGNORED = {"seite", "sortierung"}


class FileParameters(DateFilters):
    model_config = ConfigDict(extra="forbid")

    toilet: Flag = False

    def selection(self, home: int, terms: Terms, days: int = DAYS) -> Selection:
        chosen = super().selection(home, terms, days)
        return replace(chosen, flags=chosen.flags | {"toilet"}) if self.toilet else chosen


def read_parameters(request: HttpRequest, language: str) -> FileParameters:
    """Raises NotUnderstood for an unknown name or value: a subscription must not silently become another one."""
    asked: dict = {"locale": language}
    for given, values in request.GET.lists():
        name = NAMES.get(given, given)
        if given in IGNORED or not any(values):
            continue
        if given in ("wann", "monat") and (days := _days_by_name(given, values[-1])):
            asked |= {"from": days.first.isoformat(), "to": days.last.isoformat()}
            continue
        words = [VALUES.get(name, {}).get(value, value) for value in values if value]
        asked[name] = words if name in SEVERAL else words[-1]
    try:
        return FileParameters.model_validate(asked)
    except ValidationError as error:
        raise NotUnderstood(_in_words(error)) from error


def _days_by_name(parameter: str, value: str) -> Days | None:
    """Return the days of a word or month of the page; None for one that it does not know."""
    query = QueryDict(mutable=True)
    query[parameter] = value
    days = Days.from_query(query)
    return None if days.is_usual else days


def _in_words(error: ValidationError) -> str:
    first = error.errors()[0]
    name = ".".join(map(str, first["loc"][:1]))[:40]
    if first["type"] == "extra_forbidden":
        allowed = ", ".join(sorted({*NAMES, "monat", "q", "near", "radius"}))
        message = _("Unknown parameter: %(names)s. Allowed: %(allowed)s.")
        return message % {"names": name, "allowed": allowed}
    return f"{name}: {first['msg']}"
