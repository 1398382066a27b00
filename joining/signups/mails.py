"""Mails to whoever signs up, one for each state.

"signup-held" and "signup-asked" go to addresses that nobody has confirmed: nothing in them was typed by the sender.
"""

from django.utils.translation import gettext_lazy as _

from cms.mail.messages import LINK_EXPIRES, Message, Placeholder, register
from forms_app.mails import FORM_TITLE, REFERENCE

WHAT = Placeholder("what", _("what for"), "Aufbau, Samstag, 5. Dezember 2026, 9 bis 12 Uhr")
PERSONS = Placeholder("persons", _("number of persons"), "2 Personen")
PATH = "/meine-anmeldung/abc/"
FACTS = (REFERENCE, FORM_TITLE, WHAT, PERSONS)
LINK = Placeholder.link(_("link with which one confirms, changes and cancels"), PATH, is_required=True)
NO_LINK = Placeholder.link(_("link with which one sees the sign-up"), PATH, is_optional=True)
PLACE = Placeholder(
    "place", _("where, with the word before it"), "Ort: Rathaus, Marktplatz 1", is_optional=True
)
CALENDAR = Placeholder(
    "calendar", _("address of the calendar file"), f"https://www.example.org{PATH}termin.ics"
)
NEWS = Placeholder(
    "news", _("what has changed"), "Der Termin ist verschoben. Die neue Zeit:", is_required=True
)

register(
    Message(
        "signup-held",
        _("Sign-up: confirm"),
        _("Goes to whoever signs up while there are places; only who opens the link has one."),
        (*FACTS, LINK_EXPIRES, LINK),
        button=_("Confirm the sign-up"),
        order=200,
    ),
    Message(
        "signup-asked",
        _("Sign-up: confirm for the waiting list"),
        _("Goes to whoever signs up while all places are taken or reserved."),
        (*FACTS, LINK_EXPIRES, LINK),
        button=_("Confirm for the waiting list"),
        order=210,
    ),
    Message(
        "signup-confirmed",
        _("Sign-up: it is settled"),
        _("Goes to whoever has confirmed a place, and again when the number of persons changes."),
        (*FACTS, LINK),
        button=_("See, change or cancel"),
        order=220,
    ),
    Message(
        "signup-waiting",
        _("Sign-up: on the waiting list"),
        _("Goes to whoever has confirmed while there was no place."),
        (*FACTS, LINK),
        button=_("See the sign-up"),
        order=230,
    ),
    Message(
        "signup-offered",
        _("Sign-up: a place is free"),
        _("Goes to whoever is next on the waiting list."),
        (*FACTS, LINK_EXPIRES, LINK),
        button=_("Take the place"),
        order=240,
    ),
    Message(
        "signup-cancelled",
        _("Sign-up: cancelled"),
        _("Goes to whoever has cancelled."),
        (*FACTS, NO_LINK),
        order=250,
    ),
    Message(
        "signup-passed-on",
        _("Sign-up: the place was passed on"),
        _("Goes to whoever did not confirm an offered place in time."),
        (*FACTS, NO_LINK),
        order=260,
    ),
    Message(
        "signup-reminder",
        _("Sign-up: reminder"),
        _("Goes in the morning of the day before to whoever has a place."),
        (*FACTS, PLACE, CALENDAR, LINK),
        button=_("See, change or cancel"),
        order=270,
    ),
    Message(
        "signup-date-changed",
        _("Sign-up: the date is moved or cancelled"),
        _("Goes to whoever comes or waits when the date is moved, put off or cancelled."),
        (REFERENCE, FORM_TITLE, NEWS, WHAT, CALENDAR, LINK),
        button=_("See, change or cancel"),
        order=280,
    ),
    Message(
        "signup-message",
        _("Sign-up: message of the organiser"),
        _("Goes to everybody of a date when you write to all at once."),
        (
            REFERENCE,
            FORM_TITLE,
            WHAT,
            Placeholder(
                "message", _("what you write"), "bitte bringen Sie feste Schuhe mit.", is_required=True
            ),
            LINK,
        ),
        button=_("See, change or cancel"),
        order=290,
    ),
)
