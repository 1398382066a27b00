"""The public forms of a site and their names."""

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.http import Http404, HttpRequest
from django.utils import translation
from wagtail.models import Page, Site

from cms.core.caching import cached
from cms.core.models import PublicPageQuerySet

from ..models import ContactPage, FormPage, RegistrationPage


def public_forms(request: HttpRequest) -> PublicPageQuerySet:
    """Return the pages with a form of the site in the active language, in the order of the page tree."""
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    root = cached(f"root-tree-path:{site.pk}", lambda: site.root_page.localized.path)
    kinds = ContentType.objects.get_for_models(ContactPage, RegistrationPage).values()
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


def find_form(request: HttpRequest, name: str) -> FormPage:
    """Return the public form of this name. Raises Http404."""
    page = named(public_forms(request)).get(name)
    if page is None:
        raise Http404
    return page.specific
