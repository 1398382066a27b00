"""Mails about submissions and registrations.

Mails to unconfirmed addresses ("confirmation", "received", "access-link") must not contain anything that the sender
typed: otherwise anybody could send any text to anybody in the town's name.
"""

from django.utils.translation import gettext_lazy as _

from cms.mail.messages import LINK_EXPIRES, Message, Placeholder, register
from directory.mails import ENTRY_NAME

REFERENCE = Placeholder("reference", _("case number"), "2026-7K3M9Q")
FORM_TITLE = Placeholder("form_title", _("name of the form"), "Kontakt")

register(
    Message(
        "received",
        _("Message received"),
        _("Goes to everybody who sent a form and gave an e-mail address."),
        (
            REFERENCE,
            FORM_TITLE,
            Placeholder.link(
                _("link with which the sender asks for a copy"), "/kopie/abc/", is_optional=True
            ),
        ),
        button=_("Ask for the copy"),
        order=10,
    ),
    Message(
        "copy",
        _("Copy of a message"),
        _("Goes to a sender who has asked for it with the link in “Message received”."),
        (
            REFERENCE,
            FORM_TITLE,
            Placeholder(
                "answers", _("what the sender wrote"), "Nachricht\nIch helfe gern.", is_required=True
            ),
        ),
        order=15,
    ),
    Message(
        "reply",
        _("Reply to a message"),
        _("Goes out when you answer a submission from the inbox."),
        (
            REFERENCE,
            Placeholder("message", _("what you write"), "gern rufen wir Sie morgen an.", is_required=True),
        ),
        order=20,
    ),
    Message(
        "confirmation",
        _("Confirm the registration"),
        _("Goes to the address given in a registration; only who opens the link has registered."),
        (
            REFERENCE,
            LINK_EXPIRES,
            Placeholder.link(_("link that confirms"), "/anmelden/bestaetigen/abc/", is_required=True),
        ),
        button=_("Confirm the registration"),
        order=30,
    ),
    Message(
        "question",
        _("Question about a registration"),
        _("Goes out when you ask back while you check a registration."),
        (
            REFERENCE,
            ENTRY_NAME,
            Placeholder("question", _("your question"), "Wo treffen Sie sich?", is_required=True),
        ),
        order=40,
    ),
    Message(
        "accepted",
        _("Registration accepted"),
        _("Goes out when an entry is published."),
        (REFERENCE, ENTRY_NAME, Placeholder.link(_("address of the entry"), "/verzeichnis/chor-am-markt/")),
        button=_("Look at the entry"),
        order=50,
    ),
    Message(
        "rejected",
        _("Registration rejected"),
        _("Goes out when you reject a registration."),
        (
            REFERENCE,
            ENTRY_NAME,
            Placeholder("reason", _("your reason"), "Sie haben Ihren Sitz nicht hier.", is_required=True),
        ),
        order=60,
    ),
    Message(
        "access-link",
        _("Access to one's own data"),
        _("Goes to an address for which somebody asked what we store."),
        (LINK_EXPIRES, Placeholder.link(_("link to the data"), "/meine-daten/abc/", is_required=True)),
        button=_("Open my data"),
        order=80,
    ),
)
