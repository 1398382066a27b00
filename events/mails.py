"""Mails to clubs about their dates."""

from django.utils.translation import gettext_lazy as _

from cms.mail.messages import Message, Placeholder, register
from directory.mails import ENTRY_NAME

DATE_TITLE = Placeholder("date_title", _("title of the date"), "Sommerkonzert")
ADDRESS = Placeholder("address", _("address of the calendar"), "https://www.example.org/kalender.ics")
FAULT = Placeholder("fault", _("why it could not be read"), "Unter dieser Adresse gibt es nichts (mehr).")

register(
    Message(
        "club-date-accepted",
        _("Your date is in the calendar"),
        _("Goes to the club whose date the office accepts."),
        (ENTRY_NAME, DATE_TITLE, Placeholder.link(_("address of the entry"), "/verzeichnis/chor-am-markt/")),
        button="Zum Eintrag",
        order=96,
    ),
    Message(
        "club-date-refused",
        _("Your date is not in the calendar"),
        _("Goes to the club whose date the office refuses."),
        (
            ENTRY_NAME,
            DATE_TITLE,
            Placeholder("reason", _("your reason"), "Bitte ohne Werbung für Firmen.", is_required=True),
        ),
        order=97,
    ),
    Message(
        "club-calendar-accepted",
        _("Your calendar is read"),
        _("Goes to the club whose calendar the office accepts."),
        (ENTRY_NAME, ADDRESS, Placeholder.link(_("address of the entry"), "/verzeichnis/chor-am-markt/")),
        button="Zum Eintrag",
        order=98,
    ),
    Message(
        "club-calendar-refused",
        _("Your calendar is not read"),
        _("Goes to the club whose calendar the office refuses."),
        (
            ENTRY_NAME,
            ADDRESS,
            Placeholder("reason", _("your reason"), "Bitte nur öffentliche Termine.", is_required=True),
        ),
        order=99,
    ),
    Message(
        "club-calendar-fails",
        _("Your calendar cannot be read"),
        _("Goes to the club once when its calendar could not be read three times in a row."),
        (
            ENTRY_NAME,
            ADDRESS,
            FAULT,
            Placeholder.link(
                _("link with which the maintainer changes the entry"),
                "/eintrag/4f5c7a2e/aendern/",
                is_required=True,
            ),
        ),
        button="Eintrag öffnen",
        order=100,
    ),
    Message(
        "club-calendar-fails-office",
        _("A club's calendar cannot be read (to the office)"),
        _("Goes to the office once when the calendar of a club could not be read three times in a row."),
        (ENTRY_NAME, ADDRESS, FAULT),
        order=101,
    ),
)
