"""From a suggested date in the inbox to the draft of an event page.

Which answer is what follows from the words of its question; what is not understood stays in the submission beside the
draft, and so does who sent it.
"""

import re
from datetime import date, datetime, time

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry, Page

from cms.recurrence.zone import BERLIN
from cms.towns.models import TownSettings
from cms.towns.scope import first_town
from events.models import EventIndexPage, EventPage

from ..models.submissions import Submission

ACTION = "forms_app.make_date"
_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?(?=\s*(?:Uhr|$|[-–]|bis))")
# The beginning of the question's name tells what it asks for.
TITLE = ("titel", "was", "name_der_veranst", "veranstaltung", "bezeichnung")
SUMMARY = ("beschreib", "worum", "kurz", "text", "ein_satz", "mehr")
PLACE = ("ort", "wo_", "wo", "veranstaltungsort", "place")
ORGANISER = ("veranstalter", "wer_veranst", "verein", "organis")
DAY = ("tag", "datum", "wann", "beginn", "termin", "day")
CLOCK = ("uhrzeit", "zeit", "um_wie", "wann", "beginn", "von")


class NoCalendarError(Exception):
    """The town has no list of dates, or the user may add nothing to it."""


def may_make_date(submission: Submission) -> bool:
    return submission.kind == Submission.Kind.EVENT


def date_made_from(submission: Submission) -> EventPage | None:
    """Return the draft that was made of it, unless it was deleted since."""
    made = ModelLogEntry.objects.filter(
        object_id=str(submission.pk), action=ACTION, content_type__model="submission"
    )
    keys = [entry.data.get("page") for entry in made]
    return EventPage.objects.filter(pk__in=keys).first()


@transaction.atomic
def make_date(submission: Submission, *, by) -> EventPage:
    """Return the draft; a second click returns the first one. Raise PermissionDenied, NoCalendarError."""
    allowed = Submission.objects.for_staff().allowed_to(by, "change")
    locked = allowed.select_for_update(of=("self",)).filter(pk=submission.pk).first()
    if locked is None or not may_make_date(locked):
        raise PermissionDenied
    if page := date_made_from(locked):
        return page
    parent = _list_of_dates(locked)
    if parent is None or not parent.permissions_for_user(by).can_add_subpage():
        raise NoCalendarError
    page = EventPage(live=False, has_unpublished_changes=True, owner=by, **_facts(locked))
    # What is missing is asked at publishing.
    parent.add_child(instance=page)
    page.save_revision(user=by, clean=False)
    log(instance=locked, action=ACTION, user=by, data={"page": page.pk})
    return page


def _list_of_dates(submission: Submission) -> Page | None:
    settings = TownSettings.for_site(submission.site or first_town())
    page = settings.events_page
    return page.specific if page and issubclass(page.specific_class, EventIndexPage) else None


def _facts(submission: Submission) -> dict:
    day = _day(submission)
    clock = _clock(_answer(submission, CLOCK))
    start = datetime.combine(day or timezone.localdate(), clock or time(), BERLIN)
    return {
        "title": Truncator(_answer(submission, TITLE) or _("Suggested date")).chars(200),
        "summary": Truncator(_answer(submission, SUMMARY)).chars(_longest("summary")),
        "place_name": Truncator(_answer(submission, PLACE)).chars(_longest("place_name")),
        "organiser": Truncator(_answer(submission, ORGANISER)).chars(_longest("organiser")),
        "start": start,
        "all_day": clock is None,
    }


def _longest(name: str) -> int:
    return EventPage._meta.get_field(name).max_length


def _answer(submission: Submission, beginnings: tuple[str, ...]) -> str:
    """The first answer whose question's name begins so, in the order of these words."""
    for beginning in beginnings:
        for answer in submission.answers:
            if answer["name"].casefold().startswith(beginning) and answer["value"]:
                return " ".join(answer["value"].split())
    return ""


def _day(submission: Submission) -> date | None:
    """The first answer that is a day, or has one written in it."""
    exact = (each["exact"] for each in submission.answers if isinstance(each.get("exact"), str))
    written = ("-".join(found.groups()[::-1]) for found in [_DAY.search(_answer(submission, DAY))] if found)
    for text in (*exact, *written):
        try:
            return date(*map(int, text.split("-")))
        except (ValueError, TypeError):
            continue
    return None


def _clock(text: str) -> time | None:
    found = _CLOCK.search(_DAY.sub("", text))
    try:
        return time(int(found[1]), int(found[2] or 0)) if found else None
    except ValueError:
        return None
