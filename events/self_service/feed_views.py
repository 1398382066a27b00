"""A club enters its calendar, and sees before that what was understood of it, date by date."""

from datetime import timedelta

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from cms.common.client_address import count_recent
from cms.common.text_cleaning import cleaned_data
from cms.mail.link_pages import see_other
from directory.self_service.ask_views import TOO_MANY
from directory.self_service.edit_views import session_page
from directory.workflow.links import Session

from ..feeds.doubles import likely_doubles
from ..feeds.fetching import FetchError, fetch, normalised
from ..feeds.found import Reading
from ..feeds.keeping import TooManyFeedsError, enter_feed, read_feed, remove_feed
from ..feeds.reading import read
from ..feeds.words import fault_in_words
from ..models import EventFeed
from ..workflow.announcing import is_trusted
from ..workflow.date_words import when_of
from .date_views import FOLDER, list_of

# Each one makes us ask a stranger's server, and wait for it.
MOST_TRIES, WITHIN = 10, timedelta(minutes=10)


class FeedForm(forms.Form):
    url = forms.CharField(
        label=_("Address of your calendar"),
        max_length=1000,
        help_text=_(
            "Begins with https:// or webcal://. In Google, Nextcloud or Outlook it is called “public address in iCal "
            "format”. The page with your dates will do as well, if machines can read it."
        ),
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
    )

    def clean_url(self):
        return normalised(self.cleaned_data["url"])


@session_page
def add_feed(request: HttpRequest, session: Session) -> HttpResponse:
    data = cleaned_data(request.POST) if request.method == "POST" else None
    form = FeedForm(data)
    if data is None or not form.is_valid():
        return _show(request, session, form)
    if count_recent(request, "club-calendar", WITHIN) > MOST_TRIES:
        form.add_error(None, TOO_MANY)
        return _show(request, session, form, status=429)
    url = form.cleaned_data["url"]
    if data.get("action") == "enter":
        return _enter(request, session, form, url)
    try:
        reading = read(fetch(url).body or b"")
    except FetchError as error:
        form.add_error("url", fault_in_words(error.fault))
        return _show(request, session, form)
    return _show(request, session, form, preview=_preview(session, url, reading))


@session_page
def feed(request: HttpRequest, session: Session, pk: int) -> HttpResponse:
    """What of a calendar stands here, and what could not be read. POST reads it now, or removes it."""
    found = get_object_or_404(EventFeed, pk=pk, page=session.page)
    if request.method == "POST" and request.POST.get("action") == "remove":
        remove_feed(found)
        return see_other(f"{list_of(session)}?kalender-weg=1")
    if request.method == "POST" and count_recent(request, "club-calendar", WITHIN) <= MOST_TRIES:
        read_feed(found)
        return see_other(request.path)
    context = _context(session) | {
        "feed": found,
        "fault": fault_in_words(found.fault),
        "rows": [(event.title, when_of(event)) for event in found.events.all()],
    }
    return render(request, f"{FOLDER}/feed.html", context)


def _enter(request: HttpRequest, session: Session, form: FeedForm, url: str) -> HttpResponse:
    try:
        found = enter_feed(session.page, url, email=session.email)
    except TooManyFeedsError:
        form.add_error(None, _now("You have entered five calendars. Please remove one first."))
        return _show(request, session, form)
    if found.state != EventFeed.State.REFUSED:
        read_feed(found)
    return see_other(f"{list_of(session)}?kalender=1")


def _preview(session: Session, url: str, reading: Reading) -> dict:
    doubles = likely_doubles(session.page, reading.events)
    return {
        "url": url,
        "problems": reading.problems,
        "rows": [
            {
                "title": found.facts["title"],
                "when": when_of(found.as_event()),
                "changes": len(found.days),
                "double": doubles.get(found.uid),
            }
            for found in reading.events
        ],
    }


def _show(request, session: Session, form: FeedForm, status: int = 200, preview=None) -> HttpResponse:
    status = 422 if form.is_bound and form.errors and status == 200 else status
    context = _context(session) | {
        "form": form,
        "preview": preview,
        "is_trusted": is_trusted(session.page),
    }
    return render(request, f"{FOLDER}/add_feed.html", context, status=status)


def _context(session: Session) -> dict:
    return {"key": session.key, "name": session.page.title, "list_url": list_of(session)}
