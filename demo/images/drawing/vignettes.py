"""Small pictures for empty lists, lost pages and finished forms; they stand on any ground."""

from .cast import AMIRA, GRACE, MILA, SAMUEL, THEO
from .nature import bush, flower, tuft
from .palette import CORAL, LEAF, SAGE, SUN
from .people import CHEER, STAND, WAVE, person
from .stage import wheeler
from .svg import document, ellipse
from .things import check, heart
from .tools import magnifier
from .vehicles import dog


def nothing_found() -> str:
    return document(
        720,
        440,
        ellipse(360, 400, 340, 30, SAGE),
        bush(600, 400, 0.9),
        tuft(120, 404, 1.2),
        flower(160, 408, 1, CORAL),
        person(
            THEO, 300, 405, 1.75, STAND.but(turn=0.7, right_hand=(50, -134)), held=magnifier(62, -152, 22, 28)
        ),
        dog(480, 410, 0.9, flip=True),
    )


def done() -> str:
    return document(
        720,
        440,
        ellipse(360, 400, 340, 30, SAGE),
        tuft(90, 404, 1.2),
        flower(640, 408, 1, SUN),
        person(AMIRA, 190, 400, 1.7, WAVE),
        person(GRACE, 330, 405, 1.7, CHEER),
        check(600, 120, 44, LEAF),
        heart(90, 120, 1.2, CORAL),
        wheeler(SAMUEL, 470, 410, 1.7),
        person(MILA, 600, 410, 1.7, CHEER),
    )


VIGNETTES = {"nothing-found": nothing_found, "done": done}
