"""Hours in any state, and what a browser would send."""

import re
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO

from django.utils import timezone
from pypdf import PdfReader

from cms.mail.models import Mail
from joining.hours.models import HelperHours
from joining.hours.workflow.confirming import offer_hours

MAINTAINER = "vorstand@example.org"
HELPER, NAME = "xaverine@example.org", "Xaverine Planthold"
ACTIVITY = "Auf- und Abbau beim Sommerfest"


def last_year(month: int = 5, day: int = 2) -> date:
    return date(timezone.localdate().year - 1, month, day)


def make_hours(entry, state: str = "waiting", **changes) -> HelperHours:
    facts = {
        "name": NAME,
        "email": HELPER,
        "activity": ACTIVITY,
        "first_day": last_year(),
        "last_day": last_year(day=3),
        "hours": Decimal("12.5"),
        "source": HelperHours.Source.BY_HAND,
        "by": MAINTAINER,
    }
    made = offer_hours(entry, **(facts | changes))
    now = timezone.now()
    if state != "waiting":
        made.state, made.consented_at = state, now + timedelta(seconds=1)
        made.withdrawn_at = now if state == "withdrawn" else None
        made.save()
    return made


def typed(**changes) -> dict[str, str]:
    """The form of a club as its browser sends it."""
    return {
        "name": NAME,
        "email": HELPER,
        "activity": ACTIVITY,
        "first_day": last_year().isoformat(),
        "last_day": last_year(day=3).isoformat(),
        "hours": "12,5",
        "language": "de",
        "knows": "on",
    } | changes


def link_in(kind: str) -> str:
    mail = Mail.objects.filter(kind=kind).latest("pk")
    return re.search(r"https?://[^/\s]+(/\S+)", mail.text)[1]


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def mails_to(address: str) -> list[Mail]:
    return list(Mail.objects.filter(to=address).order_by("pk"))
