"""What happens by itself: each app registers jobs and queues in its `jobs.py`, the worker asks for both.

    COUNTS = {"submissions": _("submissions")}

    @job("forget", every=timedelta(days=1), label=_("Delete what is past its time"), counts=COUNTS)
    def forget() -> dict[str, int]:
        return {"submissions": 12}

A job returns counts only, no names. It must be idempotent: after a kill it runs again from the start, once
its lease has ended. `lease` is longer than the job ever takes.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from cms.common.registry import Registry

LEASE = timedelta(minutes=10)
# So late, somebody has to look: probably no worker is running.
GRACE = timedelta(minutes=15)


@dataclass(frozen=True)
class Job:
    name: str
    every: timedelta
    run: Callable[[], dict[str, int] | None]
    label: str
    # What the keys of the result are called in the admin.
    counts: dict[str, str] = field(default_factory=dict)
    lease: timedelta = LEASE
    # It gives up items that kill the worker, and is not given up itself.
    counts_tries: bool = False


@dataclass(frozen=True)
class Queue:
    """What the worker drains in each round; `drain` asks its argument between two items whether to stop."""

    name: str
    drain: Callable[[Callable[[], bool]], Any]
    # Whether the result means that the receiver is away; then it is asked again only after a while.
    is_away: Callable[[Any], bool] = lambda result: False
    # Receivers that may take their time do not hold up other queues.
    has_own_thread: bool = False


JOBS: Registry[str, Job] = Registry()
QUEUES: Registry[str, Queue] = Registry()


def job(
    name: str,
    *,
    every: timedelta,
    label: str = "",
    counts: dict | None = None,
    lease: timedelta = LEASE,
    counts_tries: bool = False,
):
    """Register the decorated function; it is called without arguments and returns counts or None."""

    def register(run):
        JOBS.register(Job(name, every, run, label, counts or {}, lease, counts_tries))
        return run

    return register
