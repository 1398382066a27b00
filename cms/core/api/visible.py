"""Which pages the API may tell of: what every citizen may see of one site, in all its languages."""

from collections.abc import Iterable
from functools import cache, reduce
from operator import or_

from django.apps import apps
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest
from wagtail.models import Locale, Page, Site

from ..caching import cached
from ..models import BasePage, PublicPageQuerySet
from .page_types import TYPE_NAMES


def site_of(request: HttpRequest) -> Site:
    """Return the site that this host shows. Raises Http404."""
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    return site


def public_pages(site, model: type[Page] = Page):
    """Return what is published in all languages of this site; no more than one query when it is evaluated."""
    # Kept as long as the answers are: publishing, moving and closing a page all begin a new version.
    private = cached("private-pages", PublicPageQuerySet(Page).private_q)
    return site_pages(site, model).live().exclude(private)


def site_pages(site, model: type[Page] = Page):
    """Return all pages of this site in all languages, drafts and private ones too."""
    return PublicPageQuerySet(model).filter(_in_trees(site))


def _in_trees(site) -> Q:
    paths = (path for path, _url_path in trees_of(site).values())
    return reduce(or_, (Q(path__startswith=path) for path in paths), Q(pk__in=[]))


def trees_of(site) -> dict[str, tuple[str, str]]:
    """Return path and url_path of the home page by language."""
    return cached(f"trees:{site.pk}", lambda: _trees(site.root_page))


def _trees(home: Page) -> dict[str, tuple[str, str]]:
    homes = Page.objects.filter(translation_key=home.translation_key, depth=home.depth)
    rows = homes.values_list("locale__language_code", "path", "url_path")
    return {code: (path, url_path) for code, path, url_path in rows} | {
        languages()[home.locale_id]: (home.path, home.url_path)
    }


def languages() -> dict[int, str]:
    """Return the code of each locale by its id."""
    return cached("languages-by-id", lambda: dict(Locale.objects.values_list("pk", "language_code")))


def language_of(page: Page) -> str:
    return languages()[page.locale_id]


def type_of(page: Page) -> str:
    return TYPE_NAMES[page.specific_class]


@cache
def page_models() -> list[type[BasePage]]:
    return [model for model in apps.get_models() if issubclass(model, BasePage)]


def with_teaser(pages):
    """Add what stands on a teaser, whatever the type of each page, in the same query."""
    return pages.annotate(
        teaser_text=Coalesce(*_of_each_type("summary"), Value(""), output_field=models.TextField()),
        teaser_image=Coalesce(
            *_of_each_type("share_image_id"), Value(None), output_field=models.IntegerField()
        ),
    )


def _of_each_type(field: str) -> Iterable[F]:
    return (F(f"{model._meta.model_name}__{field}") for model in page_models())
