import re
from email.utils import make_msgid
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone
from post_office.models import PRIORITY, STATUS, Email, Log
from post_office.settings import get_message_id_fqdn
from wagtail.models import Site

from ..models import MailLink
from .messages import get_message
from .rendering import Rendered, as_line, render
from .sender import get_sender

_HEADER_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]*\Z")
# post_office keeps several addresses in one column, parted by commas.
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
) -> Email:
    """Queue a mail in the current transaction; the worker sends it after the commit.

    `site` is the town that writes. `name` is a registered message, and `context` holds its placeholders; `name` in
    it, if given, goes into the greeting. Answers go to `reply_to`, or to the office.
    `reference` names the case with which the mail is
    forgotten. A mail to an impossible address is stored as failed: what a citizen typed never breaks the
    transaction. Raises LookupError for an unknown message and ValueError for a missing placeholder.
    """
    message = get_message(name)
    if missing := message.missing_from(context):
        raise ValueError(f"The mail “{name}” needs {', '.join(sorted(missing))} in its context.")
    rendered = render(message, context, language, sender=get_sender(site))
    email = store(
        from_email=rendered.sender.from_email,
        to=to,
        subject=rendered.subject,
        text=rendered.text,
        html=rendered.html,
        headers=_headers(rendered, reply_to, headers or {}),
        domain=urlsplit(rendered.sender.site).hostname,
    )
    MailLink.objects.create(email=email, message=name, reference=reference, site=site)
    return email


def store(
    *, from_email: str, to: str, subject: str, text: str, html: str, headers: dict, domain: str | None = None
) -> Email:
    """Write the row as it is. Not with `post_office.mail.send`: that runs every text as a Django template."""
    is_possible = is_possible_address(to)
    # In bulk, because Email.save() refuses what this stores as failed.
    [email] = Email.objects.bulk_create(
        [
            Email(
                from_email=from_email,
                to=[as_line(to).replace(",", " ")[:254]],
                subject=subject,
                message=text,
                html_message=html,
                headers=headers,
                priority=PRIORITY.medium,
                status=STATUS.queued if is_possible else STATUS.failed,
                scheduled_time=timezone.now(),
                message_id=make_msgid(domain=domain or get_message_id_fqdn()),
            )
        ]
    )
    if not is_possible:
        Log.objects.create(email=email, status=STATUS.failed, exception_type="ImpossibleAddress", message="")
    return email


def mails_about(reference: str):
    """Return the mails, sent or not, that were queued with this reference; delete them with `.delete()`."""
    return Email.objects.filter(link__reference=reference) if reference else Email.objects.none()


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
