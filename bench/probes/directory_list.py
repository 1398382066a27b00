"""Everything the directory's list view does for one visitor after another, except rendering the template."""

import json
from itertools import product

from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cms.caching.content_version import refresh_content, version_fixed
from directory.browse.index import entry_index
from directory.browse.listing import PER_PAGE, listing, opening_listing
from directory.models import Category, DirectoryPage, District, PublicEntry, PublicOpening, PublicService

from ..timing import median_ms

WORDS = (
    "fussball",
    "kicken",
    "singen",
    "wandern",
    "Bücher",
    "helfen",
    "treff lindenhof",
    "verein",
    "mühlental",
)


def main() -> None:
    directory = DirectoryPage.objects.first()
    total = PublicEntry.objects.below(directory).count()
    pages = max(1, total // PER_PAGE)
    numbers = {
        "entries": total,
        "mixed": _median(directory, _mixed()),
        "offers": PublicService.objects.below(directory).taking_place().count(),
        "of_one_offer": _median(directory, _of_one_offer()),
        "text": _median(directory, [f"q={word}" for word in WORDS], first_time=True),
        "plain": _median(directory, [""]),
        "calls": PublicOpening.objects.running().count(),
        "calls_mixed": _median(directory, _mixed(), opening_listing),
        "deep": _median(directory, [f"seite={pages - number}" for number in range(min(5, pages))]),
        "changed": _after_a_change(directory),
        "queries": _queries(directory),
    }
    print(json.dumps(numbers))


def _mixed() -> list[str]:
    """Filters of all kinds, in many combinations."""
    categories = Category.objects.exclude(parent=None).values_list("slug", flat=True)[:6]
    districts = District.objects.values_list("slug", flat=True)[:4]
    pairs = product(WORDS[:5], zip(categories, districts, strict=False))
    return [f"q={word}&kategorie={category}&ortsteil={district}" for word, (category, district) in pairs]


def _of_one_offer() -> list[str]:
    """Filters that must hold together for one offer, with a text."""
    pairs = product(WORDS[:5], ("mo", "mi", "sa"), (7, 40))
    return [f"q={word}&wochentag={day}&alter={age}&kostenlos=1" for word, day, age in pairs]


def _median(directory, queries: list[str], make_list=listing, first_time: bool = False) -> float:
    def ask(query: str) -> None:
        if first_time:
            entry_index(directory).texts.clear()
        with version_fixed():
            make_list(directory, QueryDict(query))

    return median_ms(ask, queries)


def _after_a_change(directory) -> float:
    def ask(_number) -> None:
        refresh_content()
        listing(directory, QueryDict(""))

    return median_ms(ask, range(3), rounds=1)


def _queries(directory) -> int:
    client, query = Client(), {"q": WORDS[0], "ortsteil": District.objects.first().slug}
    assert client.get(directory.url, query).status_code == 200
    with CaptureQueriesContext(connection) as captured:
        client.get(directory.url, query)
    return len(captured)
