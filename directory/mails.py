"""The mails to the keepers of entries."""

from django.utils.translation import gettext_lazy as _

from cms.core.mail import Message, Placeholder, register

CHANGE_LINK = Placeholder(
    "change_link",
    _("link with which the keeper changes the entry"),
    "https://www.example.org/eintrag/4f5c7a2e-9d8b-4b54-8d0c-0c4f7f1f2a10/aendern/",
)


def common(label) -> tuple[Placeholder, ...]:
    """What every mail of the yearly question holds; `label` says what its link does."""
    return (
        Placeholder("entry_name", _("name of the entry"), "Chor am Markt"),
        Placeholder(
            "last_confirmation",
            _("when it was last confirmed, as a sentence"),
            "Zuletzt bestätigt wurde er am 3. Dezember 2025.",
        ),
        Placeholder("link", label, "https://www.example.org/eintrag/stimmt/abc/", is_required=True),
        CHANGE_LINK,
        Placeholder("expires", _("until when the link works"), "26. November 2026, 10:15 Uhr"),
    )


CONFIRMS = _("link with “Everything is right”")

register(
    Message(
        "reminder-first",
        _("Does your entry still hold?"),
        _("Goes to the keeper of an entry that nobody has confirmed for 335 days."),
        common(CONFIRMS),
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
        _("Goes to the keeper when an entry that nobody confirmed is hidden."),
        common(_("link with which the entry is shown again")),
        button="Eintrag prüfen und wieder zeigen",
        order=73,
    ),
)


from .self_service import mails as _of_keepers  # noqa: E402, F401 - registers them
