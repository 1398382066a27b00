"""Rows that tell what to drop: written with the change, sent after its commit, and again until it worked.

Everything is dropped twice, some seconds apart. An answer that was made from the old content, and reached the cache
just after the first time, would stay there otherwise.
"""

import logging
from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.utils import timezone

from ..models.purges import Purge
from .addresses import CACHED_KINDS, addresses_of
from .dependents import EVERYTHING, touched_by
from .sending import PurgeError, send

logger = logging.getLogger(__name__)

# So long an editor may wait for a cache that answers slowly.
SECONDS_FOR_EDITORS = 0.8
SECONDS_FOR_WORKER = 10
SECOND_TIME_AFTER = timedelta(seconds=5)
# A cache that is away is asked by the worker only, and not with every change.
PAUSE = timedelta(seconds=15)
AWAY = "front-cache-is-away"
# Beyond this, everything is dropped.
MOST_ROWS = 500
MOST_ADDRESSES = 150


def is_used() -> bool:
    return bool(settings.FRONT_CACHE_URLS)


def note(*keys: str, addresses: Iterable[str] = ()) -> None:
    """Let the cache drop what shows these things, once the current transaction is committed."""
    if not is_used():
        return
    Purge.objects.create(keys=sorted(set(keys)), addresses=sorted(set(addresses)))
    # The first one sends the rows of the whole transaction; the others find nothing left.
    transaction.on_commit(_send_soon, robust=True)


def send_due(seconds: float = SECONDS_FOR_WORKER) -> int:
    """Send what is due; return how many rows that were. Two processes may do the same at once."""
    now = timezone.now()
    rows = list(Purge.objects.due(now).order_by("pk")[: MOST_ROWS + 1])
    if not rows:
        return 0
    mine = Purge.objects.due(now).filter(pk__lte=rows[-1].pk)
    try:
        send(*_worked_out(rows), seconds)
    except PurgeError as error:
        logger.warning("The front cache could not be told: %s", error)
        cache.set(AWAY, True, PAUSE.total_seconds())
        mine.update(due_at=now + PAUSE)
        return 0
    mine.filter(is_sent=True).delete()
    mine.filter(is_sent=False).update(is_sent=True, due_at=now + SECOND_TIME_AFTER)
    return len(rows)


def _send_soon() -> None:
    if not cache.get(AWAY):
        send_due(SECONDS_FOR_EDITORS)


def _worked_out(rows: list[Purge]) -> tuple[set[str], set[str]]:
    """Return addresses and keys."""
    keys = {key for row in rows for key in row.keys}
    touched = touched_by({EVERYTHING} if len(rows) > MOST_ROWS else keys)
    addresses = addresses_of(touched) | {address for row in rows for address in row.addresses}
    if len(addresses) > MOST_ADDRESSES:
        touched.is_everything = True
        addresses = addresses_of(touched)
    return addresses, touched.keys | (set(CACHED_KINDS) if touched.is_everything else set())
