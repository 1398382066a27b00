from datetime import timedelta

from django.core.management import call_command
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Revision

from cms.jobs.registry import QUEUES, Queue, job

from .front_cache import outbox

QUEUES.register(Queue("front-cache", lambda should_stop: outbox.is_used() and outbox.send_due()))


@job(
    "publish-scheduled",
    every=timedelta(minutes=1),
    label=_("Publish and withdraw pages on their day"),
    counts={"published": _("published"), "withdrawn": _("withdrawn")},
)
def publish_scheduled() -> dict[str, int]:
    now = timezone.now()
    counts = {
        "published": Revision.objects.filter(approved_go_live_at__lt=now).count(),
        "withdrawn": Page.objects.filter(live=True, expire_at__lt=now).count(),
    }
    call_command("publish_scheduled", verbosity=0)
    return counts
