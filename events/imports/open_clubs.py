"""The clubs of a table that the directory does not know: each is decided about once, not row by row."""

from directory.imports.kinds import LEAVE, OpenName
from directory.models import ImportRow, ImportRun

from .clubs import Clubs, Pages, UnknownClubError, name_of


def open_clubs(run: ImportRun) -> list[OpenName]:
    """Return each such club with its rows, those of most rows first; it stays after the decision, to be changed."""
    rows: dict[str, list[int]] = {}
    written: dict[str, str] = {}
    decided = set(run.decisions)
    for row in run.rows.order_by("number"):
        name = run.values_of(row).get("club", "")
        key = name_of(name)
        if key and (key in decided or _is_unknown(row)):
            rows.setdefault(key, []).append(row.number)
            written.setdefault(key, name)
    clubs = Clubs(run) if rows else None
    names = [_open(clubs, key, written[key], numbers, run.decisions) for key, numbers in rows.items()]
    return sorted(names, key=lambda each: -len(each.rows))


def _is_unknown(row: ImportRow) -> bool:
    return row.state == ImportRow.State.FAULTY and any(each["field"] == "club" for each in row.messages)


def _open(clubs: Clubs, key: str, name: str, rows: list[int], decisions: dict[str, str]) -> OpenName:
    chosen = decisions.get(key, "")
    likely = _likely(clubs, name)
    if chosen not in ("", LEAVE):
        likely = [*likely, *clubs.titles_of([int(chosen)])]
    choices = {str(page): title for page, title in likely if clubs.is_public(page)}
    return OpenName(key, name, rows, choices, chosen if chosen in (LEAVE, *choices) else "")


def _likely(clubs: Clubs, name: str) -> Pages:
    try:
        clubs.find_by_name(name)
    except UnknownClubError as unknown:
        return unknown.pages
    return []


def entry_named(run: ImportRun, name: str) -> str | None:
    """Return the key of the only public entry of this name as a decision, None if there is none."""
    try:
        return str(Clubs(run).find_by_name(name))
    except UnknownClubError:
        return None
