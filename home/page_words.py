"""The words by which pages are found, in the way in which entries are."""

from collections.abc import Iterable, Iterator

from django.utils.html import strip_tags
from wagtail.models import Page
from wagtail.search import index

from cms.search.tables import SearchedTable
from cms.search.words import terms_of, whole_terms_of

# Columns of `PageWords`, in descending weight.
FIELDS = ("title", "title_parts", "summary", "body")
PAGES = SearchedTable("home_pagewords", "page_id", FIELDS, "home_page_search")
SHORT = {"title": "title", "draft_title": "", "summary": "summary", "search_description": "summary"}


def words_of(page: Page) -> dict[str, str]:
    """Return the terms of each of the `FIELDS`; a term occurs only in its weightiest one."""
    texts = texts_of(page)
    terms = {
        "title": whole_terms_of(texts["title"]),
        "title_parts": terms_of(texts["title"]),
        "summary": terms_of(texts["summary"]),
        "body": terms_of(texts["body"]),
    }
    seen: set[str] = set()
    words = {}
    for field in FIELDS:
        words[field] = " ".join(term for term in terms[field] if term not in seen)
        seen |= set(terms[field])
    return words


def texts_of(page: Page) -> dict[str, str]:
    """Return what stands on a page as title, summary and body, from the fields that Wagtail searches."""
    texts: dict[str, list[str]] = {"title": [page.title], "summary": [], "body": []}
    for field in page.get_search_fields():
        place = SHORT.get(getattr(field, "field_name", ""), "body")
        if place and place != "title":
            texts[place] += _texts(field, page)
    return {place: "\n".join(filter(None, parts)) for place, parts in texts.items()}


def _texts(field, thing) -> Iterator[str]:
    if isinstance(field, index.SearchField):
        yield from map(_plain, _flat(field.get_value(thing)))
    elif isinstance(field, index.RelatedFields):
        for each in getattr(thing, field.field_name).all():
            for inner in field.fields:
                yield from _texts(inner, each)


def _flat(value) -> Iterable[str]:
    if isinstance(value, (list, tuple)):
        return (text for each in value for text in _flat(each))
    return [str(value)] if value else []


def _plain(html: str) -> str:
    return strip_tags(html.replace(">", "> "))
