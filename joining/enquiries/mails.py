"""Mails about messages to clubs.

"enquiry-confirm" goes to an address that nobody has confirmed, so it holds nothing that the sender typed.
"""

from django.utils.translation import gettext_lazy as _

from cms.mail.messages import LINK_EXPIRES, Message, Placeholder, register
from directory.mails import ENTRY_NAME
from forms_app.mails import REFERENCE

ANSWERS = Placeholder(
    "answers", _("what the sender wrote"), "Ihre Nachricht\nIch helfe gern.", is_required=True
)
CALLS = Placeholder(
    "calls",
    _("calls for volunteers that may suit instead"),
    "Hier wird auch Hilfe gesucht:\n- Lesepatin (Bücherei): https://www.example.org/verzeichnis/buecherei/",
)
SENDER = Placeholder("sender", _("name of the sender"), "Ruth Heinz")
CLUB_LINK = Placeholder.link(
    _("page on which the club answers"), "/nachricht/beantworten/abc/", is_required=True
)

register(
    Message(
        "enquiry-confirm",
        _("Confirm a message to a club"),
        _("Goes to the address given in a message to a club; only who opens the link has written."),
        (
            REFERENCE,
            ENTRY_NAME,
            LINK_EXPIRES,
            Placeholder.link(_("link that confirms"), "/nachricht/bestaetigen/abc/", is_required=True),
        ),
        button=_("Confirm the message"),
        order=200,
    ),
    Message(
        "enquiry-delivered",
        _("Message passed on to the club"),
        _("Goes to the sender when the club has the message."),
        (REFERENCE, ENTRY_NAME, ANSWERS),
        order=205,
    ),
    Message(
        "enquiry-at-office",
        _("Message to a club without an e-mail address"),
        _("Goes to the sender when the office has to pass the message on."),
        (REFERENCE, ENTRY_NAME, ANSWERS),
        order=210,
    ),
    Message(
        "enquiry-will-answer",
        _("The club gets in touch"),
        _("Goes to the sender when the club chooses “We get in touch”."),
        (REFERENCE, ENTRY_NAME),
        order=215,
    ),
    *(
        Message(name, label, occasion, (REFERENCE, ENTRY_NAME, CALLS), order=order)
        for name, label, occasion, order in (
            (
                "enquiry-declined",
                _("It does not suit the club"),
                _("Goes to the sender when the club chooses “It does not suit us”."),
                220,
            ),
            (
                "enquiry-taken",
                _("The club has found somebody"),
                _("Goes to the sender when the club chooses “Already taken”."),
                225,
            ),
            (
                "enquiry-overdue",
                _("The club has not answered"),
                _("Goes to the sender when the club has not answered for 14 days."),
                230,
            ),
            (
                "enquiry-gone",
                _("The club is no longer in the directory"),
                _("Goes to the sender when the entry is gone before the club has answered."),
                235,
            ),
        )
    ),
    Message(
        "enquiry-club",
        _("Message of a citizen (to the club)"),
        _("Goes to whoever maintains the entry, once the sender has confirmed the address."),
        (ENTRY_NAME, SENDER, ANSWERS, CLUB_LINK),
        button=_("Answer with one click"),
        order=240,
    ),
    Message(
        "enquiry-club-reminder",
        _("Reminder of a message (to the club)"),
        _("Goes to whoever maintains the entry when nobody has answered for seven days."),
        (ENTRY_NAME, SENDER, CLUB_LINK),
        button=_("Answer with one click"),
        order=245,
    ),
)
