"""What may fit although it has none of the words: nearest by meaning, below few results and never among them."""

from dataclasses import replace
from itertools import islice

from cms.search.guesses import is_never_guessed
from cms.search.meaning import get_encoder
from cms.search.query import searched_words

from ..models import EntryMeaning, PublicEntry
from ..publishing.terms import Terms
from .index import EntryResults, keep
from .list_item import add_tiles, entry_item

# With so many results nobody needs more.
ENOUGH = 3
MOST = 3
# The vectors take 2 KB each in every process.
MOST_ENTRIES = 20_000


def nearest_items(asked: EntryResults, shown: int, total: int, terms: Terms, request=None) -> list[dict]:
    """Return list items of entries that match the filters and may be meant by the text.

    `shown` are the entries that stand in the results, which number `total`.
    """
    items = [entry_item(entry, terms, request) for entry in _nearest(asked, shown, total)]
    add_tiles(items)
    return items


def _nearest(asked: EntryResults, shown: int, total: int) -> list[PublicEntry]:
    text, encoder = asked.filters.text, get_encoder()
    if not encoder or total >= ENOUGH or not text or any(map(is_never_guessed, searched_words(text))):
        return []
    index = asked.index
    if len(index.keys) > MOST_ENTRIES:
        return []
    meanings = keep(("meanings", asked.directory.pk), lambda: read_meanings(asked.directory))
    left = index.selected(replace(asked.filters, text="")) & ~shown
    fitting = (key for key in meanings.near(text) if index.bitmap([key]) & left)
    return asked.rows(list(islice(fitting, MOST)))


def read_meanings(directory):
    rows = EntryMeaning.objects.filter(entry__directory=directory.pk).order_by("entry__sort_name", "entry")
    return get_encoder().Meanings((key, bytes(vector)) for key, vector in rows.values_list("entry", "vector"))
