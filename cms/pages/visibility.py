"""What every citizen may see. Pages, lists, search, feeds, sitemap, API, change feed and caches all ask here.

Of pages: `published()` on any QuerySet of ours, `published_pages()` of all sites, `public_pages(site)`,
`public_page(page)`, `public_url(page)`. Of media: `public_documents(site)`, `public_images(site)`,
`open_documents()`, `public_document(document)`.
"""

from functools import reduce
from operator import or_

from django.contrib.contenttypes.models import ContentType
from django.db.models import BigIntegerField, CharField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet
from django.db.models.functions import Cast
from wagtail.models import (
    CollectionViewRestriction,
    Page,
    PageViewRestriction,
    ReferenceIndex,
    Site,
    get_page_models,
)
from wagtail.query import PageQuerySet

from cms.caching.content_version import cached
from cms.media.models import SiteDocument, SiteImage
from cms.towns.models import TownSettings
from cms.towns.scope import below_homes

from .site_trees import trees_of


class PublicPageQuerySet(PageQuerySet):
    def published(self):
        return self.live().public().exclude(_second_addresses())

    def private_q(self):
        # Wagtail guards the alias of a private page at its address, but would let lists tell of it.
        private = PageViewRestriction.objects.values_list(
            "page__path", "page__aliases__path", "page__aliases__aliases__path"
        )
        paths = {path for row in private for path in row if path}
        return _below(sorted(paths))

    def in_site(self, site):
        return self.descendant_of(site.root_page, inclusive=True)

    def in_town(self, site: Site | None):
        """Those below the site's home pages in all languages; without a site all."""
        return self.filter(below_homes(site))

    def in_locale_of(self, page):
        return self.filter(locale_id=page.locale_id)


def published_pages() -> PublicPageQuerySet:
    """Return what is published on all sites."""
    return PublicPageQuerySet(Page).published()


def public_pages(site: Site, model: type[Page] = Page) -> PublicPageQuerySet:
    """Return what is published in all languages of this site; no more than one query when it is evaluated."""
    # Cached as long as answers are: publishing, moving and closing a page all begin a new version.
    private = cached("private-pages", PublicPageQuerySet(Page).private_q)
    # By path, since the search of Wagtail does not know which page is an alias.
    second = cached("second-addresses", lambda: Q(path__in=_paths_of(_second_addresses())))
    return site_pages(site, model).live().exclude(private).exclude(second)


def _paths_of(which: Q) -> list[str]:
    return list(Page.objects.filter(which).values_list("path", flat=True))


def site_pages(site: Site, model: type[Page] = Page) -> PublicPageQuerySet:
    """Return all pages of this site in all languages, drafts and private ones too, but not Wagtail's welcome page."""
    pages = PublicPageQuerySet(model).filter(_below(path for path, _url_path in trees_of(site).values()))
    return pages.not_exact_type(Page) if model is Page else pages


def _below(paths) -> Q:
    return reduce(or_, (Q(path__startswith=path) for path in paths), Q(pk__in=[]))


def _second_addresses() -> Q:
    """Aliases that only lead to their page (see `BasePage.alias_leads_on`): nothing lists, counts or tells of them."""
    models = [model for model in get_page_models() if getattr(model, "alias_leads_on", False)]
    kinds = [kind.pk for kind in ContentType.objects.get_for_models(*models).values()]
    return Q(alias_of__isnull=False, content_type__in=kinds)


def public_page(page: Page | None) -> Page | None:
    """Return the page in the active language, or None when not every citizen may open it."""
    if page is None:
        return None
    page = page.localized
    if not page.live or page.get_view_restrictions():
        return None
    return page


def public_url(page: Page | None, site: Site | None = None) -> str:
    """The address in the active language, or "" when not every citizen may open it.

    With several towns it begins with the host, unless the page stands on the `site` that is being visited.
    """
    page = public_page(page)
    return (page.get_url(current_site=site) or "") if page else ""


def public_document(document: SiteDocument | None) -> SiteDocument | None:
    """Return the document, or None when its collection is not open to all."""
    if document is None or document.collection.get_view_restrictions().exists():
        return None
    return document


def open_documents(documents: QuerySet | None = None) -> QuerySet[SiteDocument]:
    """Return those (of these) documents whose collection, and every one above it, is open to all."""
    inner = CollectionViewRestriction.objects.annotate(
        place=ExpressionWrapper(OuterRef("collection__path"), output_field=CharField())
    )
    documents = SiteDocument.objects.all() if documents is None else documents
    return documents.exclude(Exists(inner.filter(place__startswith=F("collection__path"))))


def public_documents(site: Site) -> QuerySet[SiteDocument]:
    """Return the open documents that a public page or the town's settings use."""
    used = cached(
        f"used-documents:{site.pk}", lambda: list(used_documents(site).values_list("pk", flat=True))
    )
    # The collection is looked at each time: moving one sends no signal.
    return open_documents(SiteDocument.objects.filter(pk__in=used))


def used_documents(site: Site) -> QuerySet[SiteDocument]:
    """Return what public pages and the town's settings use, open or not, as part of one statement."""
    brochure = Q(pk=TownSettings.for_site(site).brochure_id)
    return SiteDocument.objects.filter(brochure | Q(pk__in=_used_by_pages(site, SiteDocument)))


def public_images(site: Site) -> set[int]:
    """Return the ids of pictures that a public page, its documents or the town's settings show."""
    return cached(f"used-images:{site.pk}", lambda: _used_images(site))


def _used_images(site: Site) -> set[int]:
    covers = public_documents(site).values_list("cover", flat=True)
    return {*_used_by_pages(site, SiteImage), *covers, TownSettings.for_site(site).logo_id} - {None}


def _used_by_pages(site: Site, model: type) -> QuerySet:
    uses = ReferenceIndex.objects.filter(
        base_content_type__app_label=Page._meta.app_label,
        base_content_type__model=Page._meta.model_name,
        to_content_type__app_label=model._meta.app_label,
        to_content_type__model=model._meta.model_name,
    ).annotate(
        page=Cast("object_id", BigIntegerField()),
        used=Cast("to_object_id", BigIntegerField()),
    )
    return uses.filter(page__in=public_pages(site).values("pk")).values_list("used", flat=True)
