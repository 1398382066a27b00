"""Lines that apps above add to the state of an entry, for staff only; registered in their `wiring.py`."""

from collections.abc import Callable
from dataclasses import dataclass

from cms.common.registry import Registry

from ..models import OrganisationPage


@dataclass(frozen=True)
class Figure:
    """`text_of(page)` is "" where there is nothing to say."""

    name: str
    label: str
    text_of: Callable[[OrganisationPage], str]


FIGURES: Registry[str, Figure] = Registry()


def figures_of(page: OrganisationPage) -> list[tuple[str, str]]:
    """Return label and text of all that have something to say."""
    said = ((str(figure.label), figure.text_of(page)) for figure in FIGURES.values())
    return [(label, text) for label, text in said if text]
