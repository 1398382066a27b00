"""The state of places on the form page, which nobody keeps, and on the date's page, which is kept until it changes."""

from django.http import HttpRequest

from cms.caching.content_version import cached_for
from cms.pages.visibility import public_url
from events.models import EventPage

from ..form import slots_of
from ..models import Places, SignupPage
from ..publishing.availability import best_of
from ..words import places_in_words

Availability = Places.Availability


def signup_context(page: SignupPage, request: HttpRequest) -> dict:
    slots = [slot for slot in slots_of(page) if slot.places]
    availability = best_of({slot.places.availability() for slot in slots})
    lines = [{"title": slot.in_words, "state": places_in_words(slot.places)} for slot in slots]
    is_open = not slots or availability in (Availability.OPEN, Availability.WAITING_LIST)
    return {"availability": availability, "slots": lines, "is_open": is_open}


def signups_of_event(page: EventPage, request: HttpRequest) -> dict | None:
    """The link to the form of a date, with what is known of its places."""
    key = f"signups-of-event:{page.pk}"
    shown = cached_for(request, key, lambda: _signups_of_event(page))
    return {"template": "signups/parts/event_section.html", "forms": shown} if shown else None


def _signups_of_event(page: EventPage) -> list[dict]:
    forms = SignupPage.objects.filter(event__translation_key=page.translation_key, locale=page.locale_id)
    found = []
    for form in forms.live().order_by("path"):
        url = public_url(form)
        told = {
            each.availability() for each in Places.objects.filter(page_key=form.translation_key).with_taken()
        }
        if url and told:
            found.append({"title": form.title, "url": url, "state": best_of(told), "opens_at": form.opens_at})
    return found
