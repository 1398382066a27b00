"""From a wording with placeholders to the parts of a mail.

The wording may come from staff, the values from citizens: both are data. Nothing in them is executed, and a
placeholder inside a value remains text.

Staff edit the German wording. If a message has a wording in another language, in
`templates/emails/<name>/<language>/`, people who used the site in that language get it; all other mails are in
German and say so.
"""

import re
from dataclasses import dataclass

from django.conf import settings
from django.template import TemplateDoesNotExist
from django.template.loader import get_template, render_to_string
from django.utils import translation
from django.utils.html import conditional_escape, linebreaks, urlize

from .messages import Message
from .models import MailText
from .sender import Sender

SUBJECT_LENGTH = 200
_PLACEHOLDER = re.compile(r"\{\{\s*([a-z_]+)\s*\}\}")
_AFTER_COLON = re.compile(r": \{\{\s*([a-z_]+)\s*\}\}(?=[.,]|$)", re.MULTILINE)
_LEFT_OVER = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
# NUL and lone surrogates, which no database or mail can hold, and control characters except tab and newline.
_IMPOSSIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029]")
_GAP = re.compile(r"\n\s*\n+")
_SHOWN_ADDRESS = re.compile(r"(?<=>)https?://[^<]+(?=</a>)")


@dataclass(frozen=True)
class Wording:
    subject: str
    body: str
    language: str = settings.LANGUAGE_CODE


@dataclass(frozen=True)
class Rendered:
    subject: str
    text: str
    html: str
    sender: Sender


def render(
    message: Message,
    context: dict,
    language: str = settings.LANGUAGE_CODE,
    wording: Wording | None = None,
    *,
    sender: Sender,
) -> Rendered:
    """Return the mail's parts, by default with the current wording."""
    wording = wording or current_wording(message, language)
    with translation.override(wording.language):
        return _rendered(message, context, wording, sender)


def _rendered(message: Message, context: dict, wording: Wording, sender: Sender) -> Rendered:
    values = sender.values(as_line(context.get("name", ""))) | context
    body = _GAP.sub("\n\n", fill(wording.body, values)).strip()
    parts = {"sender": sender, "language": wording.language}
    blocks = paragraphs(body, values.get("link"), str(message.button), sender)
    # Plain strings from here on, so that the admin escapes what it shows.
    return Rendered(
        subject=as_line(fill(wording.subject, values))[:SUBJECT_LENGTH],
        text=render_to_string("emails/layout.txt", parts | {"body": body}).strip(),
        html=render_to_string("emails/layout.html", parts | {"paragraphs": blocks}).strip(),
        sender=sender,
    )


def current_wording(message: Message, language: str = settings.LANGUAGE_CODE) -> Wording:
    """The message's wording in this language, else the town's German one, else the site's."""
    if language != settings.LANGUAGE_CODE and (own := _delivered(message, language)):
        return own
    changed = MailText.objects.filter(name=message.name).first()
    return Wording(changed.subject, changed.body) if changed else original_wording(message)


def original_wording(message: Message) -> Wording:
    """Raise TemplateDoesNotExist for a message without a wording."""
    return Wording(*(_source(f"emails/{message.name}/{part}.txt") for part in ("subject", "body")))


def other_wordings(message: Message) -> list[Wording]:
    """Return the wordings in the site's other languages, which staff do not edit."""
    languages = (code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE)
    return list(filter(None, (_delivered(message, language) for language in languages)))


def _delivered(message: Message, language: str) -> Wording | None:
    # Only from the settings: no other text becomes part of a path.
    if language not in dict(settings.LANGUAGES):
        return None
    folder = f"emails/{message.name}/{language}"
    try:
        return Wording(_source(f"{folder}/subject.txt"), _source(f"{folder}/body.txt"), language)
    except TemplateDoesNotExist:
        return None


def _source(template: str) -> str:
    return get_template(template).template.source.strip()


def fill(text: str, values: dict) -> str:
    """Replace known placeholders with their values, and unknown ones with nothing.

    “Rufen Sie uns an: {{ phone }}.” loses the colon, too, if there is no number.
    """
    text = _AFTER_COLON.sub(lambda found: found[0] if values.get(found[1]) else "", text)
    return _PLACEHOLDER.sub(lambda found: as_text(values.get(found[1], "")), text)


def unknown_placeholders(text: str, message: Message) -> list[str]:
    return [name for name in _PLACEHOLDER.findall(text) if name not in message.known_names]


def missing_placeholders(text: str, message: Message) -> list[str]:
    return sorted(message.required_names.difference(_PLACEHOLDER.findall(text)))


def has_broken_placeholder(text: str) -> bool:
    return bool(_LEFT_OVER.search(_PLACEHOLDER.sub("", text)))


def as_text(value) -> str:
    """Multi-line text that every database and mail can hold."""
    return _IMPOSSIBLE.sub("", str(value).replace("\r\n", "\n").replace("\r", "\n"))


def as_line(value) -> str:
    """One line, safe in a header, which a line break would end (RFC 5322)."""
    return " ".join(_IMPOSSIBLE.sub(" ", str(value)).split())


def paragraphs(body: str, link: str | None, button: str, sender: Sender) -> list[dict]:
    """The text as HTML blocks; a paragraph with only the link becomes a button.

    People see their town's address with its umlauts; what mail programs open is what the DNS knows.
    """
    blocks = []
    for paragraph in body.split("\n\n"):
        if link and button and paragraph.strip() == link:
            blocks.append({"link": link, "label": button, "address": sender.readable(link)})
        else:
            # Escaped here and marked safe for the template, since `linebreaks` returns a plain string.
            html = linebreaks(urlize(conditional_escape(paragraph)))
            blocks.append({"html": _SHOWN_ADDRESS.sub(lambda found: sender.readable(found[0]), html)})
    return blocks
