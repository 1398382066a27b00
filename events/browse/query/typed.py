"""Typed words that are filters become filters and days: "Konzert gratis am Samstag in Erdorf" is about concerts."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import ClassVar

from directory.browse.choices import DISTRICT, Flag, Group
from directory.browse.choices import GROUPS as GROUPS_OF_ENTRIES
from directory.browse.filters import Filters as Words
from directory.browse.typed_filters import understood
from directory.publishing.terms import Terms

from .days import WEEKEND, Days, preset_days
from .filters import FLAGS, Filters

# By the names that the list of words has for them.
MEANT = {"free": "free", "accessible": "step_free"}
SATURDAY_AND_SUNDAY = (5, 6)


@dataclass(frozen=True)
class _Typed(Words):
    groups: ClassVar[tuple[Group, ...]] = (
        DISTRICT,
        *(group for group in GROUPS_OF_ENTRIES if group.kind == "weekday"),
    )
    offered_flags: ClassVar[tuple[Flag, ...]] = tuple(
        Flag(word, *FLAGS[name]) for word, name in MEANT.items()
    )


def with_typed(filters: Filters, days: Days, terms: Terms, today: date) -> tuple[Filters, Days]:
    """Return the filters and days with what was typed of them; days that are chosen by name stay."""
    typed = understood(_Typed(text=filters.text), terms) if filters.text else _Typed()
    districts = {*filters.chosen.get("district", ()), *typed.chosen.get("district", ())}
    meant = replace(
        filters,
        text=typed.text,
        chosen=filters.chosen | ({"district": tuple(sorted(districts))} if districts else {}),
        flags=filters.flags | {MEANT[flag] for flag in typed.flags},
        age=filters.age if typed.age is None else typed.age,
    )
    weekdays = typed.chosen.get("weekday", ())
    return meant, _next(weekdays, today) if weekdays and days.is_usual else days


def _next(weekdays: tuple[int, ...], today: date) -> Days:
    if weekdays == SATURDAY_AND_SUNDAY:
        return preset_days(WEEKEND, today)
    day = today + timedelta(days=(weekdays[0] - today.weekday()) % 7)
    return Days(day, day)
