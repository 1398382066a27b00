from datetime import timedelta

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from cms.common.todo_items import TodoItem

from ..models import Purge
from .outbox import is_used

LATE_AFTER = timedelta(minutes=5)


def waiting_purges(request: HttpRequest) -> list[TodoItem]:
    if not is_used() or not request.user.has_perm("jobs.view_jobrun"):
        return []
    late = Purge.objects.filter(is_sent=False, created_at__lt=timezone.now() - LATE_AFTER).count()
    label = gettext("Changes that citizens may not see yet: the cache in front of the site does not answer")
    return [TodoItem(label, late, reverse("jobs"))]
