from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .models import WebhookAttempt

IN_WORDS = {
    "private": _("The name leads into a private network, where webhooks do not go."),
    "name": _("The name is not known, or cannot be looked up at the moment."),
    "certificate": _("The certificate is not valid for this name."),
    "timeout": _("It did not answer in time."),
    "connection": _("No connection could be made, or it broke."),
}


def in_plain_words(attempt: WebhookAttempt) -> str:
    """Return the outcome of an attempt, for staff."""
    if attempt.fault == "redirect":
        return gettext("It redirects to another address (%(status)d). Enter that one.") % {
            "status": attempt.status
        }
    if attempt.fault == "status":
        return gettext("It answered with %(status)d.") % {"status": attempt.status}
    return str(IN_WORDS.get(attempt.fault, ""))
