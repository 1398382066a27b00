"""Why a calendar could not be read."""

from django.utils.translation import gettext_lazy as _

FAULTS = {
    "private": _(
        "This address is not allowed: it has to begin with https:// or webcal:// and be on the public internet."
    ),
    "name": _("This name is not known on the internet. Is it spelt correctly?"),
    "certificate": _("The certificate of this address is not valid."),
    "timeout": _("The address did not answer within ten seconds."),
    "connection": _("No connection could be made, or it broke."),
    "redirects": _("The address leads in a circle."),
    "gone": _("There is nothing at this address (any more)."),
    "status": _("The address does not let us in. Is the calendar public?"),
    "large": _("The calendar is larger than 2 MB. Please publish a smaller one, without past years."),
    "format": _(
        "There is no calendar at this address, and no dates that a machine can read. Calendar programs call the "
        "right address “public address in iCal format” or “subscription link”."
    ),
}


def fault_in_words(fault: str) -> str:
    return str(FAULTS.get(fault, ""))
