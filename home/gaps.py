"""What the law requires of a town begins with gaps that only the town can fill. Its editors are reminded of them."""

from functools import reduce
from operator import or_

from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext
from wagtail.permission_policies.pages import PagePermissionPolicy

from cms.common.todo_items import TodoItem
from cms.towns.models import TownSettings

from .models import StandardPage

REQUIRED = ("imprint_page", "privacy_page", "accessibility_page")
# How "[Bitte ergänzen: Anschrift]" begins, up to the letter that databases store in different ways.
GAP = "[Bitte erg"
MOST_NAMED = 6


def pages_with_gaps(request: HttpRequest) -> list[TodoItem]:
    """One item for each, because the page itself says what is missing."""
    mine = PagePermissionPolicy().instances_user_has_permission_for(request.user, "change")
    is_required = reduce(or_, (Q(pk__in=TownSettings.objects.values(name)) for name in REQUIRED))
    pages = StandardPage.objects.filter(is_required, live=True, pk__in=mine.values("pk"))
    found = pages.annotate(text=Cast("body", TextField())).filter(text__contains=GAP).order_by("path")
    label = gettext("Page that the law requires and that still has gaps: “%(title)s”")
    return [
        TodoItem(label % {"title": page.title}, 1, reverse("wagtailadmin_pages:edit", args=[page.pk]), "edit")
        for page in found.only("title")[:MOST_NAMED]
    ]
