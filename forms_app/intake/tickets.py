"""The ticket in each form: it makes a repeated submission idempotent, and shows how long somebody wrote.

It is signed and not stored, so writing to the town needs neither a cookie nor a session.
"""

import hashlib
import time
import uuid
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field

from django.core import signing

SALT = "forms_app.ticket"
# Accessibility requires at least 24 hours; this also covers a form left open over the holidays.
LIFETIME = 14 * 86_400
MINIMUM_SECONDS = 2


@dataclass(frozen=True)
class Ticket:
    page: int | None
    consent: str = ""
    questions: str = ""
    token: str = field(default_factory=lambda: uuid.uuid4().hex)
    issued_at: float = field(default_factory=time.time)

    def __str__(self):
        return signing.dumps(asdict(self), salt=SALT, compress=True)

    @property
    def is_too_fresh(self) -> bool:
        """Sent faster than a person can write. A ticket from the future means that the clock was set back."""
        return 0 <= time.time() - self.issued_at < MINIMUM_SECONDS

    @property
    def is_expired(self) -> bool:
        return time.time() - self.issued_at > LIFETIME


def issue_ticket(page, questions: Iterable[str]) -> Ticket:
    """`questions` are the names of the form's fields."""
    return Ticket(page.pk, fingerprint(page.consent_text), fingerprint(" ".join(questions)))


def read_ticket(value: str, page, questions: Iterable[str]) -> Ticket | None:
    """Return the ticket if this page issued it with the same consent text and questions, or None."""
    ticket = _read(value)
    if ticket is None or ticket.is_expired:
        return None
    now = issue_ticket(page, questions)
    is_same = (ticket.page, ticket.consent, ticket.questions) == (now.page, now.consent, now.questions)
    return ticket if is_same else None


def page_of_ticket(value: str) -> int | None:
    """Return the key of the page that issued it, however long ago."""
    ticket = _read(value)
    return ticket and ticket.page


def fingerprint(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16] if text else ""


def _read(value: str) -> Ticket | None:
    try:
        return Ticket(**signing.loads(value, salt=SALT))
    except (signing.BadSignature, TypeError):
        return None
