"""Tags are shared by all towns, but their names tell what a town has."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.http import HttpRequest, JsonResponse
from taggit.models import Tag, TaggedItem
from wagtail.permissions import policy_registry

from cms.media.models import SiteDocument, SiteImage
from cms.towns.scope import ALL_TOWNS, towns_of_staff

MOST = 10


def own_tags(user):
    """The tags of pictures and documents that the user may use."""
    if towns_of_staff(user) is ALL_TOWNS:
        return Tag.objects.all()
    used = Q(pk__in=[])
    for model in (SiteImage, SiteDocument):
        mine = policy_registry.get_by_type(model).instances_user_has_any_permission_for(
            user, ["change", "choose"]
        )
        used |= Q(content_type=ContentType.objects.get_for_model(model), object_id__in=mine.values("pk"))
    return Tag.objects.filter(pk__in=TaggedItem.objects.filter(used).values("tag"))


def autocomplete(request: HttpRequest, app_name: str = "", model_name: str = "") -> JsonResponse:
    """Like Wagtail's, whose address may name any model of tags; there is only one."""
    term = request.GET.get("term", "")
    tags = own_tags(request.user).filter(name__istartswith=term) if term else Tag.objects.none()
    return JsonResponse(list(tags.order_by("name").values_list("name", flat=True)[:MOST]), safe=False)
