"""Mails to maintainers. Mails that anybody can request contain no text typed by others."""

from django.utils.translation import gettext_lazy as _

from cms.mail.messages import LINK_EXPIRES, Message, Placeholder, register

ENTRY_NAME = Placeholder("entry_name", _("name of the entry"), "Chor am Markt")
CHANGE_LINK = Placeholder(
    "change_link",
    _("link with which the maintainer changes the entry"),
    "https://www.example.org/eintrag/4f5c7a2e-9d8b-4b54-8d0c-0c4f7f1f2a10/aendern/",
)


def common(label) -> tuple[Placeholder, ...]:
    """Placeholders of all reminders; `label` says what the link does."""
    return (
        ENTRY_NAME,
        Placeholder(
            "last_confirmation",
            _("when it was last confirmed, as a sentence"),
            "Zuletzt bestätigt wurde er am 3. Dezember 2025.",
        ),
        Placeholder.link(label, "/eintrag/stimmt/abc/", is_required=True),
        CHANGE_LINK,
        LINK_EXPIRES,
    )


def with_link(label, path: str) -> tuple[Placeholder, ...]:
    """Placeholders of mails with a temporary link to an entry."""
    return (ENTRY_NAME, LINK_EXPIRES, Placeholder.link(label, path, is_required=True))


CONFIRMS = _("link with “Everything is right”")

register(
    Message(
        "reminder-first",
        _("Does your entry still hold?"),
        _("Goes to the maintainer of an entry that nobody has confirmed for 335 days."),
        (
            *common(CONFIRMS),
            Placeholder(
                "missing", _("what the entry lacks"), "Das fehlt noch: Zeiten · Bild", is_optional=True
            ),
        ),
        button="Eintrag prüfen",
        order=70,
    ),
    Message(
        "reminder-second",
        _("Does your entry still hold? (second mail)"),
        _("Goes out 15 days later if nobody has confirmed the entry since."),
        common(CONFIRMS),
        button="Eintrag prüfen",
        order=71,
    ),
    Message(
        "reminder-last",
        _("Does your entry still hold? (last mail)"),
        _(
            "Goes out after a year without a confirmation. From now on the entry says that it is not confirmed."
        ),
        (
            *common(CONFIRMS),
            Placeholder("hidden_on", _("when the entry will be hidden"), "1. Februar 2027"),
        ),
        button="Eintrag prüfen",
        order=72,
    ),
    Message(
        "entry-hidden",
        _("Your entry is hidden"),
        _("Goes to the maintainer when an entry that nobody confirmed is hidden."),
        common(_("link with which the entry is shown again")),
        button="Eintrag prüfen und wieder zeigen",
        order=73,
    ),
    Message(
        "entry-edit-link",
        _("Link to change an entry"),
        _("Goes to the maintainer who asked to change her entry; never to another address."),
        with_link(_("link that opens the entry"), "/eintrag/aendern/abc/"),
        button="Eintrag ändern",
        order=90,
    ),
    Message(
        "entry-claim-link",
        _("Link to become the maintainer of an entry"),
        _(
            "Goes to an address that stands in an entry without a maintainer, or to whoever has typed the code of "
            "a letter."
        ),
        with_link(_("link with which she becomes the maintainer"), "/eintrag/uebernehmen/abc/"),
        button="Eintrag übernehmen",
        order=88,
    ),
    Message(
        "entry-maintainer-changed",
        _("Somebody else keeps the entry now"),
        _("Goes to the maintainer of an entry when somebody with a letter has taken it over."),
        (ENTRY_NAME,),
        order=89,
    ),
    Message(
        "entry-proposal-accepted",
        _("Changes accepted"),
        _("Goes to the maintainer when you have accepted her changes, or some of them."),
        (
            ENTRY_NAME,
            Placeholder("accepted", _("what was accepted"), "- Beschreibung\n- Telefon"),
            Placeholder("refused", _("the paragraph about what was not accepted"), "", is_optional=True),
            Placeholder("note", _("your note"), "Den Namen ändern wir nur mit Beschluss.", is_optional=True),
            Placeholder.link(_("address of the entry"), "/verzeichnis/chor-am-markt/"),
        ),
        button="Eintrag ansehen",
        order=91,
    ),
    Message(
        "entry-proposal-rejected",
        _("Changes rejected"),
        _("Goes to the maintainer when you have rejected her changes."),
        (
            ENTRY_NAME,
            Placeholder("reason", _("your reason"), "Bitte ohne Werbung für Firmen.", is_required=True),
        ),
        order=92,
    ),
    Message(
        "entry-openings-end",
        _("Do you still look for volunteers?"),
        _("Goes to the maintainer a week before a call for volunteers disappears."),
        (
            *with_link(_("link that renews or ends the calls"), "/eintrag/mithilfe/abc/"),
            Placeholder("openings", _("the calls and their last days"), "- Notenwart, bis 3. Dezember 2026"),
        ),
        button="Verlängern oder beenden",
        order=93,
    ),
    Message(
        "entry-withdrawn",
        _("Entry withdrawn"),
        _("Goes to the maintainer who has taken her entry out of the directory."),
        (ENTRY_NAME,),
        order=94,
    ),
    Message(
        "entry-withdrawn-office",
        _("Entry withdrawn (to the office)"),
        _("Goes to the office when a maintainer has taken an entry out of the directory."),
        (ENTRY_NAME,),
        order=95,
    ),
)
