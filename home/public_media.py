"""Which documents and pictures a citizen can reach, and therefore may find."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import IntegerField
from django.db.models.functions import Cast
from wagtail.models import Page, ReferenceIndex

from cms.core.api.media import open_documents
from cms.core.api.visible import public_pages
from cms.core.caching import cached
from cms.core.models import SiteDocument, SiteImage, TownSettings


def public_documents(site):
    """Documents that a public page (or the town's settings) uses and whose collection is open to all."""
    ids = cached(f"used-documents:{site.pk}", lambda: _used_documents(site))
    # The collection is looked at each time: moving one tells nobody.
    return open_documents().filter(pk__in=ids)


def public_images(site) -> set[int]:
    """Return the ids of pictures that a public page, its documents or the town's settings show."""
    return cached(f"used-images:{site.pk}", lambda: _used_images(site))


def _used_documents(site) -> list[int]:
    return sorted(_used_by_pages(site, SiteDocument) | {TownSettings.for_site(site).brochure_id} - {None})


def _used_images(site) -> set[int]:
    covers = public_documents(site).values_list("cover", flat=True)
    return (_used_by_pages(site, SiteImage) | {*covers, TownSettings.for_site(site).logo_id}) - {None}


def _used_by_pages(site, model: type) -> set[int]:
    uses = ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        to_content_type=ContentType.objects.get_for_model(model),
    )
    users = uses.annotate(page=Cast("object_id", IntegerField())).values("page")
    public = set(public_pages(site).filter(pk__in=users).values_list("pk", flat=True))
    pairs = uses.values_list("object_id", "to_object_id")
    return {int(used) for page, used in pairs if int(page) in public}
