"""An invented town to search; its entries and the queries are in the files beside this one."""

from collections.abc import Callable
from datetime import time
from functools import cache
from pathlib import Path

import yaml
from django.http import QueryDict

from directory.browse.listing import listing
from directory.models import Category, Offer, Opening

from ..factories import make_category, make_directory, make_district, make_entry, make_target_group

HERE = Path(__file__).parent
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@cache
def read(name: str) -> dict:
    return yaml.safe_load((HERE / name).read_text(encoding="utf-8"))


def queries(name: str, *sections: str) -> dict[str, tuple[str, ...]]:
    """Return {what somebody types: beginnings of names, one of which must be found}; of all sections unless named."""
    tables = read(name)
    pairs = (pair for section in sections or tables for pair in tables[section].items())
    return {str(typed): tuple(each.strip() for each in meant.split("|")) for typed, meant in pairs}


def missed(wanted: dict[str, tuple[str, ...]], find: Callable[[str], list[str]]) -> dict[str, list[str]]:
    """Return what is found instead, if it is more than five of a hundred queries that miss, else nothing."""
    found = {typed: find(typed) for typed in wanted}
    wrong = {
        f"{typed} → {meant}": found[typed]
        for typed, meant in wanted.items()
        if not any(name.startswith(meant) for name in found[typed])
    }
    return wrong if len(wrong) * 20 > len(wanted) else {}


def in_directory(directory, typed: str) -> list[str]:
    """The first three names in the list."""
    query = QueryDict(mutable=True)
    query["q"] = typed
    return [row["name"] for row in listing(directory, query)["rows"][:3]]


def make_town():
    """Return the directory with all entries of `town.yaml`."""
    town, directory = read("town.yaml"), make_directory()
    categories = _make_categories(town["categories"])
    districts = {name: make_district(name) for name in town["districts"]}
    groups = {name: make_target_group(name) for name in town["target_groups"]}
    for number, entry in enumerate(town["entries"]):
        make_entry(
            directory,
            entry["name"],
            short_name=entry.get("short", ""),
            legal_name=entry.get("legal", ""),
            summary=entry["summary"],
            category=categories[entry["category"]],
            categories=[categories[slug] for slug in entry.get("more", ())],
            districts=[districts[entry["district"]]],
            target_groups=[groups[name] for name in entry.get("groups", ())],
            offers=_make_offers(entry, number),
            openings=[Opening(title=title, task=task) for title, task in entry.get("openings", ())],
        )
    return directory


def _make_offers(entry: dict, number: int) -> list[Offer]:
    """Each entry meets once a week; its first offer says when."""
    names = entry.get("offers") or [entry["name"]]
    day = entry.get("day", WEEKDAYS[number % len(WEEKDAYS)])
    weekly = {"frequency": "weekly", "weekdays": day, "starts_at": time(17), "ends_at": time(18)}
    cost = entry.get("cost", "")
    return [Offer(name=name, cost=cost, **(weekly if name == names[0] else {})) for name in names]


def _make_categories(rows: list[dict], parent: Category | None = None) -> dict[str, Category]:
    made = {}
    for row in rows:
        category = make_category(row["name"], synonyms=row.get("synonyms", ""), parent=parent)
        made |= {row["slug"]: category} | _make_categories(row.get("below", []), category)
    return made
