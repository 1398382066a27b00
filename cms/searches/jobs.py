from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.jobs.registry import job

from .counting import forget


@job(
    "forget-searches",
    every=timedelta(days=1),
    label=_("Forget what was searched in vain long ago"),
    counts={"words": _("words")},
)
def forget_searches() -> dict[str, int]:
    return {"words": forget(timezone.localdate())}
