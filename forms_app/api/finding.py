"""The public forms of a site and their names."""

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.http import Http404, HttpRequest
from django.utils import translation
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, get_page_models

from cms.caching.content_version import cached
from cms.pages.site_trees import site_of
from cms.pages.visibility import PublicPageQuerySet

from ..models import FormPage


def public_forms(request: HttpRequest) -> PublicPageQuerySet:
    """Return the pages with a form of the site in the active language, in the order of the page tree."""
    site = site_of(request)
    root = cached(f"root-tree-path:{site.pk}", lambda: site.root_page.localized.path)
    models = (model for model in get_page_models() if issubclass(model, FormPage))
    kinds = ContentType.objects.get_for_models(*models).values()
    pages = PublicPageQuerySet(Page).filter(
        path__startswith=root,
        locale__language_code=translation.get_language(),
        content_type__in=[kind.pk for kind in kinds],
    )
    return pages.published().order_by("path")


def named(pages: Iterable[Page]) -> dict[str, Page]:
    """Return them by name: the slug; where several share one, those further down have their number behind it."""
    forms = {}
    for page in pages:
        forms[f"{page.slug}-{page.pk}" if page.slug in forms else page.slug] = page
    return forms


def find_form(request: HttpRequest, name: str) -> tuple[str, FormPage]:
    """Return the public form that has this name, or had it before, and its name now. Raises Http404."""
    forms = named(public_forms(request))
    known = name if name in forms else _renamed(request, forms, name)
    if known is None:
        raise Http404
    return known, forms[known].specific


def _renamed(request: HttpRequest, forms: dict[str, Page], name: str) -> str | None:
    """Follow the redirect from an address of this name: Wagtail makes one when a page is renamed or moved."""
    names = {page.pk: known for known, page in forms.items()}
    moved = Redirect.get_for_site(site_of(request)).filter(
        old_path__endswith=f"/{name}", redirect_page__in=names
    )
    row = moved.order_by("-pk").first()
    return row and names[row.redirect_page_id]
