from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext
from wagtail.permissions import policy_registry

from cms.common.todo_items import TodoItem

from ..models import SiteImage

MOST_NAMED = 5


def unreadable_pictures(request: HttpRequest) -> list[TodoItem]:
    """One item for each, because what has to be done is to replace the file of this very picture."""
    mine = policy_registry.get_by_type(SiteImage).instances_user_has_permission_for(request.user, "change")
    label = gettext("Picture that cannot be shown; please replace its file: “%(title)s”")
    return [
        TodoItem(label % {"title": image.title}, 1, reverse("wagtailimages:edit", args=[image.pk]), order=50)
        for image in mine.filter(sizes=SiteImage.Sizes.FAILED).order_by("-pk")[:MOST_NAMED]
    ]
