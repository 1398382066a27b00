"""Which documents a citizen can reach, and therefore may find."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef
from wagtail.models import CollectionViewRestriction, Page, ReferenceIndex

from cms.core.caching import cached
from cms.core.models import PublicPageQuerySet, SiteDocument, TownSettings


def public_documents(site):
    """Documents that a public page (or the town's settings) uses and whose collection is open to all."""
    ids = cached(f"used-documents:{site.pk}", lambda: _used_ids(site))
    # The collection is looked at each time: moving one tells nobody.
    return SiteDocument.objects.filter(pk__in=ids).exclude(Exists(_restrictions_above()))


def _restrictions_above():
    """Restrictions on a document's collection or on any above it."""
    inner = CollectionViewRestriction.objects.annotate(
        place=ExpressionWrapper(OuterRef("collection__path"), output_field=CharField())
    )
    return inner.filter(place__startswith=F("collection__path"))


def _used_ids(site) -> list[int]:
    uses = ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        to_content_type=ContentType.objects.get_for_model(SiteDocument),
    )
    pairs = [(int(page), int(document)) for page, document in uses.values_list("object_id", "to_object_id")]
    pages = PublicPageQuerySet(Page).published().filter(pk__in={page for page, _document in pairs})
    public = set(pages.values_list("pk", flat=True))
    used = {document for page, document in pairs if page in public}
    return sorted(used | {TownSettings.for_site(site).brochure_id} - {None})
