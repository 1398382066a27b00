"""The search by meaning: what it adds to an answer, to a change, and to the memory of a process."""

import json
from pathlib import Path

from django.conf import settings

from cms.caching.content_version import refresh_content, version_fixed
from cms.search.meaning import get_encoder
from directory.browse import nearest
from directory.browse.filters import Filters
from directory.browse.index import EntryResults
from directory.models import DirectoryPage, EntryMeaning
from directory.publishing.meanings import write_meanings
from directory.publishing.terms import get_terms

from ..timing import median_ms, milliseconds

TYPED = (
    "strategiespiel",
    "mehrstimmig",
    "etwas gegen langeweile für meine kinder",
    "broken lamp",
    "подружиться",
    "تصليح دراجة",
    "asdfghjkl",
    "wer hilft mir beim ausfüllen von formularen wenn ich nicht gut lesen kann",
)


def main() -> None:
    settings.SEARCH_BY_MEANING = True
    before = _megabytes()
    get_encoder().load()
    megabytes = _megabytes() - before
    directory, terms = DirectoryPage.objects.first(), get_terms()
    seconds = milliseconds(write_meanings)
    entries = EntryMeaning.objects.count()

    def ask(typed: str) -> None:
        found = EntryResults(directory, Filters(text=typed), as_typed=True)
        # As if nothing were found.
        nearest.nearest_items(found, 0, 0, terms)

    def ask_after_a_change(typed: str) -> None:
        refresh_content()
        with version_fixed():
            nearest.keep(("meanings", directory.pk), lambda: nearest.read_meanings(directory))

    numbers = {
        "entries": entries,
        "entry": seconds / entries,
        "step": median_ms(ask, TYPED),
        "changed": median_ms(ask_after_a_change, TYPED[:3], rounds=1),
        "megabytes": megabytes,
    }
    settings.SEARCH_BY_MEANING = False
    EntryMeaning.objects.all().delete()
    print(json.dumps(numbers))


def _megabytes() -> float:
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024
