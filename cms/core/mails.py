"""The mails about the accounts of staff."""

from django.utils.translation import gettext_lazy as _

from .mail import Message, Placeholder, register

register(
    Message(
        "second-factor-reset",
        _("Second factor reset"),
        _("Goes to a colleague whose second factor somebody has reset, so that nobody does it unnoticed."),
        (Placeholder("username", _("name with which the colleague signs in"), "r.heinz"),),
        order=900,
    )
)
