"""The kinds of mail that the site sends, registered by each app in its `mails.py`."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from cms.common.registry import Registry


@dataclass(frozen=True)
class Placeholder:
    """A placeholder that staff may write as `{{ name }}`. `sample` is for the preview."""

    name: str
    label: str
    sample: str
    # The mail would be useless without it, so no edited text may leave it out.
    is_required: bool = False
    # May be missing in `queue`'s context and is then left empty.
    is_optional: bool = False

    @classmethod
    def link(cls, label: str, path: str, **options) -> "Placeholder":
        """Return the placeholder that becomes the mail's button; `path` makes its sample."""
        return cls("link", label, f"https://www.example.org{path}", **options)


LINK_EXPIRES = Placeholder("expires", _("until when the link works"), "26. November 2026, 10:15 Uhr")


@dataclass(frozen=True)
class Message:
    """A kind of mail; its wording is in `templates/emails/<name>/{subject,body}.txt`.

    Wordings in other languages are in subfolders such as `<name>/en/`.
    """

    name: str
    label: str
    occasion: str
    placeholders: tuple[Placeholder, ...] = ()
    # Text of the button that replaces a paragraph with only {{ link }} in the HTML part.
    button: str = ""
    order: int = field(default=100, compare=False)

    @property
    def known_names(self) -> set[str]:
        return {each.name for each in (*self.placeholders, *COMMON)}

    @property
    def required_names(self) -> set[str]:
        return {each.name for each in self.placeholders if each.is_required}

    @property
    def samples(self) -> dict[str, str]:
        return {each.name: str(each.sample) for each in self.placeholders}

    def missing_from(self, context: dict) -> set[str]:
        return {each.name for each in self.placeholders if not each.is_optional} - context.keys()


# Filled in by the site itself, in every message.
COMMON = (
    Placeholder("greeting", _("“Guten Tag” with the name, if it is known"), "Guten Tag Ruth Heinz,"),
    Placeholder("town", _("name of the town"), "Musterstadt"),
    Placeholder("organisation", _("name of the office"), "Ehrenamtsagentur"),
    Placeholder("phone", _("phone number of the office"), "06561 12345"),
    Placeholder("email", _("e-mail address of the office"), "ehrenamt@example.org"),
    Placeholder("site", _("address of the website"), "https://www.example.org"),
)
MESSAGES: Registry[str, Message] = Registry()
register = MESSAGES.register


def get_message(name: str) -> Message:
    """Raise LookupError for an unregistered name."""
    try:
        return MESSAGES[name]
    except KeyError:
        raise LookupError(f"No app registered the message “{name}” in its mails.py.") from None


def find_message(name: str) -> Message | None:
    return MESSAGES.get(name)


def all_messages() -> Iterable[Message]:
    return sorted(MESSAGES.values(), key=lambda message: (message.order, message.name))
