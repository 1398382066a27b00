"""Directory pictures: sport, nature, animals."""

from ..cast import AYLA, BEN, ELIAS, EMRE, FINN, GRACE, HELGA, LENA, MILA, SAMUEL, THEO
from ..nature import cloud, fir, landscape, meadow, poplar, sun, tree
from ..palette import (
    BARK,
    CORAL,
    CREAM,
    GREY,
    HONEY,
    INK,
    LEAF,
    MOSS,
    PAPER,
    PETROL,
    SKY,
    STEEL,
    STONE,
    SUN,
    TEAL,
    WATER,
    darker,
    mix,
)
from ..people import CHEER, KNEEL, POINT, REACH, RUN, SIT, STAND, person
from ..stage import CARD, scene, wheeler
from ..svg import circle, ellipse, group, line, path, rect, stroke
from ..town import far_town
from ..vehicles import ball, dog

S = 1.95


@scene("sport", CARD)
def sport() -> list[str]:
    goal = (
        rect(0, 0, 330, 230, "none", 4, stroke=PAPER, stroke_width=14)
        + "".join(line([(k * 33, 0), (k * 33, 230)], PAPER, 2) for k in range(1, 10))
        + "".join(line([(0, k * 33), (330, k * 33)], PAPER, 2) for k in range(1, 7))
    )
    return [
        landscape(1200, SKY, 400, 900),
        sun(200, 160, 66),
        cloud(620, 130),
        cloud(1040, 190, 0.8),
        far_town(560, 470, 0.9),
        tree(90, 520, 0.9),
        tree(1120, 520, 1, MOSS),
        path("M0 540H1200V900H0z", LEAF),
        path("M0 620H1200V700H0zM0 790H1200V900H0z", mix(LEAF, MOSS, 0.35)),
        stroke("M-20 580H1220", PAPER, 7),
        stroke("M420 920A300 150 0 0 1 1000 920", PAPER, 7),
        group(goal, x=60, y=350),
        person(ELIAS, 225, 590, 1.5, CHEER),
        person(
            GRACE,
            560,
            760,
            S,
            RUN.but(right_foot=(40, -26), left_foot=(-24, -3), right_hand=(40, -130)),
            flip=True,
        ),
        ball(440, 735, 34),
        person(MILA.wearing(garment="shirt", bottom=PETROL, top=SUN), 350, 830, S, RUN),
        wheeler(
            SAMUEL, 830, 830, S, SIT.but(right_hand=(46, -156), left_hand=(30, -120), mood="laugh"), flip=True
        ),
        person(BEN, 1050, 790, S, CHEER),
    ]


@scene("natur", CARD)
def natur() -> list[str]:
    net = (
        line([(0, 0), (64, -70)], BARK, 6)
        + ellipse(74, -82, 24, 18, "none", stroke=BARK, stroke_width=5)
        + path("M52-76Q60-36 92-60Q98-70 96-88z", PAPER, opacity=0.7)
    )
    boots = {"shoes": SUN}
    return [
        landscape(1200, SKY, 360, 900),
        sun(1000, 150, 66),
        cloud(360, 130),
        far_town(90, 430, 0.7),
        tree(110, 560, 1.3),
        fir(250, 520, 1),
        fir(330, 530, 0.8),
        poplar(960, 520, 0.9),
        tree(1110, 540, 1.4, MOSS),
        path(
            "M700 430C620 500 760 560 640 640S440 780 480 940H860C820 800 860 720 790 650S740 500 712 430z",
            WATER,
        ),
        stroke("M690 520q10 40-8 70M640 680q-30 40-40 80M740 760q16 50 4 90", PAPER, 6, opacity=0.6),
        *(
            ellipse(x, y, rx, rx * 0.5, STONE)
            for x, y, rx in ((560, 600, 28), (770, 640, 34), (510, 730, 30), (800, 790, 38), (690, 540, 18))
        ),
        path("M620 740q24-18 44 0q-20 18-44 0zm40 0l18-12v24z", CORAL),
        person(
            BEN.wearing(**boots),
            640,
            800,
            S,
            STAND.but(turn=0.4, right_hand=(30, -96), left_hand=(0, -100)),
            held=group(net, x=20, y=-84),
        ),
        ellipse(640, 806, 62, 14, WATER),
        person(
            HELGA.wearing(garment="vest", second=LEAF, top=CREAM, bottom=STEEL, **boots),
            260,
            800,
            S,
            REACH.but(right_hand=(50, -96), left_hand=(38, -90)),
            held=group(
                path("M-24-30H24L18 14H-18z", CORAL), stroke("M-22-30Q0-66 22-30", CORAL, 4), x=50, y=-64
            ),
        ),
        person(AYLA.wearing(**boots), 420, 850, S, KNEEL),
        wheeler(
            EMRE,
            1000,
            820,
            S,
            SIT.but(right_hand=(50, -140), mood="laugh"),
            held=group(path("M0 0l26-34l8 6z", BARK), x=40, y=-130),
            flip=True,
        ),
        person(FINN.wearing(**boots), 840, 855, S, STAND.but(turn=-0.5, left_hand=(-40, -110), mood="laugh")),
        meadow(41, 20, 420, 700, 880, 8, LEAF),
        meadow(42, 860, 1180, 840, 890, 6, LEAF),
    ]


@scene("tiere", CARD)
def tiere() -> list[str]:
    def hive(x: float, y: float, colour: str) -> str:
        return group(
            rect(-64, -150, 128, 140, colour, 4),
            rect(-74, -168, 148, 24, GREY, 4),
            line([(-64, -84), (64, -84)], darker(colour, 0.2), 5),
            rect(-30, -40, 60, 12, INK, 4),
            rect(-56, -10, 18, 22, BARK),
            rect(38, -10, 18, 22, BARK),
            x=x,
            y=y,
        )

    def bee(x: float, y: float, scale: float = 1) -> str:
        return group(
            ellipse(-2, -13, 9, 12, PAPER, opacity=0.9),
            ellipse(0, 0, 17, 11, SUN),
            line([(-4, -9), (-4, 9)], INK, 5),
            line([(6, -8), (6, 8)], INK, 5),
            circle(15, 0, 5, INK),
            x=x,
            y=y,
            scale=scale,
        )

    veil = {"gear": "hat", "gear_colour": "#d9c48f"}
    frame = (
        rect(0, 0, 60, 44, BARK, 3)
        + rect(5, 7, 50, 32, SUN, 2)
        + "".join(circle(12 + (k % 5) * 9, 15 + (k // 5) * 9, 3, HONEY) for k in range(15))
    )
    return [
        landscape(1200, "#fdf0d8", 390, 900),
        sun(220, 150, 66),
        cloud(760, 120),
        far_town(620, 450, 0.8),
        tree(1050, 600, 1.9, MOSS),
        tree(120, 560, 1.2),
        hive(420, 660, CORAL),
        hive(600, 650, SUN),
        hive(780, 665, TEAL),
        *(
            bee(x, y, s)
            for x, y, s in (
                (480, 420, 1.2),
                (660, 380, 1),
                (840, 450, 1.3),
                (560, 490, 0.9),
                (340, 500, 1.1),
                (930, 560, 1),
            )
        ),
        stroke("M470 424q-40 30-60-10t-50 30", INK, 3, stroke_dasharray="2 11"),
        stroke("M830 456q-30 40-70 6", INK, 3, stroke_dasharray="2 11"),
        person(
            THEO.wearing(top=CREAM, garment="coat", bottom=CREAM, **veil),
            300,
            830,
            S,
            STAND.but(turn=0.6, right_hand=(48, -112), left_hand=(30, -104)),
            held=group(frame, x=20, y=-140),
        ),
        person(AYLA, 510, 850, S, POINT.but(right_hand=(50, -150), mood="laugh"), flip=True),
        wheeler(LENA, 740, 840, S, SIT.but(right_hand=(54, -104), mood="laugh")),
        dog(930, 850, 1.05, flip=True),
        person(SAMUEL, 1090, 835, S, STAND.but(turn=-0.5, left_hand=(-36, -100), right_hand=(22, -90))),
        stroke("M1020 640Q980 700 976 770", CORAL, 4),
        meadow(44, 20, 1180, 700, 890, 16, LEAF),
    ]
