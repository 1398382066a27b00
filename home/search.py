"""Finds pages, entries and documents for one text. Everything found is what every citizen may see."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.apps import apps
from django.core.paginator import Page as PageOfList
from django.core.paginator import Paginator
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.caching.content_version import cached, short
from cms.pages.models import BasePage
from cms.pages.visibility import public_documents, public_pages
from cms.search.guesses import NO_GUESS, Guess, WordSet, as_written, corrected
from cms.search.index import keys_of
from cms.search.query import read_query
from cms.search.words import terms_of
from cms.searches.everyday_words import notes_on
from cms.searches.page_search import ranks_of_pages
from directory.browse.filters import Filters
from directory.browse.index import EntryResults, directory_of, entry_index
from directory.browse.list_item import entry_item
from directory.browse.nearest import nearest_items
from directory.browse.typed_filters import results_of
from directory.models import DirectoryPage, OrganisationPage, PublicEntry
from directory.publishing.terms import get_terms
from directory.publishing.typos import WordsOfEntries

from .page_words import PAGES

MAX_TEXT = 100
MAX_WORDS = 8
MAX_PAGES = 200  # nobody reads on; keeps one search bounded
PREVIEW = 5
PER_PAGE = 20

WORD = re.compile(r"[^\W_]+")


def words_of(text: str) -> list[str]:
    """Return the words of what somebody typed; never more than is sensible to look for."""
    return WORD.findall(text[:MAX_TEXT])[:MAX_WORDS]


@dataclass(frozen=True)
class Found:
    pages: list[Page]
    entries: Sequence[PublicEntry]
    documents: list

    def __bool__(self):
        return any(map(len, (self.pages, self.entries, self.documents)))


@dataclass
class Search:
    """One search of one visitor. `kind` limits it to a group and gives that group pages."""

    text: str
    site: object
    kind: str = ""
    number: str = "1"

    @property
    def words(self) -> list[str]:
        return words_of(self.text)

    @cached_property
    def groups(self) -> list[dict]:
        """Return `{key, title, icon, total, rows, page_obj}` of each group that has results."""
        found = self.found
        groups = [
            self._group("seiten", _("Pages"), "document", found.pages, self._page_rows),
            self._group("eintraege", _("Directory entries"), "people", found.entries, self._entry_rows),
            self._group("dokumente", _("Documents"), "download", found.documents, list),
        ]
        return [group for group in groups if group["total"]]

    @cached_property
    def found(self) -> Found:
        """What has all the words; else what has those that were probably meant."""
        return self._found_by(self._guess.text) if self._guess.text else self._as_typed

    @cached_property
    def _as_typed(self) -> Found:
        return self._found_by(" ".join(self.words))

    def _found_by(self, text: str) -> Found:
        if not words_of(text):
            return Found([], [], [])
        return Found(self._pages(text), self._entries(text), self._documents(text))

    @property
    def shown(self) -> list[dict]:
        return [group for group in self.groups if self.kind in ("", group["key"])]

    @property
    def total(self) -> int:
        return sum(group["total"] for group in self.groups)

    @cached_property
    def guess(self) -> str:
        """Return the words that were looked for instead, as people write them; "" if those typed find something."""
        guess = self._guess.text
        if not guess:
            return ""
        rows = [*self.found.entries[:PREVIEW]]
        texts = (f"{row.document['name']} {row.document['summary']}" for row in rows)
        return as_written(guess, [self.text, *texts, *(page.title for page in self.found.pages[:PREVIEW])])

    @property
    def lost_words(self) -> tuple[str, ...]:
        """Return the words that find nothing, nor does what they may be a slip of."""
        return self._guess.lost

    @property
    def nearest(self) -> list[dict]:
        """Entries that may be meant though the words are not theirs: below few results, where editors say nothing."""
        if not self.words or self.kind or self.notes:
            return []
        asked, shown = self._as_typed.entries, self.found.entries.all
        return nearest_items(asked, shown, self.total, get_terms(self.site))

    @property
    def notes(self) -> list[str]:
        """What the editors tell whoever looks for this."""
        return notes_on(self.text, self.site)

    @cached_property
    def _guess(self) -> Guess:
        text = " ".join(self.words)
        if not text or self._as_typed:
            return NO_GUESS
        key = f"guess-of-all:{self.site.pk}:{short(text)}"
        return cached(key, lambda: corrected(text, self._number_of, WordsOfEntries() | self._words_of_titles))

    def _number_of(self, words: str) -> int:
        """For trying guesses: how many entries and pages have all the words."""
        pages = self._public_keys.intersection(keys_of(PAGES, words))
        return entry_index(self._directory).number_found_by(words) + len(pages)

    @property
    def _words_of_titles(self) -> WordSet:
        titles = self._public_pages().order_by().values_list("title", flat=True)
        return cached(f"words-of-titles:{self.site.pk}", lambda: WordSet.of(titles))

    @cached_property
    def _public_keys(self) -> set[int]:
        return set(self._public_pages().values_list("pk", flat=True))

    def _group(self, key, title, icon, found, make_rows) -> dict:
        paginator = Paginator(found, PER_PAGE if self.kind == key else PREVIEW)
        page_obj = paginator.get_page(self.number if self.kind == key else 1)
        shown = self.kind in ("", key)
        rows = make_rows(page_obj) if shown and paginator.count else []
        return {
            "key": key,
            "title": title,
            "icon": icon,
            "total": paginator.count,
            "rows": rows,
            "page_obj": page_obj if self.kind == key else None,
            "has_more": not self.kind and paginator.num_pages > 1,
        }

    def _pages(self, text: str) -> list[Page]:
        """Pages with all the words, the best first."""
        ranks = ranks_of_pages(text)
        # Drafts and other towns have words, too.
        best = list(ranks)[: MAX_PAGES * 10]
        pages = list(self._public_pages().filter(pk__in=best)) if best else []
        return sorted(pages, key=lambda page: (ranks[page.pk], page.title))[:MAX_PAGES]

    def _public_pages(self):
        if not self._root_path:
            return Page.objects.none()
        return public_pages(self.site).filter(path__startswith=self._root_path).not_type(OrganisationPage)

    @property
    def _root_path(self) -> str:
        """The path of the home page in the active language, "" without one."""
        return cached(f"search-root:{self.site.pk}", lambda: _path_of_home(self.site.root_page.localized))

    def _page_rows(self, pages: PageOfList) -> list[dict]:
        summaries, names = summaries_of([page.pk for page in pages]), _names_above(pages)
        return [
            {
                "title": page.title,
                "url": page.url,
                "summary": summaries.get(page.pk) or page.search_description,
                "place": " › ".join(names[path] for path in _paths_above(page) if path in names),
            }
            for page in pages
        ]

    def _entries(self, text: str) -> EntryResults:
        filters = Filters(text=text, order="relevance")
        return results_of(EntryResults, self._directory, filters, get_terms(self.site), as_typed=True)

    @property
    def _directory(self) -> DirectoryPage:
        return directory_of(self.site, get_language())

    def _entry_rows(self, entries: Iterable[PublicEntry]) -> list[dict]:
        terms = get_terms(self.site)
        return [entry_item(entry, terms) for entry in entries]

    def _documents(self, text: str) -> list:
        """Documents whose title has all the words, also as parts of longer words."""
        query = read_query(text)
        documents = public_documents(self.site).order_by("title")
        return [each for each in documents if query.fits(_terms_of_title(each.title))][:MAX_PAGES]


@lru_cache(maxsize=2_000)
def _terms_of_title(title: str) -> frozenset[str]:
    return frozenset(terms_of(title))


def _paths_above(page: Page) -> list[str]:
    """Return the paths in the tree from the start page down to the parent."""
    return [page.path[:length] for length in range(2 * page.steplen, len(page.path), page.steplen)]


def _names_above(pages: PageOfList) -> dict[str, str]:
    """Return the names of all pages above, by their paths; the start page is called so, whatever its title."""
    paths = {path for page in pages for path in _paths_above(page)}
    # Unpublishing a page leaves those below it public.
    named = dict(Page.objects.live().filter(path__in=paths).values_list("path", "title"))
    return {path: _("Start page") if len(path) == 2 * Page.steplen else name for path, name in named.items()}


def _path_of_home(home: Page) -> str:
    return home.path if home.locale.language_code == get_language() else ""


def summaries_of(page_ids: list[int]) -> dict[int, str]:
    """Return the summary of each page, whatever its type, with one query."""
    models = [model for model in apps.get_models() if issubclass(model, BasePage)]
    parts = [
        model.objects.filter(pk__in=page_ids).order_by().values_list("pk", "summary") for model in models
    ]
    return dict(parts[0].union(*parts[1:], all=True))
