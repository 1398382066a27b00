"""Whose documents are whose: each of several towns keeps its own in a collection of its own."""

from django.http import HttpRequest
from wagtail.models import Site
from wagtail.permissions import policy_registry

from .caching import cached
from .models import SiteDocument, TownSettings


def is_of_another_town(document_id: str, request: HttpRequest) -> bool:
    """Whether the document is not the visited town's, and the visitor nobody who may change it."""
    site = Site.find_for_request(request)
    foreign = cached(f"foreign-media:{site and site.pk}", lambda: _foreign_paths(site))
    if not foreign:
        return False
    document = SiteDocument.objects.select_related("collection").filter(pk=document_id).first()
    if document is None or not document.collection.path.startswith(tuple(foreign)):
        return False
    user = request.user
    return not (
        user.is_authenticated
        and policy_registry.get_by_type(SiteDocument).user_has_permission_for_instance(
            user, "change", document
        )
    )


def _foreign_paths(site: Site | None) -> list[str]:
    others = TownSettings.objects.exclude(collection=None).exclude(site=site)
    return list(others.values_list("collection__path", flat=True))
