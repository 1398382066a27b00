"""Finds pages, entries and documents for one text. Everything found is what every citizen may see."""

import re
from dataclasses import dataclass
from functools import reduce
from operator import and_

from django.apps import apps
from django.core.paginator import Page as PageOfList
from django.core.paginator import Paginator
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.core.api.visible import public_pages
from cms.core.caching import cached
from cms.core.models import BasePage
from directory.entry_rows import entry_row
from directory.models import OrganisationPage, PublicEntry
from directory.search.typos import as_written, corrected
from directory.terms import get_terms

from .public_media import public_documents

MAX_TEXT = 100
MAX_WORDS = 8
MAX_PAGES = 200  # nobody reads on; keeps one search bounded
PREVIEW = 5
PER_PAGE = 20

WORD = re.compile(r"[^\W_]+")


def words_of(text: str) -> list[str]:
    """Return the words of what somebody typed; never more than is sensible to look for."""
    return WORD.findall(text[:MAX_TEXT])[:MAX_WORDS]


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
        if not self.words:
            return []
        groups = [
            self._group("seiten", _("Pages"), "document", self.pages(), self._page_rows),
            self._group("eintraege", _("Directory entries"), "people", self.entries(), self._entry_rows),
            self._group("dokumente", _("Documents"), "download", self.documents(), list),
        ]
        return [group for group in groups if group["total"]]

    @property
    def shown(self) -> list[dict]:
        return [group for group in self.groups if self.kind in ("", group["key"])]

    @property
    def total(self) -> int:
        return sum(group["total"] for group in self.groups)

    @cached_property
    def guess(self) -> str:
        """Return what may have been meant, if nothing is found but something would be; else ""."""
        return "" if self.groups else self.suggestion

    @property
    def suggestion(self) -> str:
        """Return what may have been meant by words that find nothing; "" if that would find nothing either."""
        if not self.words:
            return ""
        entries, terms = self._public_entries(), get_terms(self.site)
        text = corrected(self.text, entries)
        hits = (
            [entry_row(entry, terms) for entry in entries.matching(text).with_address()[:PREVIEW]]
            if text
            else []
        )
        return as_written(
            text, [self.text, *(f"{hit['category']} {hit['name']} {hit['summary']}" for hit in hits)]
        )

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

    def pages(self) -> list[Page]:
        """Pages with all the words, the best first; then those whose title has them as beginnings."""
        if not self._root_path:
            return []
        public = public_pages(self.site).filter(path__startswith=self._root_path).not_type(OrganisationPage)
        text = " ".join(self.words)
        found = [*public.search(text)[:MAX_PAGES], *public.autocomplete(text)[:MAX_PAGES]]
        return list({page.pk: page for page in found}.values())[:MAX_PAGES]

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

    def entries(self):
        found = self._public_entries().matching(" ".join(self.words))
        return found.in_order("relevance").with_address()

    def _public_entries(self):
        return PublicEntry.objects.visible_in(self.site, language=get_language())

    def _entry_rows(self, entries: PageOfList) -> list[dict]:
        terms = get_terms(self.site)
        return [entry_row(entry, terms) for entry in entries]

    def documents(self) -> list:
        """Documents whose title has all the words, also as parts of longer words."""
        spellings = (Q(title__icontains=word) | Q(title__contains=word.capitalize()) for word in self.words)
        return list(public_documents(self.site).filter(reduce(and_, spellings)).order_by("title")[:MAX_PAGES])


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
