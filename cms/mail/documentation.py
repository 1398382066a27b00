"""docs/emails.md: every mail as it arrives, generated from the texts so that it is never outdated."""

from django.conf import settings

from .messages import COMMON, Message, Placeholder, all_messages
from .rendering import Wording, original_wording, other_wordings, render
from .sender import Sender

LANGUAGES = dict(settings.LANGUAGES)
SENDER = Sender(
    town="Musterstadt",
    organisation="Ehrenamtsagentur Musterstadt",
    address="Rathausplatz 1, 12345 Musterstadt",
    phone="06561 12345",
    email="ehrenamt@example.org",
    accent="#0a5663",
    site="https://www.example.org",
)
INTRODUCTION = """# E-Mails

<!-- Made by `python manage.py document_emails` from templates/emails; a test compares. -->

Diese E-Mails verschickt die Plattform. Betreff und Text ändern Sie in der Verwaltung unter
*Einstellungen → E-Mail-Texte*; dort gibt es eine Vorschau und den Weg zurück zum mitgelieferten Text.

Jede E-Mail hat einen Teil als reinen Text und einen als schlichtes HTML mit demselben Wortlaut, ohne Bilder,
ohne Zählpixel. Als Absender steht der Name der Stadt; Antworten gehen an die Ehrenamtsagentur. Steht
`{{ link }}` allein in einem Absatz, wird daraus im HTML-Teil ein Knopf.

Wer ein Formular auf Englisch oder in Leichter Sprache benutzt hat, bekommt die E-Mails in dieser Sprache, soweit es
sie gibt; sonst auf Deutsch. Diese Texte kommen mit der Plattform, ändern lassen sich die deutschen.

Was bei Störungen geschieht, steht im [Handbuch für den Betrieb](operators.md#mail-and-jobs)."""
PLACEHOLDERS_OF_ALL = "## Platzhalter, die es in jeder E-Mail gibt"


def documentation() -> str:
    sections = [_section(message) for message in all_messages()]
    return "\n\n".join([INTRODUCTION, *sections, PLACEHOLDERS_OF_ALL, _table(COMMON)]) + "\n"


def _section(message: Message) -> str:
    parts = [
        f"## {message.label}",
        str(message.occasion),
        *_mail(message, original_wording(message)),
        f"Knopf im HTML-Teil: *{message.button}*" if message.button else "",
        _table(message.placeholders),
    ]
    for wording in other_wordings(message):
        parts += [f"### {message.label}: {LANGUAGES[wording.language]}", *_mail(message, wording)]
    return "\n\n".join(filter(None, parts))


def _mail(message: Message, wording: Wording) -> list[str]:
    mail = render(message, message.samples, wording=wording, sender=SENDER)
    return [f"**Betreff:** {mail.subject}", f"```text\n{mail.text}\n```"]


def _table(placeholders: tuple[Placeholder, ...]) -> str:
    rows = [f"| `{{{{ {each.name} }}}}` | {each.label} | {_duty(each)} |" for each in placeholders]
    return "\n".join(["| Platzhalter | bedeutet | |", "| --- | --- | --- |", *rows])


def _duty(placeholder: Placeholder) -> str:
    return "muss vorkommen" if placeholder.is_required else ""
