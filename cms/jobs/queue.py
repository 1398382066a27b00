"""How a row of any queue is claimed, leased, tried again and given up.

A row is written in the transaction of its cause. A process claims it with one UPDATE that only one of several wins,
which gives it the row until the lease ends, works on it, and releases it with a note of how it went. A process that
is killed leaves nothing to clean up: the row is due again as soon as the lease has ended. A row whose worker was
killed three times is given up, since it is probably the reason.

The rules need nothing but single UPDATEs, so they hold on SQLite and PostgreSQL alike.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone

BATCH = 50
# What was interrupted so often probably kills its worker.
MOST_INTERRUPTIONS = 3


def has_come(field: str, now: datetime, longest_wait: timedelta) -> Q:
    """Whether the moment is over. One too far ahead was written while the clock was wrong, and counts as over."""
    return Q(**{f"{field}__lte": now}) | Q(**{f"{field}__gt": now + longest_wait})


def is_due(now: datetime, longest_wait: timedelta, longest_lease: timedelta) -> Q:
    is_free = Q(locked_until=None) | Q(locked_until__lte=now)
    return is_free & has_come("due_at", now, longest_wait) | Q(locked_until__gt=now + longest_lease)


def next_attempt(
    since: datetime, schedule: Iterable[timedelta], now: datetime, shortest_pause: timedelta = timedelta()
) -> datetime | None:
    """Return the next moment of a schedule that counts from `since`; None when it is time to give up."""
    # Written while the clock was ahead, it would make every moment one of tomorrow.
    since = min(since, now)
    return next((since + pause for pause in schedule if since + pause - now > shortest_pause), None)


class QueueQuerySet(models.QuerySet):
    def waiting(self):
        """Those that are not over, by columns of the table itself."""
        return self

    def due(self, now: datetime | None = None):
        now = now or timezone.now()
        return self.waiting().filter(is_due(now, self.model.longest_wait, self.model.longest_lease))

    def claim(self, pk: int):
        """Take a due row for this process alone, until its lease ends; None when another was faster."""
        now = timezone.now()
        row = self.due(now).filter(pk=pk).first()
        if row is None:
            return None
        changes, is_over = row.after_interruption(now) if row.locked_until else ({}, False)
        changes["locked_until"] = None if is_over else now + row.lease
        # Claiming or releasing a row changes one of these, so only the first of two workers finds them unchanged.
        as_found = self.waiting().filter(pk=pk, due_at=row.due_at, locked_until=row.locked_until)
        if not as_found.update(**changes) or is_over:
            return None
        vars(row).update(changes)
        return row

    def drain(self, should_stop: Callable[[], bool] = lambda: False) -> Iterator:
        """Claim what is due, one after the other and BATCH at most; the caller releases each before the next."""
        for pk in list(self.due().values_list("pk", flat=True)[:BATCH]):
            if should_stop():
                return
            if row := self.claim(pk):
                yield row


class Queued(models.Model):
    """A row that waits for a worker. Its class names a `lease`, which is longer than any attempt."""

    due_at = models.DateTimeField(default=timezone.now)
    locked_until = models.DateTimeField(null=True, editable=False)
    interruptions = models.PositiveSmallIntegerField(default=0, editable=False)

    lease: timedelta
    longest_wait = longest_lease = timedelta(days=1)

    class Meta:
        abstract = True

    def after_interruption(self, now: datetime) -> tuple[dict, bool]:
        """What to note about the attempt before, whose worker was killed in it, and whether that was the last one."""
        interruptions = self.interruptions + 1
        is_over = interruptions >= MOST_INTERRUPTIONS
        notes = {"interruptions": interruptions} | self.noted_when_interrupted(now)
        return notes | (self.given_up(now) if is_over else {}), is_over

    def noted_when_interrupted(self, now: datetime) -> dict:
        return {}

    def given_up(self, now: datetime) -> dict:
        """What makes the row wait no longer."""
        return {}

    def without_idle_time(self, since: datetime, now: datetime) -> datetime:
        """Move the beginning of a schedule on by the time in which nobody tried although the row was due.

        No worker ran, or the clock has jumped: neither may use up the attempts that are left.
        """
        return min(since + max(now - self.due_at, timedelta()), now)

    def release(self, **changes) -> bool:
        """Note how the attempt went; False when the row is gone, or another process has it by now."""
        mine = type(self)._default_manager.filter(pk=self.pk, locked_until=self.locked_until)
        return bool(mine.update(locked_until=None, **changes))
