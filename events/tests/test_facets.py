"""Dates and the numbers beside the filters equal a plain reading, for 500 random filters, on page and API."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from urllib.parse import urlencode

import pytest
from django.http import QueryDict

from directory.browse.choices import options_of
from directory.models import Category, District, PublicEntry
from directory.publishing.terms import get_terms
from events.browse.calendar import Calendar, calendar_context
from events.browse.query.days import Days
from events.browse.query.filters import FLAGS, GROUPS, KINDS, Filters, query_for

from .making import TODAY
from .plain_reading import PlainReading
from .random_rules import Dice, make_rules

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("a_monday_in_march")]
TEXTS = ["", "", "", "Angebot", "Halle", "Verein 3", "Chor", "gibtesnicht"]
OF_API, ITEMS = ("free", "step_free"), 20


@dataclass(frozen=True)
class Numbers:
    """How many dates other filters would leave over, by the plain reading."""

    reading: PlainReading
    filters: Filters
    first: date
    last: date

    def with_values(self, kind: str, *values: int) -> int:
        return self._number(chosen=self.filters.chosen | {kind: values})

    def with_flag(self, name: str) -> int:
        return self._number(flags=self.filters.flags | {name})

    def with_kind(self, value: str) -> int:
        return self._number(kind=value)

    def _number(self, **changed) -> int:
        return self.reading.number(replace(self.filters, **changed), self.first, self.last)


def test_dates_and_counts_equal_a_plain_reading_for_any_filters(client, directory, calendar):
    dice = Dice(16)
    make_rules(dice, directory, calendar, TODAY)
    reading = PlainReading(calendar.get_parent().pk)
    choices = values_in_use()
    for _number in range(500):
        filters, days = some_filters(dice, choices), some_days(dice)
        assert_page_is_true(calendar, reading, filters, days)
        if not filters.flags - set(OF_API):
            assert_api_is_true(client, reading, filters, days)


def values_in_use() -> dict[str, list]:
    return {
        "category": list(Category.objects.order_by("pk").values_list("pk", flat=True)),
        "district": list(District.objects.order_by("pk").values_list("pk", flat=True)),
        "organiser": list(PublicEntry.objects.order_by("pk").values_list("public_id", flat=True)),
    }


def some_filters(dice: Dice, choices: dict[str, list]) -> Filters:
    chosen = {
        kind: tuple(sorted(dice.sample(choices[kind], dice.choice([0, 0, 1, 2]))))
        for kind in ("category", "district")
    }
    return Filters(
        text=dice.choice(TEXTS),
        chosen={kind: values for kind, values in chosen.items() if values},
        flags=frozenset(dice.sample(list(FLAGS), dice.choice([0, 0, 0, 1, 2]))),
        age=dice.choice([None, None, 0, 5, 7, 13, 40, 70]),
        organiser=dice.choice(choices["organiser"]) if dice.often(0.1) else None,
        kind=dice.choice(["", "", *KINDS]),
    )


def some_days(dice: Dice) -> Days:
    """The usual days, by name, a month, or any range."""
    query = QueryDict(mutable=True)
    first = TODAY + timedelta(days=dice.randint(-20, 60))
    last = first + timedelta(days=dice.choice([0, 1, 6, 12]))
    query.update(
        dice.choice(
            [
                {},
                {"wann": dice.choice(["heute", "wochenende", "woche"])},
                {"monat": f"{first:%Y-%m}"},
                {"von": first.isoformat(), "bis": last.isoformat()},
                {"von": first.isoformat(), "bis": last.isoformat()},
            ]
        )
    )
    return Days.from_query(query, TODAY)


def assert_page_is_true(index, reading: PlainReading, filters: Filters, days: Days) -> None:
    page = calendar_context(Calendar(index, QueryDict(query_for(days, filters, get_terms()))))
    assert set(page["filters"].pairs(get_terms())) == set(filters.pairs(get_terms()))
    assert page["days"] == days
    rows = reading.found(filters, days.first, days.last)
    numbers = Numbers(reading, filters, days.first, days.last)
    assert page["total"] == sum(not row.has_moved_away for row in rows)
    assert_page_counts_clicks(page, numbers)
    if days.month:
        assert_month_is_true(page, rows)
    else:
        assert_days_are_true(page, rows, days)


def assert_month_is_true(page: dict, rows: list) -> None:
    for day in page["weeks"]:
        special = [row for row in rows if row.is_special and shown_day(row, page["days"]) == day["date"]]
        regular = [row for row in rows if not row.is_special and shown_day(row, page["days"]) == day["date"]]
        assert len(day["rows"]) + day["more"] == len(special)
        assert {row["key"] for row in day["rows"]} <= {row.key for row in special}
        assert day["regular"] == sum(not row.has_moved_away for row in regular)


def assert_days_are_true(page: dict, rows: list, days: Days) -> None:
    by_day: dict[date, list] = {}
    for row in rows:
        by_day.setdefault(shown_day(row, days), []).append(row)
    assert [day["date"] for day in page["listed_days"]] == sorted(by_day)
    for day in page["listed_days"]:
        expected = [row.key for row in by_day[day["date"]]]
        shown = [row["key"] for row in [*day["special"], *day["regular"]]]
        assert len(shown) + day["more"] == len(expected)
        assert set(shown) == set(expected) if not day["more"] else set(shown) < set(expected)


def shown_day(row, days: Days) -> date:
    """What began before stands on the first day."""
    return max(row.days[0], days.first)


def assert_page_counts_clicks(page: dict, numbers: Numbers) -> None:
    assert {kind["value"]: kind["count"] for kind in page["kinds"]} == {
        kind: numbers.with_kind(kind) for kind in KINDS
    }
    flags = {option["parameter"]: option["count"] for option in page["flags"]}
    for name, (parameter, _label) in FLAGS.items():
        assert flags.get(parameter, 0) == numbers.with_flag(name), name
    shown = {group["parameter"]: [*group["options"], *group["more"]] for group in page["groups"]}
    for group in GROUPS:
        counts = {option.value: option.count for option in shown.get(group.parameter, ())}
        ticked = numbers.filters.chosen.get(group.kind, ())
        for value, label in options_of(group.kind, get_terms()).items():
            others = [each for each in ticked if value not in ticked]
            # Beside a tick of the group, the number says how many join.
            expected = numbers.with_values(group.kind, *others, value) - (page["total"] if others else 0)
            assert counts.get(label.slug, 0) == expected, (group.kind, label.name)


def assert_api_is_true(client, reading: PlainReading, filters: Filters, days: Days) -> None:
    answer = client.get(f"/api/v1/occurrences/?{api_query(filters, days)}").json()
    rows = [row for row in reading.found(filters, days.first, days.last) if not row.has_moved_away]
    numbers = Numbers(reading, filters, days.first, days.last)
    assert answer["count"] == len(rows)
    assert [item["id"] for item in answer["items"]] == [row.name for row in rows[:ITEMS]]
    flags = {each["value"]: each["count"] for each in answer["facets"]["flags"]}
    assert {name: flags.get(name, 0) for name in OF_API} == {name: numbers.with_flag(name) for name in OF_API}
    for group in GROUPS:
        counts = {each["value"]: each["count"] for each in answer["facets"][group.kind]}
        for value, label in options_of(group.kind, get_terms()).items():
            assert counts.get(label.slug, 0) == numbers.with_values(group.kind, value), label.name


def api_query(filters: Filters, days: Days) -> str:
    query = [("from", days.first), ("to", days.last), ("limit", ITEMS), ("q", filters.text)]
    query += [(name, "true") for name in filters.flags]
    for kind, values in filters.chosen.items():
        query += [(kind, options_of(kind, get_terms())[value].slug) for value in values]
    if filters.age is not None:
        query.append(("age", filters.age))
    if filters.organiser:
        query.append(("organiser", filters.organiser))
    if filters.kind:
        query.append(("kind", KINDS[filters.kind][0]))
    return urlencode(query)
