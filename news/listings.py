"""The contexts of list pages for queries such as `?kategorie=vereine&jahr=2026&seite=2`."""

from django.db.models import QuerySet
from django.utils.formats import date_format
from wagtail.models import Site

from cms.caching.content_version import cached
from cms.common.folding import clean_text
from cms.pages.lists.links import choice_links, encode_query, list_above, page_of, path_above, read_choice
from cms.search.guesses import NO_GUESS, Guess, as_written
from cms.searches.counting import count_in_vain
from cms.searches.everyday_words import notes_on

from .search import search_news

MORE_NEWS = 4


def news_list(index, query, request=None) -> dict:
    """Context of the news list; raises Http404 for a topic, year or page that does not exist."""
    facets = cached(f"news-facets:{index.path}", lambda: _news_facets(index))
    category = read_choice(query.get("kategorie"), facets["categories"])
    year = read_choice(query.get("jahr"), facets["years"])
    text = clean_text(query.get("q", ""))
    news, guess = _searched(index, text)
    count_in_vain(request, text, guess.lost)
    if category:
        news = news.in_category(category)
    if year:
        news = news.in_year(int(year))
    chosen = {"q": text, "kategorie": category, "jahr": year}
    page_obj = page_of(news, query.get("seite"))
    rows = list(page_obj)
    is_filtered = any(chosen.values())
    has_feature = page_obj.number == 1 and not is_filtered
    return {
        "page_obj": page_obj,
        "feature": rows[0] if has_feature and rows else None,
        "rows": rows[1:] if has_feature else rows,
        "query": encode_query(chosen),
        "is_filtered": is_filtered,
        "text": text,
        "category": category,
        "guess": _in_words(guess, text, rows),
        "notes": notes_on(text, Site.find_for_request(request)) if request else [],
        "category_name": facets["categories"].get(category, ""),
        "year": year,
        "category_links": choice_links(facets["categories"], "kategorie", chosen),
        # A single year is no choice.
        "year_links": choice_links(facets["years"], "jahr", chosen)
        if year or len(facets["years"]) > 1
        else [],
    }


def _searched(index, text: str) -> tuple[QuerySet, Guess]:
    news = index.published_news().newest_first().for_list()
    if not text:
        return news, NO_GUESS
    found = search_news(news, text, index.path)
    return found.news, found.guess


def _in_words(guess: Guess, text: str, rows: list) -> str:
    return as_written(guess.text, [text, *(f"{news.title} {news.summary}" for news in rows)])


def news_row(news) -> dict:
    """The inputs of the component `news_row.html`."""
    return {
        "pk": news.pk,
        "url": news.url,
        "title": news.title,
        "summary": news.summary,
        "date": news.date,
        "day": date_format(news.date),
        "image": news.share_image,
        "category": getattr(news, "category_name", None) or "",
    }


def news_surroundings(news) -> dict:
    """The news item's list, and the newest items in it; cached until content changes."""
    parent_path = path_above(news)

    def build():
        rows = type(news).objects.filter(path__startswith=parent_path, depth=news.depth).published()
        rows = rows.newest_first().for_list()[:MORE_NEWS]
        return {"index": list_above(news), "latest": [news_row(row) for row in rows]}

    return cached(f"news-around:{parent_path}", build)


def _news_facets(index) -> dict:
    news = index.published_news()
    pairs = news.exclude(categories=None).values_list("categories__slug", "categories__name")
    years = sorted({day.year for day in news.values_list("date", flat=True)}, reverse=True)
    return {
        "categories": dict(sorted(set(pairs), key=lambda pair: pair[1].casefold())),
        "years": {str(year): str(year) for year in years},
    }
