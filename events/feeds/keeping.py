"""The life of a club's calendar: entered, accepted or refused, read every three hours, told when it fails, removed."""

import logging

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone, translation
from wagtail.log_actions import log

from cms.mail.queueing import queue
from cms.towns.scope import town_of
from directory.models import OrganisationPage
from directory.workflow.maintainer_mail import edit_address
from directory.workflow.withdrawal import office_address

from ..models import EventFeed
from ..workflow.announcing import AlreadyDecidedError, is_trusted, may_decide
from .fetching import FetchError, fetch
from .reading import read
from .storing import publish, remove, store
from .words import fault_in_words

logger = logging.getLogger(__name__)

State = EventFeed.State
# After so many failures in a row, maintainer and office are told once.
TELL_AFTER = 3
MOST_FEEDS = 5


class TooManyFeedsError(Exception):
    """The club has entered enough calendars."""


@transaction.atomic
def enter_feed(page: OrganisationPage, url: str, *, email: str) -> EventFeed:
    """Store a calendar, whose dates wait for the office unless the club is trusted. Raise TooManyFeedsError."""
    page = OrganisationPage.objects.select_for_update(of=("self",)).get(pk=page.pk)
    mine = EventFeed.objects.filter(page=page)
    feed = mine.filter(url=url).first()
    if feed is None and mine.count() >= MOST_FEEDS:
        raise TooManyFeedsError
    state = State.ACTIVE if is_trusted(page) else State.WAITING
    if feed is None:
        feed = EventFeed.objects.create(page=page, url=url, state=state, email=email.lower())
        _log(feed, "enter_feed")
    elif feed.state == State.REFUSED:
        feed.state, feed.email = State.WAITING, email.lower()
        feed.save()
    return feed


@transaction.atomic
def remove_feed(feed: EventFeed, *, by=None) -> None:
    _log(feed, "remove_feed", by)
    remove(feed)


@transaction.atomic
def accept_feed(feed: EventFeed, *, by) -> None:
    """Raise AlreadyDecidedError, PermissionDenied."""
    feed = _locked(feed, by)
    feed.state = State.ACTIVE
    feed.save()
    publish(feed)
    _tell(feed, "club-calendar-accepted", {"link": feed.page.full_url or ""})
    _log(feed, "accept_feed", by)


@transaction.atomic
def refuse_feed(feed: EventFeed, reason: str, *, by) -> None:
    """Mail the reason and forget its dates. Raise AlreadyDecidedError, PermissionDenied, ValueError."""
    if not reason.strip():
        raise ValueError("A reason is needed.")
    feed = _locked(feed, by)
    _tell(feed, "club-calendar-refused", {"reason": reason})
    feed.state, feed.email, feed.etag, feed.last_modified, feed.report = State.REFUSED, "", "", "", []
    feed.save()
    feed.events.all().delete()
    _log(feed, "refuse_feed", by)


def read_feeds() -> dict[str, int]:
    """Read every calendar; one that fails holds up no other."""
    counts = {"read": 0, "changed": 0, "failed": 0}
    for key in list(EventFeed.objects.to_read().order_by("read_at", "pk").values_list("pk", flat=True)):
        feed = EventFeed.objects.to_read().select_related("page").filter(pk=key).first()
        if feed is None:
            continue
        changed = read_feed(feed)
        counts["failed" if changed is None else "read"] += 1
        counts["changed"] += changed or 0
    return counts


def read_feed(feed: EventFeed) -> int | None:
    """Return how many dates differ; None if it could not be read. What is there stays until it can be again."""
    try:
        fetched = fetch(feed.url, feed.etag, feed.last_modified)
        reading = None if fetched.body is None else read(fetched.body)
    except FetchError as error:
        _note_failure(feed, error.fault)
        return None
    except Exception as error:
        # What a stranger wrote must hold up no other calendar; its text could name somebody.
        logger.error("A calendar could not be understood: %s", type(error).__name__)
        _note_failure(feed, "format")
        return None
    with transaction.atomic():
        locked = EventFeed.objects.select_for_update(of=("self",)).filter(pk=feed.pk).first()
        if locked is None:
            return 0
        locked.failures, locked.fault, locked.told_at, locked.read_at = 0, "", None, timezone.now()
        if reading is not None:
            locked.etag, locked.last_modified = fetched.etag, fetched.last_modified
            locked.report = reading.problems
        locked.save()
        return store(locked, reading) if reading is not None else 0


@transaction.atomic
def _note_failure(feed: EventFeed, fault: str) -> None:
    feed = EventFeed.objects.select_for_update(of=("self",)).select_related("page").filter(pk=feed.pk).first()
    if feed is None:
        return
    feed.failures, feed.fault = feed.failures + 1, fault
    if feed.failures >= TELL_AFTER and not feed.told_at:
        feed.told_at = timezone.now()
        with translation.override(settings.LANGUAGE_CODE):
            context = {"address": feed.url, "fault": fault_in_words(fault), "link": edit_address(feed.page)}
            _tell(feed, "club-calendar-fails", context)
            if office := office_address(feed.page):
                _queue(feed, "club-calendar-fails-office", context, office)
    feed.save()


def _locked(feed: EventFeed, by) -> EventFeed:
    page = OrganisationPage.objects.select_for_update(of=("self",)).get(pk=feed.page_id)
    if not may_decide(by, page):
        raise PermissionDenied
    locked = EventFeed.objects.select_related("page").filter(pk=feed.pk, state=State.WAITING).first()
    if locked is None:
        raise AlreadyDecidedError
    return locked


def _tell(feed: EventFeed, message: str, context: dict) -> None:
    keeping = getattr(feed.page, "maintainership", None)
    # Somebody else may keep the entry by now.
    if to := (keeping and keeping.maintainer_email) or feed.email:
        _queue(feed, message, context, to)


def _queue(feed: EventFeed, message: str, context: dict, to: str) -> None:
    context = {"entry_name": feed.page.title, "address": feed.url} | context
    queue(message, to=to, site=town_of(feed.page), context=context, reference=f"club-calendar-{feed.pk}")


def _log(feed: EventFeed, action: str, by=None) -> None:
    log(instance=feed.page, action=f"events.{action}", user=by, data={"title": feed.url})
