"""What apps above let the organiser do with a slot; registered in their `wiring.py`."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from cms.common.registry import Registry

from ..models import Places


@dataclass(frozen=True)
class SlotAction:
    """A screen for those who may change sign-ups; its address takes the key of `Places`."""

    name: str
    label: str
    url_name: str
    is_offered: Callable[[Places], bool]


SLOT_ACTIONS: Registry[str, SlotAction] = Registry()


def slot_actions(places: Places) -> list[dict]:
    return [
        {"label": each.label, "url": reverse(each.url_name, args=[places.pk])}
        for each in SLOT_ACTIONS.values()
        if each.is_offered(places)
    ]
