"""Compares what page and API show for some filters, the numbers beside them included, with a plain reading."""

from dataclasses import dataclass, replace

from django.http import QueryDict

from directory.api.parameters import OpeningParameters, OrganisationParameters, options
from directory.browse.choices import options_of
from directory.browse.filters import Filters, OpeningFilters
from directory.browse.index import EntryResults, OpeningResults
from directory.browse.listing import PER_PAGE, listing, opening_listing
from directory.browse.typed_filters import results_of
from directory.publishing.terms import get_terms

from .plain_reading import PlainReading

OF_ENTRIES = (EntryResults, listing, "/api/v1/organisations/", OrganisationParameters)
OF_CALLS = (OpeningResults, opening_listing, "/api/v1/openings/", OpeningParameters)
ITEMS = 10


@dataclass(frozen=True)
class Numbers:
    """How many rows other filters would leave over, by the plain reading."""

    reading: PlainReading
    filters: Filters

    def with_values(self, kind: str, *values: int) -> int:
        return self._number(chosen=self.filters.chosen | {kind: values})

    def with_flag(self, name: str) -> int:
        return self._number(flags=self.filters.flags | {name})

    def _number(self, **changed) -> int:
        return len(self.reading.found(replace(self.filters, **changed)))


def assert_lists_are_true(client, directory, reading: PlainReading, asked: Filters) -> None:
    results, make_page, address, parameters = OF_CALLS if isinstance(asked, OpeningFilters) else OF_ENTRIES
    found = results_of(results, directory, asked, get_terms())
    # Typed filters are taken out of the text; a text that finds nothing at all is read as what was probably meant.
    filters = replace(found.filters, text=found.guess or found.filters.text)
    keys = list(found.keys())
    ids = [reading.id_of(key, filters) for key in keys]
    assert (set(keys), len(keys)) == (reading.found(filters), len(found))
    numbers = Numbers(reading, filters)
    page = make_page(directory, QueryDict(asked.as_query(get_terms())))
    assert [_id_of_row(row) for row in page["rows"]] == ids[:PER_PAGE]
    assert page["total"] == len(keys)
    assert_page_counts_clicks(page, numbers)
    answer = client.get(address, api_query(asked, parameters)).json()
    assert [item["id"] for item in answer["items"]] == ids[:ITEMS]
    assert answer["count"] == len(keys)
    assert_api_counts_values(answer["facets"], numbers, parameters)


def _id_of_row(row: dict) -> str:
    return str(row["public_id"]) if "public_id" in row else row["url"].rpartition("#mithilfe-")[2]


def api_query(filters: Filters, parameters) -> dict:
    query = {
        "limit": ITEMS,
        "q": filters.text,
        **{name: "true" for name, flag in parameters.FLAGS.items() if flag in filters.flags},
    }
    for kind, values in filters.chosen.items():
        labels = options(kind, get_terms())
        query[kind] = [labels[value].slug for value in values]
    return query if filters.age is None else query | {"age": filters.age}


def assert_page_counts_clicks(page: dict, numbers: Numbers) -> None:
    filters = numbers.filters
    flags = {option["parameter"]: option["count"] for option in page["flags"]}
    for flag in filters.offered_flags:
        assert flags.get(flag.parameter, 0) == numbers.with_flag(flag.name), flag.name
    shown = {group["parameter"]: [*group["options"], *group["more"]] for group in page["groups"]}
    for group in filters.groups:
        counts = {option.value: option.count for option in shown.get(group.parameter, ())}
        ticked = filters.chosen.get(group.kind, ())
        for value, label in options_of(group.kind, get_terms()).items():
            others = [each for each in ticked if value not in ticked]
            # Beside a tick of the group, the number says how many join; beside a ticked one, how many it finds alone.
            expected = numbers.with_values(group.kind, *others, value) - (page["total"] if others else 0)
            assert counts.get(label.slug, 0) == expected, (group.kind, label.name)


def assert_api_counts_values(facets: dict, numbers: Numbers, parameters) -> None:
    """The API says how many each value finds alone in its group."""
    flags = {each["value"]: each["count"] for each in facets["flags"]}
    for name, flag in parameters.FLAGS.items():
        assert flags.get(name, 0) == numbers.with_flag(flag), name
    for group in numbers.filters.groups:
        counts = {each["value"]: each["count"] for each in facets[group.kind]}
        for value, label in options(group.kind, get_terms()).items():
            assert counts.get(label.slug, 0) == numbers.with_values(group.kind, value), (
                group.kind,
                label.name,
            )
