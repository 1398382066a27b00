"""From a wording with placeholders to the parts of a mail.

The wording may come from staff, the values from citizens: both are data. Nothing in them is executed, and a
placeholder inside a value stays the text it is.
"""

import re
from dataclasses import dataclass

from django.template.loader import get_template, render_to_string
from django.utils.html import conditional_escape, linebreaks, urlize

from ..models import MailText
from .messages import Message
from .sender import Sender, get_sender

SUBJECT_LENGTH = 200
_PLACEHOLDER = re.compile(r"\{\{\s*([a-z_]+)\s*\}\}")
_LEFT_OVER = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
# NUL and lone surrogates, which no database or mail can hold, and control characters but tab and line end.
_IMPOSSIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029]")
_GAP = re.compile(r"\n\s*\n+")


@dataclass(frozen=True)
class Wording:
    subject: str
    body: str


@dataclass(frozen=True)
class Rendered:
    subject: str
    text: str
    html: str
    sender: Sender


def render(
    message: Message,
    context: dict,
    language: str = "de",
    wording: Wording | None = None,
    sender: Sender | None = None,
) -> Rendered:
    """Return the mail's parts; without a `wording` or `sender` the ones that hold now."""
    wording = wording or current_wording(message)
    sender = sender or get_sender()
    values = sender.values(as_line(context.get("name", ""))) | context
    body = _GAP.sub("\n\n", fill(wording.body, values)).strip()
    parts = {"sender": sender, "language": language}
    blocks = paragraphs(body, values.get("link"), message.button)
    # Plain strings from here on: what is shown of a mail in the admin is to be escaped.
    return Rendered(
        subject=as_line(fill(wording.subject, values))[:SUBJECT_LENGTH],
        text=render_to_string("emails/layout.txt", parts | {"body": body}).strip(),
        html=render_to_string("emails/layout.html", parts | {"paragraphs": blocks}).strip(),
        sender=sender,
    )


def current_wording(message: Message) -> Wording:
    """The town's own wording, or the one that comes with the site."""
    changed = MailText.objects.filter(name=message.name).first()
    return Wording(changed.subject, changed.body) if changed else original_wording(message)


def original_wording(message: Message) -> Wording:
    source = {part: get_template(f"emails/{message.name}/{part}.txt") for part in ("subject", "body")}
    return Wording(**{part: template.template.source.strip() for part, template in source.items()})


def fill(text: str, values: dict) -> str:
    """Put values in the place of known placeholders, and nothing in the place of others."""
    return _PLACEHOLDER.sub(lambda found: as_text(values.get(found[1], "")), text)


def unknown_placeholders(text: str, message: Message) -> list[str]:
    return [name for name in _PLACEHOLDER.findall(text) if name not in message.known_names]


def missing_placeholders(text: str, message: Message) -> list[str]:
    return sorted(message.required_names.difference(_PLACEHOLDER.findall(text)))


def has_broken_placeholder(text: str) -> bool:
    return bool(_LEFT_OVER.search(_PLACEHOLDER.sub("", text)))


def as_text(value) -> str:
    """Several lines of text that every database and mail can hold."""
    return _IMPOSSIBLE.sub("", str(value).replace("\r\n", "\n").replace("\r", "\n"))


def as_line(value) -> str:
    """One line, safe in a header: RFC 5322 ends a header at a line end."""
    return " ".join(_IMPOSSIBLE.sub(" ", str(value)).split())


def paragraphs(body: str, link: str | None, button: str) -> list[dict]:
    """The text as blocks of HTML; a paragraph that is nothing but the link becomes a button."""
    blocks = []
    for paragraph in body.split("\n\n"):
        if link and button and paragraph.strip() == link:
            blocks.append({"link": link, "label": button})
        else:
            html = linebreaks(urlize(conditional_escape(paragraph)))
            blocks.append({"html": html})
    return blocks
