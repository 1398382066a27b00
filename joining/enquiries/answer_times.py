"""How quickly a club answers, which the office sees and nobody else."""

from statistics import median

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from directory.models import OrganisationPage

from .models import Enquiry


def answer_time_of(page: OrganisationPage) -> str:
    """Return it in words, over the messages that are still kept; "" if there was none."""
    delivered = Enquiry.objects.filter(organisation=page, delivered_at__isnull=False)
    times = list(delivered.values_list("delivered_at", "answered_at"))
    if not times:
        return ""
    days = [(answered - sent).days for sent, answered in times if answered]
    said = _("%(answered)s of %(all)s answered") % {"answered": len(days), "all": len(times)}
    if not days:
        return said
    usual = round(median(days))
    if usual < 1:
        return _("%(said)s, usually on the same day") % {"said": said}
    words = ngettext("%(said)s, usually after %(days)s day", "%(said)s, usually after %(days)s days", usual)
    return words % {"said": said, "days": usual}
