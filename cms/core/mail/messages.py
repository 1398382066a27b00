"""The kinds of mail that the site sends, as each app registers them in its `mails.py`."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Placeholder:
    """What staff may write as `{{ name }}`. `sample` stands in the preview."""

    name: str
    label: str
    sample: str
    # A mail without it would be of no use, so no edited text may leave it out.
    is_required: bool = False
    # May be left out of `queue`'s context; the text then has nothing in its place.
    is_optional: bool = False

    @classmethod
    def link(cls, label: str, path: str, **options) -> "Placeholder":
        """Return the placeholder that becomes the mail's button; `path` makes its sample."""
        return cls("link", label, f"https://www.example.org{path}", **options)


LINK_EXPIRES = Placeholder("expires", _("until when the link works"), "26. November 2026, 10:15 Uhr")


@dataclass(frozen=True)
class Message:
    """One kind of mail; its wording lies in `templates/emails/<name>/{subject,body}.txt`.

    Wordings in other languages, if there are any, lie in folders below, such as `<name>/en/`.
    """

    name: str
    label: str
    occasion: str
    placeholders: tuple[Placeholder, ...] = ()
    # The text of the button that a paragraph with nothing but {{ link }} becomes in the HTML part.
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
_messages: dict[str, Message] = {}


def register(*messages: Message) -> None:
    _messages.update({message.name: message for message in messages})


def get_message(name: str) -> Message:
    """Raises LookupError for a name that nobody registered."""
    try:
        return _messages[name]
    except KeyError:
        raise LookupError(f"No app registered the message “{name}” in its mails.py.") from None


def find_message(name: str) -> Message | None:
    return _messages.get(name)


def all_messages() -> Iterable[Message]:
    return sorted(_messages.values(), key=lambda message: (message.order, message.name))
