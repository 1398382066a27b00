"""The full answer of a page, be it published or a draft: everything that it takes to render it."""

from collections.abc import Sequence

from django.db.models import Q
from django.http import HttpRequest
from django.utils import translation
from wagtail.models import Page, Site

from cms.caching.cache_keys import tag
from cms.common.script_json import script_json

from ..models import BasePage, ContentPage, ReadingPage
from ..site_trees import language_of
from .blocks import stream_of
from .page_kinds import kind_of
from .targets import Targets, load
from .wanted import Wanted


def page_answer(page: BasePage, request: HttpRequest) -> dict:
    """Return the answer of one specific page for its schema; of a draft, hand in the revision's object.

    The caller decides whether the page itself may be seen; what it leads to is public in any case. The page's
    language becomes the active one, which decides all words that are made up.
    """
    return page_answers([page], request)[0]


def page_answers(pages: Sequence[BasePage], request: HttpRequest) -> list[dict]:
    """Return the answers of pages in one language, with as many queries as for one."""
    if not pages:
        return []
    site = Site.find_for_request(request)
    translation.activate(language_of(pages[0]))
    wanted = Wanted()
    for page in pages:
        _want(page, wanted)
    targets = load(request, site, wanted, pages[0].locale_id)
    tag(request, *(f"page-{page.pk}" for page in pages if page.pk), *targets.tags())
    return [_answer(page, targets) for page in pages]


def _want(page: BasePage, wanted: Wanted) -> None:
    wanted.add_row(page)
    wanted.shared |= {page.share_image_id} - {None}
    wanted.around |= Q(path__in=_paths_above(page)) | Q(translation_key=page.translation_key)
    kind_of(page).want(page, wanted)


def _paths_above(page: Page) -> list[str]:
    # The tree's root is no page.
    return [page.path[:length] for length in range(2 * page.steplen, len(page.path), page.steplen)]


def _answer(page: BasePage, targets: Targets) -> dict:
    kind = kind_of(page)
    # The row's own picture would be asked for with its sizes.
    page.share_image = targets.images.get(page.share_image_id)
    answer = {"type": kind.name} | _common(page, targets)
    if isinstance(page, ContentPage):
        answer["body"] = stream_of(page, "body", targets)
    if isinstance(page, ReadingPage):
        answer |= _reading(page, targets)
    return answer | kind.answer(page, targets)


def _common(page: BasePage, targets: Targets) -> dict:
    above = [each for each in targets.around if each.path in _paths_above(page)]
    parent = next((each for each in above if each.depth == page.depth - 1), None)
    return {
        "id": page.pk,
        "title": page.title,
        "url": targets.url_of(page),
        "path": path_of(page, targets.request),
        "locale": language_of(page),
        "parent": parent and parent.pk,
        "summary": page.summary,
        "picture": targets.picture(page.share_image_id),
        "as_of": page.as_of,
        "is_sample": page.show_sample_note,
        "first_published_at": page.first_published_at,
        "last_published_at": page.last_published_at,
        "seo": _seo(page, targets),
        "breadcrumbs": [_crumb(each, targets) for each in above],
        "translations": _translations(page, targets),
        "json_ld": _json_ld(page, targets.request),
    }


def path_of(page: Page, request: HttpRequest) -> str:
    """Return the address without host, with the language in front where the site has it there."""
    parts = page.get_url_parts(request)
    return parts[2] if parts and parts[2] else "/"


def _crumb(page: Page, targets: Targets) -> dict:
    return {"title": page.title, "url": targets.url_of(page), "language": None}


def _seo(page: BasePage, targets: Targets) -> dict:
    image = page.share_image and page.share_image.for_sharing
    return {
        "title": page.share_title,
        "description": page.share_description,
        "image": targets.absolute(image.url) if image else None,
    }


def _translations(page: Page, targets: Targets) -> list[dict]:
    return [
        {
            "locale": language_of(each),
            "id": each.pk,
            "title": each.title,
            "url": targets.url_of(each),
        }
        for each in targets.around
        if each.translation_key == page.translation_key and each.locale_id != page.locale_id
    ]


def _json_ld(page: BasePage, request: HttpRequest) -> str | None:
    data = page.structured_data(request)
    return script_json(data) if data else None


def _reading(page: ReadingPage, targets: Targets) -> dict:
    return {
        "table_of_contents": [each | {"text": str(each["text"])} for each in page.headings],
        "next_step": targets.teaser(page.next_page_id, text=page.next_text),
        "section": _section(page, targets),
    }


def _section(page: ReadingPage, targets: Targets) -> dict | None:
    section = page.section(targets.request)
    if section is None:
        return None
    tag(targets.request, *(f"page-{each['pk']}" for each in section["pages"]))
    pages = [
        {
            "id": each["pk"],
            "title": each["title"],
            "url": targets.absolute(each["url"]),
            "current": each["current"],
        }
        for each in section["pages"]
    ]
    return {"title": section["title"], "pages": pages}
