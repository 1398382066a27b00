"""What happens to a sign-up, and when. Pure: one table, no queries."""

from datetime import datetime, timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    HELD = "held", _("place held, not confirmed yet")
    ASKED = "asked", _("for the waiting list, not confirmed yet")
    WAITING = "waiting", _("on the waiting list")
    OFFERED = "offered", _("place offered")
    CONFIRMED = "confirmed", _("confirmed")
    EXPIRED = "expired", _("expired")
    CANCELLED = "cancelled", _("cancelled")


class Event(TextChoices):
    CONFIRM = "confirm", _("confirms")
    CANCEL = "cancel", _("cancels")
    MOVE_UP = "move_up", _("moves up")
    TIME_UP = "time_up", _("lets the time pass")


# Their persons count against the places.
TAKING = frozenset({State.HELD, State.OFFERED, State.CONFIRMED})
# The address may be anybody's.
UNCONFIRMED = frozenset({State.HELD, State.ASKED})
# Their address is known to be right, and they wait for the date.
INFORMED = frozenset({State.WAITING, State.OFFERED, State.CONFIRMED})
ENDED = frozenset({State.EXPIRED, State.CANCELLED})
HAS_DEADLINE = frozenset({State.HELD, State.ASKED, State.OFFERED})

_NEXT = {
    (State.HELD, Event.CONFIRM): State.CONFIRMED,
    (State.HELD, Event.CANCEL): State.CANCELLED,
    (State.HELD, Event.TIME_UP): State.EXPIRED,
    (State.ASKED, Event.CONFIRM): State.WAITING,
    (State.ASKED, Event.CANCEL): State.CANCELLED,
    (State.ASKED, Event.TIME_UP): State.EXPIRED,
    (State.WAITING, Event.MOVE_UP): State.OFFERED,
    (State.WAITING, Event.CANCEL): State.CANCELLED,
    (State.WAITING, Event.TIME_UP): State.EXPIRED,
    (State.OFFERED, Event.CONFIRM): State.CONFIRMED,
    (State.OFFERED, Event.CANCEL): State.CANCELLED,
    (State.OFFERED, Event.TIME_UP): State.EXPIRED,
    (State.CONFIRMED, Event.CANCEL): State.CANCELLED,
}
HOLD = timedelta(hours=24)


def after(state: str, event: str, *, fits: bool = False) -> State | None:
    """Return the state after an event, None if it changes nothing.

    Who confirms the address for the waiting list has the place at once if one is free by then (`fits`).
    """
    if (state, event) == (State.ASKED, Event.CONFIRM) and fits:
        return State.CONFIRMED
    return _NEXT.get((State(state), Event(event)))


def deadline(now: datetime, last_moment: datetime | None) -> datetime:
    """Return until when a place is held or offered: a day, or a quarter of the time that is left if that is less."""
    if last_moment is None:
        return now + HOLD
    return now + min(HOLD, max(last_moment - now, timedelta(0)) / 4)
