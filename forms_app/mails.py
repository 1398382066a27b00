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
            Placeholder(
                "promise", _("when an answer comes"), "Wir melden uns bis 8. Dezember 2026 bei Ihnen."
            ),
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
        button=_("Confirm your registration"),
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
        (
            REFERENCE,
            ENTRY_NAME,
            Placeholder.link(_("address of the entry"), "/verzeichnis/chor-am-markt/"),
            Placeholder(
                "edit_link",
                _("where the club asks for the link to change the entry"),
                "https://engagiert.example/eintrag/abc/aendern/",
            ),
        ),
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
    Message(
        "submission-office",
        _("Something has arrived (to the office)"),
        _(
            "Goes to the addresses of a form whose submissions are told at once. It does not say what was written."
        ),
        (
            REFERENCE,
            FORM_TITLE,
            Placeholder("due", _("when it is due"), "Zu beantworten bis 8. Dezember 2026.", is_optional=True),
            Placeholder.link(_("link to the submission"), "/admin/", is_required=True),
        ),
        button=_("Open the submission"),
        order=90,
    ),
    Message(
        "submissions-office",
        _("What waits in the inbox (to the office)"),
        _("Goes once a day to the addresses of the forms, if something is new or overdue."),
        (
            Placeholder("counts", _("how many there are"), "2 überfällig, 3 neu"),
            Placeholder(
                "submissions",
                _("the submissions, overdue ones first"),
                "2026-7K3M9Q · Kontakt · überfällig seit 1. Dezember 2026",
                is_required=True,
            ),
            Placeholder.link(_("link to the inbox"), "/admin/einsendungen/", is_required=True),
        ),
        button=_("Open the inbox"),
        order=95,
    ),
)
