"""What may show a changed thing, according to Wagtail's reference index, the page tree, and lists."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q
from wagtail.contrib.settings.models import AbstractSetting
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, ReferenceIndex

from cms.caching.cache_keys import kind_of
from cms.pages.models import BasePage

EVERYTHING = "*"
# A page's title, address or visibility changed ("outline-7"), or that of all its descendants as well ("below-7").
OUTLINE, BELOW = "outline", "below"
# These may change with any page.
OF_EVERY_PAGE = {"pages", "search", "changes", "redirects", "sitemap"}
# Beyond this number, purging everything is cheaper than resolving dependencies.
MOST_PAGES = 300


@dataclass
class Touched:
    """`keys` for caches with surrogate keys; `pages` are the ids of pages whose addresses are affected."""

    keys: set[str] = field(default_factory=set)
    pages: set[int] = field(default_factory=set)
    is_everything: bool = False


def touched_by(keys: Iterable[str]) -> Touched:
    """Return everything that may show what these keys name."""
    keys = set(keys)
    touched = Touched(
        keys={key for key in keys if not key.startswith((OUTLINE, BELOW)) and key != EVERYTHING}
    )
    touched.is_everything = EVERYTHING in keys
    outlines = _numbers(keys, OUTLINE) | _add_those_below(keys, touched)
    changed = _numbers(keys, "page") | outlines
    _add_users_of_media(keys, changed, touched)
    _add_frame(outlines, touched)
    if not touched.is_everything:
        _add_pages(changed, touched)
    touched.is_everything |= len(touched.pages) > MOST_PAGES
    touched.keys |= {kind_of(key) for key in touched.keys}
    return touched


def _numbers(keys: Iterable[str], name: str) -> set[int]:
    """Return {7} for "page-7" and the name "page"."""
    parts = (key.partition("-") for key in keys)
    return {int(number) for word, _dash, number in parts if word == name and number.isdecimal()}


def _add_those_below(keys: set[str], touched: Touched) -> set[int]:
    found: set[int] = set()
    for page in Page.objects.filter(pk__in=_numbers(keys, BELOW)):
        room = MOST_PAGES + 1 - len(found)
        found |= set(page.get_descendants(inclusive=True).values_list("pk", flat=True)[:room])
    touched.is_everything |= len(found) > MOST_PAGES
    return found


def _add_users_of_media(keys: set[str], changed: set[int], touched: Touched) -> None:
    """Media affect every page that shows them, and pages with teasers of such pages."""
    for model, name in ((get_image_model(), "image"), (get_document_model(), "document")):
        if numbers := _numbers(keys, name):
            pages, is_in_frame = _users(model, numbers)
            changed |= pages
            touched.keys |= {"search"}
            touched.is_everything |= is_in_frame


def _add_frame(outlines: set[int], touched: Touched) -> None:
    """Menu and footer are on every page, with titles and addresses of others."""
    if outlines and not touched.is_everything:
        touched.is_everything = _users(Page, outlines)[1]


def _users(model: type[Model], numbers: set[int]) -> tuple[set[int], bool]:
    """Return the pages that refer to these rows, and whether a site's settings do."""
    content_type = ContentType.objects.get_for_model(model)
    references = ReferenceIndex.objects.filter(
        to_content_type=content_type, to_object_id__in=[str(number) for number in numbers]
    )
    pages, is_in_frame = set(), False
    for source, number in references.values_list("base_content_type", "object_id").distinct():
        source_model = ContentType.objects.get_for_id(source).model_class()
        if source_model is not None and issubclass(source_model, Page):
            pages.add(int(number))
        elif source_model is not None and issubclass(source_model, AbstractSetting):
            is_in_frame = True
    return pages, is_in_frame


def _add_pages(changed: set[int], touched: Touched) -> None:
    pages = list(Page.objects.filter(pk__in=changed).specific())
    for page in pages:
        touched.keys |= set(page.surrogate_keys()) if isinstance(page, BasePage) else {f"page-{page.pk}"}
    if pages:
        touched.keys |= OF_EVERY_PAGE
    shown_on = changed | _users(Page, changed)[0] | _around(pages) | _beside(pages) | _lists_of(touched.keys)
    touched.pages |= shown_on
    touched.keys |= {f"page-{pk}" for pk in shown_on}


def _around(pages: list[Page]) -> set[int]:
    """Return the parents, which list their children, and the translations, which link to each other."""
    parents = Q(path__in=[page.path[: -page.steplen] for page in pages], depth__gt=1)
    same = Q(translation_key__in=[page.translation_key for page in pages])
    return set(Page.objects.filter(parents | same).values_list("pk", flat=True)) if pages else set()


def _beside(pages: list[Page]) -> set[int]:
    own = (page.pages_beside() for page in pages if isinstance(page, BasePage))
    rows = (beside.values_list("pk", flat=True)[: MOST_PAGES + 1] for beside in own if beside is not None)
    return {pk for keys in rows for pk in keys}


def _lists_of(kinds: set[str]) -> set[int]:
    """Return the public pages that list things of one of these kinds."""
    models = [
        model for model in apps.get_models() if issubclass(model, BasePage) and kinds & set(model.lists)
    ]
    return {
        pk for model in models for pk in model.objects.live().values_list("pk", flat=True)[: MOST_PAGES + 1]
    }
