"""The town and its people: the first picture that a citizen sees."""

from ..cast import AMIRA, ELIAS, GRACE, HELGA, JONAS, KARL, LENA, MILA, OLENA, SAMUEL, THEO, ZOE
from ..nature import birds, bush, cloud, hill, meadow, poplar, sun, tree
from ..palette import CORAL, LEAF, MINT, MOSS, PAPER, SAGE, SAND, mix
from ..people import CHEER, HOLD, RUN, SIT, STAND, WALK, WAVE, person
from ..stage import BROAD, scene, wheeler
from ..svg import group, line, rect, stroke
from ..things import basket
from ..town import bunting, house, old_town
from ..vehicles import balloon, dog, guitar

S = 2.05


def _walking_stick() -> str:
    return line([(30, -90), (34, -2)], "#86583a", 5) + stroke("M30-90q2-10-8-9", "#86583a", 5)


def _kite(x: float, y: float) -> str:
    sail = group(
        line([(0, 0), (0, -1)], PAPER, 1),
        *(
            f'<path d="{d}" fill="{c}"/>'
            for d, c in (
                ("M0-60L42 0H0z", "#c8452a"),
                ("M0-60L-42 0H0z", "#f4b63f"),
                ("M0 66L42 0H0z", "#0a5663"),
                ("M0 66L-42 0H0z", "#3c7a4b"),
            )
        ),
        turn=24,
    )
    return group(sail, x=x, y=y)


def _land(width: int, town_x: float, town_y: float, town_scale: float) -> list[str]:
    return [
        rect(0, 0, width, 1100, SAND),
        sun(width * 0.74, 210, 92),
        cloud(width * 0.16, 190, 1.15),
        cloud(width * 0.52, 130, 0.8),
        cloud(width * 0.92, 300, 0.9),
        birds(width * 0.36, 220),
        hill(width, 520, 430, 500, MINT),
        hill(width, 600, 520, 560, mix(MINT, SAGE, 0.6)),
        old_town(town_x, town_y, town_scale),
    ]


@scene("hero")
def hero() -> list[str]:
    return [
        *_land(1600, 330, 640, 0.92),
        house(40, 690, 150, 130, "#fdf3dd", "#a83a24", beams=True, entrance="#3c7a4b"),
        tree(260, 680, 1.15),
        tree(1568, 700, 1.3, MOSS),
        poplar(1330, 670, 1),
        bush(1260, 680, 0.9),
        hill(1600, 690, 650, 690, SAGE),
        hill(1600, 790, 860, 780, mix(SAGE, MOSS, 0.45)),
        bunting(-20, 330, 800, 420, 60, 13),
        bunting(800, 420, 1620, 320, 60, 13),
        meadow(4, 20, 1580, 850, 1040, 26, LEAF),
        _kite(1000, 190),
        stroke("M1010 250C1060 400 1160 500 1234 596", "#14272e", 2.5),
        person(KARL, 120, 920, S, STAND.but(turn=0.6, right_hand=(30, -92)), held=_walking_stick()),
        person(HELGA, 285, 940, S, WAVE.but(left_hand=(-32, -92))),
        person(
            JONAS,
            980,
            900,
            S,
            HOLD.but(left_hand=(-26, -106), right_hand=(48, -126), mood="laugh"),
            held=guitar(1.1, -22, 0, -104),
        ),
        person(
            AMIRA,
            480,
            985,
            S,
            STAND.but(turn=0.5, right_hand=(26, -104), left_hand=(-4, -100)),
            held=basket(16, -64, 0.5),
        ),
        person(MILA, 640, 1005, S, CHEER, behind=balloon(46, -316, CORAL, 80)),
        wheeler(SAMUEL, 790, 1005, S, SIT.but(right_hand=(42, -168), mood="laugh")),
        person(ELIAS, 1290, 890, 1.9, RUN.but(left_hand=(-30, -120), right_hand=(-14, -186))),
        person(GRACE, 1140, 985, S, WAVE),
        dog(1320, 1025, 0.8, flip=True),
        person(LENA, 1480, 990, S, WALK, flip=True),
    ]


@scene("hero-wide", BROAD)
def hero_wide() -> list[str]:
    return [
        *_land(2000, 520, 560, 0.9),
        house(120, 640, 150, 130, "#fdf3dd", "#a83a24", beams=True, entrance="#3c7a4b"),
        house(1640, 600, 150, 140, "#f3d9cf", "#0a5663", entrance="#c8452a"),
        tree(380, 610, 1.1),
        tree(1870, 630, 1.3, MOSS),
        poplar(1580, 600, 1),
        bush(1500, 610, 0.9),
        hill(2000, 610, 560, 610, SAGE),
        hill(2000, 670, 730, 660, mix(SAGE, MOSS, 0.45)),
        bunting(-20, 260, 1000, 350, 60, 15),
        bunting(1000, 350, 2020, 240, 60, 15),
        meadow(8, 20, 1980, 730, 880, 30, LEAF),
        _kite(1280, 130),
        stroke("M1290 190C1340 320 1500 440 1654 524", "#14272e", 2.5),
        person(OLENA, 110, 850, 1.85, STAND.but(left_hand=(-20, -104), right_hand=(46, -186), mood="laugh")),
        person(KARL, 280, 800, 1.85, STAND.but(turn=0.6, right_hand=(30, -92)), held=_walking_stick()),
        person(HELGA, 410, 815, 1.85, WAVE.but(left_hand=(-32, -92))),
        person(
            AMIRA,
            590,
            850,
            1.85,
            STAND.but(turn=0.5, right_hand=(26, -104), left_hand=(-4, -100)),
            held=basket(16, -64, 0.5),
        ),
        person(MILA, 760, 870, 1.85, CHEER, behind=balloon(46, -316, CORAL, 80)),
        wheeler(SAMUEL, 950, 860, 1.85, SIT.but(right_hand=(60, -150), mood="laugh")),
        person(
            JONAS,
            1160,
            800,
            1.85,
            HOLD.but(left_hand=(-26, -106), right_hand=(48, -126), mood="laugh"),
            held=guitar(1.1, -22, 0, -104),
        ),
        person(GRACE, 1330, 840, 1.85, WAVE),
        person(THEO, 1500, 860, 1.85, STAND.but(turn=-0.6, left_hand=(-40, -150))),
        person(ELIAS, 1680, 760, 1.75, RUN.but(left_hand=(-30, -120), right_hand=(-6, -196))),
        dog(1680, 870, 0.75, flip=True),
        person(ZOE, 1880, 850, 1.85, WALK, flip=True),
    ]
