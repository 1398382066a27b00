"""The calendar is derived from pages and entries: written again when that code changes."""

from pathlib import Path

import cms.recurrence
from cms.operations.upgrading import fingerprint_of, upgrade_step
from cms.search import index
from directory.upgrades import what_makes_records

from .models.public_event import EVENTS
from .publishing import projection

ROOMS = [Path(__file__).parent / "publishing", Path(cms.recurrence.__file__).parent]


def what_makes_dates() -> str:
    files = (file for room in ROOMS for file in room.glob("*.py"))
    return fingerprint_of(files, what_makes_records())


@upgrade_step("calendar", label="Writing the calendar anew", needed_for=what_makes_dates)
def rebuild_calendar() -> list[str]:
    """Return the titles of what differed."""
    differing = projection.rebuild()
    index.rebuild([EVENTS])
    return differing
