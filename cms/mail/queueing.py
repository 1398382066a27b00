import re
from email.utils import make_msgid
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone
from wagtail.models import Site

from .faults import IMPOSSIBLE_ADDRESS
from .messages import get_message
from .models import Mail
from .rendering import Rendered, as_line, render
from .sender import get_sender

_HEADER_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]*\Z")
# Allowed between quotes; but then servers do not agree on how many addresses it is.
_NOT_IN_ADDRESS = re.compile(r'[\s,;<>"()\\]')


def queue(
    name: str,
    *,
    to: str,
    site: Site | None,
    context: dict,
    language: str = "de",
    reply_to: str = "",
    headers: dict | None = None,
    reference: str = "",
) -> Mail:
    """Queue a mail in the current transaction; the worker sends it after the commit.

    `site` is the town that writes. `name` is a registered message, and `context` holds its placeholders; `name` in
    it, if given, goes into the greeting. Answers go to `reply_to`, or to the office.
    `reference` names the case with which the mail is forgotten. A mail to an impossible address is stored as failed:
    what a citizen typed never breaks the transaction. Raises LookupError for an unknown message and ValueError for a
    missing placeholder.
    """
    message = get_message(name)
    if missing := message.missing_from(context):
        raise ValueError(f"The mail “{name}” needs {', '.join(sorted(missing))} in its context.")
    rendered = render(message, context, language, sender=get_sender(site))
    return store(
        kind=name,
        reference=reference,
        site=site,
        from_email=rendered.sender.from_email,
        to=to,
        subject=rendered.subject,
        text=rendered.text,
        html=rendered.html,
        headers=_headers(rendered, reply_to, headers or {}),
        domain=urlsplit(rendered.sender.site).hostname,
    )


def store(*, to: str, domain: str | None = None, **parts) -> Mail:
    """Write the row as it is; `parts` are the other fields of a Mail."""
    failed = {"state": Mail.State.FAILED, "fault": IMPOSSIBLE_ADDRESS, "ended_at": timezone.now()}
    message_id = make_msgid(domain=domain or urlsplit(settings.SITE_URL).hostname)
    return Mail.objects.create(
        to=as_line(to)[:254],
        message_id=message_id,
        **({} if is_possible_address(to) else failed),
        **parts,
    )


def mails_about(reference: str):
    """Return the mails, sent or not, that were queued with this reference; delete them with `.delete()`."""
    return Mail.objects.filter(reference=reference) if reference else Mail.objects.none()


def is_possible_address(address: str) -> bool:
    try:
        validate_email(address)
    except ValidationError:
        return False
    return not _NOT_IN_ADDRESS.search(address)


def _headers(rendered: Rendered, reply_to: str, more: dict) -> dict:
    """RFC 3834 asks automatic mail to say so, or two machines answer each other for ever."""
    answers_to = next(filter(is_possible_address, [reply_to, rendered.sender.email]), "")
    safe = {name: as_line(value) for name, value in more.items() if _HEADER_NAME.match(name)}
    return safe | {"Auto-Submitted": "auto-generated"} | ({"Reply-To": answers_to} if answers_to else {})
