"""The mails to keepers. Nothing that somebody else typed stands in the one that anybody can ask for."""

from django.utils.translation import gettext_lazy as _

from cms.core.mail import Message, Placeholder, register

ENTRY_NAME = Placeholder("entry_name", _("name of the entry"), "Chor am Markt")


def _link(label, path: str, **options) -> Placeholder:
    return Placeholder("link", label, f"https://www.example.org{path}", **options)


register(
    Message(
        "entry-edit-link",
        _("Link to change an entry"),
        _("Goes to the keeper who asked to change her entry; never to another address."),
        (
            ENTRY_NAME,
            Placeholder("expires", _("until when the link works"), "26. November 2026, 10:15 Uhr"),
            _link(_("link that opens the entry"), "/eintrag/aendern/abc/", is_required=True),
        ),
        button="Eintrag ändern",
        order=90,
    ),
    Message(
        "entry-proposal-accepted",
        _("Changes accepted"),
        _("Goes to the keeper when you have accepted her changes, or some of them."),
        (
            ENTRY_NAME,
            Placeholder("accepted", _("what was accepted"), "- Beschreibung\n- Telefon"),
            Placeholder("refused", _("the paragraph about what was not accepted"), "", is_optional=True),
            Placeholder("note", _("your note"), "Den Namen ändern wir nur mit Beschluss.", is_optional=True),
            _link(_("address of the entry"), "/verzeichnis/chor-am-markt/"),
        ),
        button="Eintrag ansehen",
        order=91,
    ),
    Message(
        "entry-proposal-rejected",
        _("Changes rejected"),
        _("Goes to the keeper when you have rejected her changes."),
        (
            ENTRY_NAME,
            Placeholder("reason", _("your reason"), "Bitte ohne Werbung für Firmen.", is_required=True),
        ),
        order=92,
    ),
    Message(
        "entry-openings-end",
        _("Do you still look for volunteers?"),
        _("Goes to the keeper a week before a call for volunteers disappears."),
        (
            ENTRY_NAME,
            Placeholder("openings", _("the calls and their last days"), "- Notenwart, bis 3. Dezember 2026"),
            Placeholder("expires", _("until when the link works"), "6. Dezember 2026, 6:00 Uhr"),
            _link(_("link that renews or ends the calls"), "/eintrag/mithilfe/abc/", is_required=True),
        ),
        button="Verlängern oder beenden",
        order=93,
    ),
    Message(
        "entry-withdrawn",
        _("Entry withdrawn"),
        _("Goes to the keeper who has taken her entry out of the directory."),
        (ENTRY_NAME,),
        order=94,
    ),
    Message(
        "entry-withdrawn-office",
        _("Entry withdrawn (to the office)"),
        _("Goes to the office when a keeper has taken an entry out of the directory."),
        (ENTRY_NAME,),
        order=95,
    ),
)
