"""Reads the mail queue."""

import re

from cms.mail.models import Mail
from forms_app.models import Submission
from forms_app.tests.making import make_registration_page, make_terms, registration, send

_LINK = re.compile(r"https?://[^/\s]+(/\S+)")


def mails(name: str = ""):
    """The queued mails, oldest first; optionally only of one kind."""
    found = Mail.objects.order_by("pk")
    return list(found.filter(kind=name) if name else found)


def path_in(email: Mail) -> str:
    """The path of the link in a mail."""
    return _LINK.search(email.text)[1]


def make_registration(home=None, page=None, terms=None, **changes) -> tuple[Submission, str]:
    """Return an unconfirmed registration, and the path of the link in its mail."""
    page = page or make_registration_page(home)
    send(page, registration(*(terms or make_terms()), **changes))
    submission = Submission.objects.latest("pk")
    sent = mails("confirmation")
    return submission, path_in(sent[-1]) if sent else ""


def make_confirmed(client, home=None, **more) -> Submission:
    submission, path = make_registration(home, **more)
    client.post(path)
    submission.refresh_from_db()
    return submission
