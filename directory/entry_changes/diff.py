"""Which facts differ between two states of an entry, and whether a third state agrees (three-way comparison)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from .diff_fields import PAGE_UNITS, ROW_LABELS, ROW_UNITS, Unit, row_name


class Kind(StrEnum):
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


class Standing(StrEnum):
    """How a change relates to the entry's current state."""

    OPEN = "open"
    # Somebody else has changed the same fact since.
    CONFLICT = "conflict"
    # The entry says so already.
    DONE = "done"
    # The row no longer exists.
    GONE = "gone"


@dataclass(frozen=True)
class Change:
    """A difference that can be accepted separately.

    `before` and `after` hold the values of the unit's fields, or the whole row if it is added or removed; `now` is the
    entry's current value, None if there is none.
    """

    kind: Kind
    relation: str = ""
    row_id: str = ""
    row_name: str = ""
    unit: Unit | None = None
    before: dict = field(default_factory=dict)
    after: dict = field(default_factory=dict)
    now: dict | None = None
    standing: Standing = Standing.OPEN

    @property
    def key(self) -> str:
        """A stable name, such as "phone", "offers.12.time" or "offers.new-1"."""
        return ".".join(filter(None, (self.relation, self.row_id, self.unit.name if self.unit else "")))

    @property
    def title(self) -> str:
        """What people call it: "Offer “Training”: When?"."""
        if not self.relation:
            return self.unit.title
        row = (
            f"{ROW_LABELS[self.relation]} „{self.row_name}“"
            if self.row_name
            else str(ROW_LABELS[self.relation])
        )
        return f"{row}: {self.unit.title}" if self.unit else row

    @property
    def is_new_place(self) -> bool:
        return self.relation == "meeting_places" and self.kind == Kind.ADDED

    @property
    def place(self) -> str:
        """The key of an offer's new place, "" if the change does not affect it."""
        return self.after.get("place_key", "") if self.relation == "offers" else ""

    @property
    def is_conflict(self) -> bool:
        return self.standing == Standing.CONFLICT

    @property
    def is_possible(self) -> bool:
        return self.standing in (Standing.OPEN, Standing.CONFLICT)


def changes_between(base: dict, wanted: dict, now: dict | None = None) -> list[Change]:
    """Return how `wanted` differs from `base`, compared with the entry as it is `now` (default: base)."""
    now = base if now is None else now
    return [*_page_changes(base, wanted, now), *_all_row_changes(base, wanted, now)]


def with_changes(facts: dict, changes: Iterable[Change]) -> dict:
    """Return the facts with these changes applied."""
    facts = {name: list(value) if name in ROW_UNITS else value for name, value in facts.items()}
    for change in changes:
        if not change.relation:
            facts |= change.after
        elif change.kind == Kind.ADDED:
            facts[change.relation].append({"id": change.row_id, **change.after})
        else:
            facts[change.relation] = list(_other_rows(facts[change.relation], change))
    return facts


def _other_rows(rows: list[dict], change: Change) -> Iterator[dict]:
    for row in rows:
        if row["id"] != change.row_id:
            yield row
        elif change.kind == Kind.CHANGED:
            yield row | change.after


def find_row(rows: list[dict], relation: str, row_id: str, name: str) -> dict | None:
    """Return the same row in another state: by its id, else by a unique name."""
    by_id = next((each for each in rows if each["id"] == row_id), None)
    if by_id or not name:
        return by_id
    # Publishing an older draft gives rows new ids.
    alike = [each for each in rows if row_name(relation, each) == name]
    return alike[0] if len(alike) == 1 else None


def _page_changes(base: dict, wanted: dict, now: dict) -> Iterator[Change]:
    for unit in PAGE_UNITS:
        before, after = unit.values(base), unit.values(wanted)
        if before != after:
            present = unit.values(now)
            standing = _standing(before, after, present)
            yield Change(Kind.CHANGED, unit=unit, before=before, after=after, now=present, standing=standing)


def _all_row_changes(base: dict, wanted: dict, now: dict) -> Iterator[Change]:
    for relation in ROW_UNITS:
        old, new, present = (state.get(relation, []) for state in (base, wanted, now))
        for row in new:
            origin = next((each for each in old if each["id"] == row["id"]), None)
            if origin is None:
                yield _added(relation, row, present)
            else:
                yield from _row_changes(
                    relation,
                    origin,
                    row,
                    find_row(present, relation, origin["id"], row_name(relation, origin)),
                )
        kept = {row["id"] for row in new}
        yield from (_removed(relation, row, present) for row in old if row["id"] not in kept)


def _row_changes(relation: str, old: dict, new: dict, present: dict | None) -> Iterator[Change]:
    for unit in ROW_UNITS[relation]:
        before, after = unit.values(old), unit.values(new)
        if before == after:
            continue
        now = unit.values(present) if present else None
        yield Change(
            Kind.CHANGED,
            relation,
            old["id"],
            row_name(relation, old),
            unit,
            before,
            after,
            now,
            _standing(before, after, now),
        )


def _added(relation: str, row: dict, present: list[dict]) -> Change:
    facts = _without_id(row)
    is_done = any(_without_id(each) == facts for each in present)
    standing = Standing.DONE if is_done else Standing.OPEN
    return Change(Kind.ADDED, relation, row["id"], row_name(relation, row), after=facts, standing=standing)


def _removed(relation: str, row: dict, present: list[dict]) -> Change:
    found = find_row(present, relation, row["id"], row_name(relation, row))
    now = _without_id(found) if found else None
    before = _without_id(row)
    standing = Standing.DONE if now is None else Standing.OPEN if now == before else Standing.CONFLICT
    return Change(
        Kind.REMOVED, relation, row["id"], row_name(relation, row), before=before, now=now, standing=standing
    )


def _standing(before: dict, after: dict, now: dict | None) -> Standing:
    if now is None:
        return Standing.GONE
    if now == after:
        return Standing.DONE
    return Standing.OPEN if now == before else Standing.CONFLICT


def _without_id(row: dict) -> dict:
    return {name: value for name, value in row.items() if name != "id"}
