"""An invented town to search; its entries and the queries are in the files beside this one."""

from datetime import time
from functools import cache
from pathlib import Path

import yaml

from directory.browse.filters import Filters
from directory.browse.index import EntryResults
from directory.models import Category, Offer, Opening

from ..factories import make_category, make_directory, make_district, make_entry, make_target_group

HERE = Path(__file__).parent
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@cache
def read(name: str) -> dict:
    return yaml.safe_load((HERE / name).read_text(encoding="utf-8"))


def queries() -> list[tuple[str, str]]:
    """Return pairs of (query, name of an expected entry)."""
    return [(str(typed), entry) for pairs in read("queries.yaml").values() for typed, entry in pairs.items()]


def first_three(directory, typed: str) -> list[str]:
    """The first three results in the list."""
    return [entry.title for entry in EntryResults(directory, Filters(text=typed, order="relevance"))[:3]]


def missed(found: dict[str, list[str]]) -> dict[str, list[str]]:
    """Return {query: first three} where the expected entry is missing, if there are more than three such queries."""
    wrong = {f"{typed} → {meant}": found[typed] for typed, meant in queries() if meant not in found[typed]}
    return wrong if len(wrong) > len(found) // 20 else {}


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
    return [
        Offer(name=name, cost=entry.get("cost", ""), **(weekly if name == names[0] else {})) for name in names
    ]


def _make_categories(rows: list[dict], parent: Category | None = None) -> dict[str, Category]:
    made = {}
    for row in rows:
        category = make_category(row["name"], synonyms=row.get("synonyms", ""), parent=parent)
        made |= {row["slug"]: category} | _make_categories(row.get("below", []), category)
    return made
