"""The rows of an entry's calls for volunteers, derived from its public document and written with its record."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils import timezone

from ..models import Opening, OpeningFacet, PublicEntry, PublicOpening
from ..search.index_text import Labels, words_of_opening

PLAIN = ("key", "is_remote", "minimum_age", "valid_until", "title_words", "task_words", "entry_words")


@dataclass(frozen=True)
class OpeningRows:
    """An unsaved call, and the values of its filters."""

    opening: PublicOpening
    facets: frozenset[tuple[str, int]]

    @property
    def content(self) -> tuple:
        """What distinguishes it from another call; the day of its publication does not."""
        return (*(getattr(self.opening, name) for name in PLAIN), self.facets)


def rows_of_openings(record: PublicEntry, labels: Labels, help_types: dict[int, str]) -> list[OpeningRows]:
    """Return the rows of all calls of a record; `help_types` are names by key."""
    by_key = {opening["key"]: opening for opening in record.document["openings"]}
    return [_rows(opening, record, labels, help_types) for opening in by_key.values()]


def stored_openings(entries: list[int]) -> dict[int, list[OpeningRows]]:
    """Return the stored rows by the keys of their entries."""
    found: dict[int, list[OpeningRows]] = {}
    stored = PublicOpening.objects.filter(entry__in=entries).prefetch_related("facets").order_by("pk")
    for opening in stored:
        facets = frozenset((facet.kind, facet.value) for facet in opening.facets.all())
        found.setdefault(opening.entry_id, []).append(OpeningRows(opening, facets))
    return found


def store_openings(entries: list[int], rows: list[OpeningRows]) -> None:
    """Replace the calls of these entries; calls that were already public keep their day of publication."""
    old = PublicOpening.objects.filter(entry__in=entries)
    days = {(entry, key): day for entry, key, day in old.values_list("entry", "key", "shown_since")}
    for row in rows:
        place = (row.opening.entry_id, row.opening.key)
        row.opening.shown_since = days.get(place, row.opening.shown_since)
    old.delete()
    saved = PublicOpening.objects.bulk_create(row.opening for row in rows)
    OpeningFacet.objects.bulk_create(
        OpeningFacet(opening_id=opening.pk, kind=kind, value=value)
        for opening, row in zip(saved, rows, strict=True)
        for kind, value in sorted(row.facets)
    )


def _rows(opening: dict, record: PublicEntry, labels: Labels, help_types: dict[int, str]) -> OpeningRows:
    names = [help_types[key] for key in opening["help_types"] if key in help_types]
    row = PublicOpening(
        entry_id=record.pk,
        key=UUID(opening["key"]),
        is_remote=opening["is_remote"],
        minimum_age=opening["minimum_age"],
        valid_until=date.fromisoformat(opening["valid_until"]),
        shown_since=timezone.localdate(),
        **words_of_opening(opening, names, record.document, labels),
    )
    return OpeningRows(row, frozenset(_facets(opening)))


def _facets(opening: dict):
    yield from ((OpeningFacet.Kind.HELP_TYPE.value, key) for key in opening["help_types"])
    if opening["time_need"]:
        number = Opening.TimeNeed.values.index(opening["time_need"])
        yield OpeningFacet.Kind.TIME_NEED.value, number
