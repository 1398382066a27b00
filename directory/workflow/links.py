"""Links for maintainers, and the session that the first of them opens.

A session is a link, too: random, stored as a hash, bound to the entry and the address. It expires an hour after the
last use, but what arrives later is still saved, so that nobody loses text.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from cms.mail.links import LinkKind, make_link, read_link, register
from cms.mail.models import AccessLink

from ..models import OrganisationPage


class Purpose:
    EDIT = "entry-edit"
    SESSION = "entry-session"
    OPENINGS = "entry-openings"
    CLAIM = "entry-claim"
    CLAIM_BY_LETTER = "entry-letter"


SESSION_LASTS = timedelta(minutes=60)
# Longer than any break while filling in a form; afterwards even the form's address is invalid.
KEPT_AFTERWARDS = timedelta(hours=24)

register(
    LinkKind(Purpose.EDIT, timedelta(minutes=60), "open_edit_link"),
    LinkKind(Purpose.SESSION, SESSION_LASTS, "edit_entry"),
    LinkKind(Purpose.OPENINGS, timedelta(days=10), "renew_openings"),
    LinkKind(Purpose.CLAIM, timedelta(minutes=60), "take_over_entry"),
    # A maintainer with a letter's code may have access to the mailbox only at home.
    LinkKind(Purpose.CLAIM_BY_LETTER, timedelta(hours=24), "take_over_entry"),
)


@dataclass(frozen=True)
class Session:
    """An open session: the entry, the address, and the key in the URL."""

    key: str
    page: OrganisationPage
    link: AccessLink

    @property
    def email(self) -> str:
        return self.link.email

    @property
    def is_open(self) -> bool:
        return not self.link.is_expired and not self.link.is_used

    def extend(self) -> None:
        """Restart the hour; an ended session stays ended."""
        still_open = AccessLink.objects.filter(pk=self.link.pk, used_at=None, expires_at__gt=timezone.now())
        still_open.update(expires_at=timezone.now() + SESSION_LASTS)

    def end(self) -> None:
        AccessLink.objects.filter(pk=self.link.pk, used_at=None).update(used_at=timezone.now())


def open_session(page_id: int, email: str) -> str:
    """Return the key of a new session."""
    return make_link(Purpose.SESSION, page_id, email)


def read_session(key: str) -> Session | None:
    """Return the session, open or ended less than a day ago; None for anything else."""
    link = read_link(key, Purpose.SESSION)
    if link is None or link.expires_at + KEPT_AFTERWARDS < timezone.now():
        return None
    page = OrganisationPage.objects.filter(pk=link.object_id, alias_of=None).first()
    return Session(key, page, link) if page else None
