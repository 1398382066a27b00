"""From a wording with placeholders to the parts of a mail.

The wording may come from staff, the values from citizens: both are data. Nothing in them is executed, and a
placeholder inside a value stays the text it is.

German is what staff may change. A message that has a wording of its own in another language, in
`templates/emails/<name>/<language>/`, comes in that language to whoever used the site in it; every other
message comes in German and says so.
"""

import re
from dataclasses import dataclass

from django.conf import settings
from django.template import TemplateDoesNotExist
from django.template.loader import get_template, render_to_string
from django.utils import translation
from django.utils.html import conditional_escape, linebreaks, urlize

from ..models import MailText
from .messages import Message
from .sender import Sender

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
    """Return the mail's parts; without a `wording` in the one that holds now."""
    wording = wording or current_wording(message, language)
    with translation.override(wording.language):
        return _rendered(message, context, wording, sender)


def _rendered(message: Message, context: dict, wording: Wording, sender: Sender) -> Rendered:
    values = sender.values(as_line(context.get("name", ""))) | context
    body = _GAP.sub("\n\n", fill(wording.body, values)).strip()
    parts = {"sender": sender, "language": wording.language}
    blocks = paragraphs(body, values.get("link"), str(message.button))
    # Plain strings from here on: what is shown of a mail in the admin is to be escaped.
    return Rendered(
        subject=as_line(fill(wording.subject, values))[:SUBJECT_LENGTH],
        text=render_to_string("emails/layout.txt", parts | {"body": body}).strip(),
        html=render_to_string("emails/layout.html", parts | {"paragraphs": blocks}).strip(),
        sender=sender,
    )


def current_wording(message: Message, language: str = settings.LANGUAGE_CODE) -> Wording:
    """The message's own wording in this language; without one the town's German, or the site's."""
    if language != settings.LANGUAGE_CODE and (own := _delivered(message, language)):
        return own
    changed = MailText.objects.filter(name=message.name).first()
    return Wording(changed.subject, changed.body) if changed else original_wording(message)


def original_wording(message: Message) -> Wording:
    """Raises TemplateDoesNotExist for a message without a wording."""
    return Wording(*(_source(f"emails/{message.name}/{part}.txt") for part in ("subject", "body")))


def other_wordings(message: Message) -> list[Wording]:
    """Return those in the site's other languages, which staff do not change."""
    languages = (code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE)
    return list(filter(None, (_delivered(message, language) for language in languages)))


def _delivered(message: Message, language: str) -> Wording | None:
    # From the site's settings only: no other text becomes part of a path.
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
            # Escaped here, so that the template takes it as it is: `linebreaks` returns a plain string.
            html = linebreaks(urlize(conditional_escape(paragraph)))
            blocks.append({"html": html})
    return blocks
