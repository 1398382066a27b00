"""When a form's submissions are deleted, in the words that the citizen's notice and the record share."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.core.links import lifetime_of

from .links import Purpose
from .services.retention import KEEP_REJECTED_REGISTRATIONS


def deletion_in_words(page) -> str:
    """Return one or several sentences; "" for a draft that does not say how long yet."""
    if not page.retention_days:
        return ""
    kept = ngettext(
        "We delete it %(days)s day after your matter is closed.",
        "We delete it %(days)s days after your matter is closed.",
        page.retention_days,
    ) % {"days": page.retention_days}
    return f"{kept} {_of_registrations(page.retention_days)}" if page.needs_confirmation else kept


def _of_registrations(promised: int) -> str:
    return _(
        "A registration that we cannot accept goes after %(days)s days, one whose address nobody confirms"
        " after %(hours)s hours."
    ) % {
        "days": min(promised, KEEP_REJECTED_REGISTRATIONS.days),
        "hours": int(lifetime_of(Purpose.CONFIRM_REGISTRATION).total_seconds() // 3600),
    }
