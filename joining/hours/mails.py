"""Mails to helpers.

Anybody who looks after an entry can cause the first one, so it holds nothing that was typed for it: only the name
of the entry, which the office has seen. Hours, activity and the helper's name stand behind the link.
"""

from django.utils.translation import gettext_lazy as _

from cms.mail.messages import LINK_EXPIRES, Message, Placeholder, register
from directory.mails import ENTRY_NAME

register(
    Message(
        "hours-consent",
        _("A club wants to confirm your hours"),
        _(
            "Goes to a helper whose hours a club has entered; only with the helper's consent they become a proof."
        ),
        (
            ENTRY_NAME,
            LINK_EXPIRES,
            Placeholder.link(_("link to the hours"), "/stunden/abc/", is_required=True),
        ),
        button=_("Look at my hours"),
        order=110,
    ),
    Message(
        "hours-access",
        _("Link to one's own hours"),
        _("Goes to an address for which somebody asked for the hours."),
        (LINK_EXPIRES, Placeholder.link(_("link to the hours"), "/meine-stunden/abc/", is_required=True)),
        button=_("Open my hours"),
        order=111,
    ),
)
