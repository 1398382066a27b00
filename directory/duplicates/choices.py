"""What to take from which entry, as changes to the one that stays."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import uuid4

from django.utils.translation import gettext_lazy as _

from ..editing.places import CHANGING_PLACES, FIRST_PLACE
from ..entry_changes.diff import Change, Kind
from ..entry_changes.diff_fields import PAGE_UNITS, Unit, row_name
from ..entry_changes.snapshot import ROW_MODELS, facts_of
from ..models import OrganisationPage

KEPT, GONE, BOTH = "kept", "gone", "both"
# Maintainers never see these; only editors change them.
EDITORS_UNITS = (Unit("", "parent_organisation", ("parent_organisation",), _("Part of")),)
UNITS = (*PAGE_UNITS, *EDITORS_UNITS)
LISTS = {"districts", "target_groups", "categories"}
EMPTY = (None, "", [], False)


def merge_facts_of(page: OrganisationPage) -> dict:
    """Return all facts to choose from, in the shape of `self_service.facts`."""
    return facts_of(page) | {"parent_organisation": page.parent_organisation_id}


@dataclass(frozen=True)
class Choice:
    """`units` maps names of units to KEPT, GONE or BOTH; `rows` holds the tokens of the chosen rows."""

    units: dict[str, str]
    rows: frozenset[str]
    maintainer: str = KEPT

    def source_of(self, unit: Unit) -> str:
        return self.units.get(unit.name, KEPT)


def differing_units(kept: dict, gone: dict) -> list[Unit]:
    return [unit for unit in UNITS if unit.values(kept) != unit.values(gone)]


def equal_units(kept: dict, gone: dict) -> list[Unit]:
    """Non-empty units in which both entries agree."""
    same = (unit for unit in UNITS if unit.values(kept) == unit.values(gone))
    return [unit for unit in same if not is_empty(unit, kept)]


def is_empty(unit: Unit, facts: dict) -> bool:
    return all(value in EMPTY for value in unit.values(facts).values())


def row_token(side: str, relation: str, row: dict) -> str:
    return f"{side}.{relation}.{row['id']}"


def is_in_both(row: dict, others: list[dict]) -> bool:
    return any(_without_id(row) == _without_id(other) for other in others)


def default_choice(kept: dict, gone: dict, maintainer: str = KEPT) -> Choice:
    """Keep the values of the entry that stays, fill its gaps, and add the rows it lacks."""
    units = {
        unit.name: GONE if is_empty(unit, kept) and not is_empty(unit, gone) else KEPT
        for unit in differing_units(kept, gone)
    }
    rows = {row_token(KEPT, relation, row) for relation in ROW_MODELS for row in kept[relation]}
    rows |= {
        row_token(GONE, relation, row)
        for relation in ROW_MODELS
        for row in gone[relation]
        if not _has_twin(relation, row, kept[relation])
    }
    return Choice(units, frozenset(rows), maintainer)


def changes_for(kept: dict, gone: dict, choice: Choice) -> list[Change]:
    """Return the changes to the entry that stays."""
    return [*_unit_changes(kept, gone, choice), *_removals(kept, choice), *_additions(kept, gone, choice)]


def _unit_changes(kept: dict, gone: dict, choice: Choice) -> Iterator[Change]:
    for unit in differing_units(kept, gone):
        before, after = unit.values(kept), unit.values(gone)
        source = choice.source_of(unit)
        if source == BOTH and unit.name in LISTS:
            after = {unit.name: sorted({*before[unit.name], *after[unit.name]})}
        if source != KEPT and before != after:
            yield Change(Kind.CHANGED, unit=unit, before=before, after=after, now=before)


def _removals(kept: dict, choice: Choice) -> Iterator[Change]:
    for relation in ROW_MODELS:
        for row in kept[relation]:
            if row_token(KEPT, relation, row) not in choice.rows:
                name = row_name(relation, row)
                yield Change(Kind.REMOVED, relation, row["id"], name, before=_without_id(row))


def _additions(kept: dict, gone: dict, choice: Choice) -> Iterator[Change]:
    taken = {
        relation: [row for row in gone[relation] if row_token(GONE, relation, row) in choice.rows]
        for relation in ROW_MODELS
    }
    # A copied entry has the same keys as its original, but keys must be unique within an entry.
    keys = {row["id"]: str(uuid4()) for rows in taken.values() for row in rows}
    places = _new_places(kept, gone, choice, keys)
    for relation, rows in taken.items():
        for row in rows:
            after = _without_id(row)
            if relation == "offers":
                after["place_key"] = places.get(row["place_key"], CHANGING_PLACES)
            yield Change(Kind.ADDED, relation, keys[row["id"]], row_name(relation, row), after=after)


def _new_places(kept: dict, gone: dict, choice: Choice, keys: dict[str, str]) -> dict[str, str]:
    """Map the keys of the other entry's places to those in the entry that stays."""
    stays = [
        place for place in kept["meeting_places"] if row_token(KEPT, "meeting_places", place) in choice.rows
    ]
    found = {}
    for place in gone["meeting_places"]:
        same = next((each for each in stays if _has_twin("meeting_places", place, [each])), None)
        if place["id"] in keys:
            found[place["id"]] = keys[place["id"]]
        elif same:
            found[place["id"]] = same["id"]
    first = gone["meeting_places"][0]["id"] if gone["meeting_places"] else None
    return found | {FIRST_PLACE: found.get(first, CHANGING_PLACES) if first else FIRST_PLACE}


def _has_twin(relation: str, row: dict, others: list[dict]) -> bool:
    """Whether one of the others has the same content or name."""
    name = row_name(relation, row).casefold()
    is_named_so = name and any(row_name(relation, other).casefold() == name for other in others)
    return bool(is_named_so) or is_in_both(row, others)


def _without_id(row: dict) -> dict:
    return {name: value for name, value in row.items() if name != "id"}
