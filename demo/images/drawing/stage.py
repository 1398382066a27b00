"""What all scenes share: their register, their size, and people with the furniture they use."""

from collections.abc import Callable

from .furniture import chair_part, wheelchair_part
from .people import SIT, Look, Pose, person
from .svg import document

WIDE = (1600, 1067)
BROAD = (2000, 900)
CARD = (1200, 900)
SCENES: dict[str, Callable[[], str]] = {}


def scene(key: str, size: tuple[int, int] = WIDE):
    """Register a function that returns the parts of the picture `key`."""

    def register(draw: Callable[[], list[str]]) -> Callable[[], list[str]]:
        SCENES[key] = lambda: document(*size, *draw())
        return draw

    return register


def sitter(
    look: Look,
    x: float,
    y: float,
    scale: float = 2.1,
    pose: Pose = SIT,
    *,
    colour: str = "#c8452a",
    held: str = "",
    flip: bool = False,
) -> str:
    return person(look, x, y, scale, pose, behind=chair_part(colour), held=held, flip=flip)


def wheeler(
    look: Look,
    x: float,
    y: float,
    scale: float = 2.1,
    pose: Pose = SIT,
    *,
    colour: str = "#0a5663",
    held: str = "",
    flip: bool = False,
) -> str:
    """A person who uses a wheelchair."""
    rolling = pose.but(left_foot=(44, -14), right_foot=(48, -14))
    return person(look, x, y, scale, rolling, held=wheelchair_part(colour) + held, flip=flip)
