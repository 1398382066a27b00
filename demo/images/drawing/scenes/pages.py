"""Pictures of the strategy section and of the entry pages."""

from ..cast import (
    AMIRA,
    AYLA,
    BEN,
    ELIAS,
    EMRE,
    FINN,
    GRACE,
    HELGA,
    JONAS,
    KARL,
    LENA,
    MARTA,
    MILA,
    NOOR,
    OLENA,
    PAUL,
    SAMUEL,
    THEO,
)
from ..fittings import board, note
from ..furniture import room
from ..nature import birds, brook, cloud, flower, hill, landscape, meadow, pot_plant, sprout, sun, tree
from ..palette import (
    BARK,
    CORAL,
    CREAM,
    DEEP,
    HONEY,
    LEAF,
    MINT,
    MIST,
    MOSS,
    PAPER,
    PEACH,
    PETROL,
    SAGE,
    SAND,
    SKY,
    STONE,
    SUN,
    TEAL,
    WOOD,
    darker,
    lighter,
    mix,
)
from ..people import HIPS, HOLD, POINT, REACH, SIT, STAND, WALK, WAVE, WAVE_LEFT, person
from ..stage import scene, wheeler
from ..svg import circle, group, line, path, polygon, rect, stroke
from ..things import bubble, heart, written
from ..tools import spade, tablet, watering_can
from ..town import far_town, old_town

S = 2.05


@scene("idee")
def idee() -> list[str]:
    """Two banks, one bridge: people meet above the water."""
    arch = path("M330 800Q800 480 1270 800H1150Q800 620 450 800z", WOOD)
    deck = stroke("M300 800Q800 452 1300 800", lighter(WOOD, 0.3), 30)
    rail = stroke("M330 690Q800 352 1270 690", BARK, 11) + "".join(
        line([(x, y), (x, y + 118)], BARK, 9)
        for x, y in ((400, 640), (530, 570), (660, 534), (800, 522), (940, 534), (1070, 570), (1200, 640))
    )
    return [
        landscape(1600, SKY, 560, 1100),
        sun(800, 250, 90),
        cloud(300, 200),
        cloud(1330, 240, 1.1),
        birds(1010, 180),
        old_town(10, 640, 0.52),
        group(old_town(0, 0, 0.52), x=1600, y=640, flip=True),
        tree(90, 740, 1.1),
        tree(1520, 740, 1.2, MOSS),
        brook("M840 640C700 760 980 840 800 1130", 300),
        path("M0 780C200 740 420 800 520 900S600 1030 640 1100H0z", mix(SAGE, MOSS, 0.6)),
        path("M1600 780C1400 740 1200 800 1090 900S1030 1030 980 1100H1600z", mix(SAGE, MOSS, 0.6)),
        arch,
        rail,
        person(NOOR, 610, 640, 1.75, WALK.but(right_hand=(54, -118), mood="laugh")),
        person(THEO, 800, 610, 1.75, STAND.but(left_hand=(-42, -112), right_hand=(42, -112), mood="laugh")),
        person(EMRE, 985, 640, 1.75, WALK.but(right_hand=(54, -118)), flip=True),
        deck,
        meadow(3, 30, 480, 860, 1040, 12, LEAF),
        meadow(9, 1130, 1570, 860, 1040, 12, LEAF),
        person(AMIRA, 250, 930, S, STAND.but(turn=0.6, right_hand=(48, -176), mood="laugh")),
        person(MILA, 400, 970, S, WAVE),
        wheeler(GRACE, 1360, 960, S, SIT.but(right_hand=(50, -160), mood="laugh"), flip=True),
        person(FINN, 1195, 985, S, WAVE_LEFT),
    ]


@scene("programm")
def programm() -> list[str]:
    """Many towns, one network: people pin their town to the others."""
    towns = [
        (420, 300),
        (640, 210),
        (860, 330),
        (1090, 220),
        (1250, 400),
        (980, 500),
        (700, 470),
        (470, 520),
        (1200, 560),
    ]
    links = [
        (0, 1),
        (1, 2),
        (2, 3),
        (3, 4),
        (4, 5),
        (5, 2),
        (5, 6),
        (6, 0),
        (6, 1),
        (7, 0),
        (7, 6),
        (5, 8),
        (4, 8),
        (2, 6),
    ]
    threads = "".join(line([towns[a], towns[b]], TEAL, 5, stroke_dasharray="3 14") for a, b in links)
    spots = "".join(_spot(x, y, k == 6) for k, (x, y) in enumerate(towns))
    return [
        room(1600, 1067, SAND, STONE, 860),
        board(290, 110, 1080, 580, MIST, WOOD, legs=190),
        path("M340 200C520 130 640 330 800 220S1180 130 1320 250V640H340z", MINT),
        path("M340 480C560 400 760 560 960 470S1240 500 1320 440V650H340z", SAGE),
        threads,
        spots,
        pot_plant(130, 880, 1.7),
        person(PAUL, 330, 985, S, STAND.but(turn=0.7, right_hand=(66, -150)), held=""),
        person(LENA, 560, 1000, S, STAND.but(away=True, right_hand=(46, -196), left_hand=(-26, -84))),
        wheeler(HELGA, 1010, 1000, S, SIT.but(right_hand=(52, -128)), flip=True),
        person(AYLA, 790, 1010, S, WAVE_LEFT.but(turn=0)),
        person(SAMUEL, 1330, 985, S, POINT.but(right_hand=(56, -176), mood="laugh"), flip=True),
        person(MARTA, 1510, 1000, S, HOLD, held=tablet(0, -110, 0.55)),
    ]


def _spot(x: float, y: float, chosen: bool) -> str:
    colour, size = (CORAL, 1.5) if chosen else (PETROL, 1)
    disc = circle(0, 0, 46, SUN if chosen else PAPER)
    home = path("M-26 22V-4L-13-16L0-4V22zM0 22V-14L13-28L28-14V22z", colour)
    return group(disc, home, rect(-17, 2, 8, 9, PAPER), rect(9, -6, 8, 9, PAPER), x=x, y=y, scale=size)


@scene("strategie")
def strategie() -> list[str]:
    """Four building blocks, and a red thread that holds them together."""

    def block(x: float, y: float, colour: str, sign: str) -> str:
        return group(
            rect(0, 0, 250, 200, colour, 18),
            rect(0, 166, 250, 34, darker(colour, 0.14), 16),
            group(sign, x=125, y=88),
            x=x,
            y=y,
        )

    desk = bubble(-38, 62, 130, 84, PAPER, inside=written(70, 2, CORAL, 26))
    hands = heart(0, 8, 2.2, PAPER)
    net = "".join(
        line([(0, 0), p], PAPER, 7) + circle(*p, 17, PAPER)
        for p in ((-62, -34), (62, -34), (-62, 38), (62, 38))
    ) + circle(0, 0, 24, PAPER)
    shop = (
        polygon([(-60, 54), (-60, -14), (60, -14), (60, 54)], PAPER)
        + "".join(
            path(f"M{-66 + k * 33} -52h33v40a16 16 0 0 1-33 0z", PAPER if k % 2 else SUN) for k in range(4)
        )
        + rect(-14, 10, 30, 44, LEAF)
    )
    return [
        landscape(1600, SAND, 580, 1100),
        sun(1310, 220, 86),
        cloud(240, 200),
        cloud(1080, 130, 0.8),
        far_town(90, 600, 0.9),
        far_town(960, 610, 1),
        tree(110, 800, 1.25),
        tree(1500, 800, 1.3, MOSS),
        block(545, 750, CORAL, desk),
        block(805, 750, PETROL, hands),
        block(545, 540, SUN, net.replace(PAPER, DEEP)),
        block(805, 540, LEAF, shop),
        stroke(
            "M210 740C330 640 430 620 545 700C640 770 700 560 800 640C900 720 960 800 1060 700"
            "C1160 620 1240 660 1370 700",
            "#e2572f",
            9,
        ),
        meadow(12, 40, 1560, 940, 1050, 18, LEAF),
        person(
            AMIRA,
            215,
            990,
            S,
            STAND.but(turn=0.7, right_hand=(10, -122), left_hand=(-4, -112)),
            held=circle(8, -124, 17, "#e2572f")
            + stroke("M-4-132q12 8 24 14M-6-122q14 10 22 10", BRICK_LINE, 2),
        ),
        person(KARL, 420, 1000, S, REACH.but(right_hand=(64, -118))),
        person(MILA, 800, 538, 1.5, WAVE_LEFT.but(mood="laugh")),
        person(JONAS, 1170, 1000, S, REACH.but(right_hand=(64, -120), left_hand=(60, -96)), flip=True),
        wheeler(NOOR, 1390, 1000, S, SIT.but(right_hand=(22, -150)), flip=True),
        sprout(700, 1010, 1),
    ]


BRICK_LINE = "#a83a24"


@scene("vision")
def vision() -> list[str]:
    """On the hill above the town, looking ahead."""

    def turbine(x: float, y: float, scale: float) -> str:
        blades = "".join(group(path("M-4 0Q-12-60 0-120Q8-60 4 0z", PAPER), turn=k) for k in (15, 135, 255))
        return group(
            path("M-6 0L-3-230H3L6 0z", PAPER),
            group(blades, circle(0, 0, 8, SUN), y=-230),
            x=x,
            y=y,
            scale=scale,
        )

    rays = "".join(
        group(path("M-20 0L-100-1200H100L20 0z", SUN, opacity=0.16), x=800, y=560, turn=a)
        for a in (-75, -50, -25, 0, 25, 50, 75)
    )
    return [
        rect(0, 0, 1600, 1100, "#fbe6c3"),
        rays,
        sun(800, 480, 130, 0.5),
        cloud(270, 210, 1.1),
        cloud(1320, 170, 1.2),
        birds(1040, 200),
        hill(1600, 500, 560, 470, MINT),
        turbine(180, 530, 1),
        turbine(310, 550, 0.8),
        turbine(1440, 500, 1),
        hill(1600, 580, 600, 540, SAGE),
        old_town(430, 700, 0.7),
        tree(330, 690, 0.8),
        tree(1290, 680, 0.9, MOSS),
        tree(1380, 690, 0.7),
        hill(1600, 680, 690, 660, MOSS),
        stroke("M820 700C900 760 700 800 820 900", CREAM, 40),
        hill(1600, 800, 880, 790, LEAF),
        meadow(21, 30, 1570, 890, 1050, 30, darker(LEAF, 0.3)),
        person(LENA, 360, 990, S, STAND.but(away=True, right_hand=(46, -190))),
        wheeler(EMRE, 570, 1000, S, SIT.but(right_hand=(62, -156))),
        person(HELGA, 810, 985, S, STAND.but(turn=-0.2, left_hand=(-27, -86), right_hand=(34, -100))),
        person(ELIAS, 935, 1000, S, STAND.but(away=True, left_hand=(-40, -150), right_hand=(38, -196))),
        person(SAMUEL, 1130, 990, S, POINT.but(right_hand=(64, -178), mood="laugh"), flip=True),
        person(OLENA, 1290, 1000, S, STAND.but(turn=-0.6, left_hand=(-34, -104), right_hand=(10, -110))),
    ]


@scene("entstehung")
def entstehung() -> list[str]:
    """Six steps on the wall, and a town that writes on them together."""
    colours = [SUN, PEACH, TEAL, SAGE, SUN, CORAL]
    places = [(250, 430), (460, 330), (670, 410), (880, 300), (1090, 380), (1300, 270)]
    way = stroke(
        "M250 430C330 300 390 300 460 330S580 480 670 410S800 260 880 300S1010 450 1090 380"
        "S1220 240 1300 270",
        DEEP,
        6,
        stroke_dasharray="2 16",
    )
    signs = "".join(
        circle(x, y, 62, c)
        + "".join(
            circle(x - 26 + (k % 3) * 26, y - 14 + (k // 3) * 28, 9, DEEP if k <= n else mix(c, PAPER, 0.5))
            for k in range(6)
        )
        for n, ((x, y), c) in enumerate(zip(places, colours, strict=True))
    )
    return [
        room(1600, 1067, "#e9f1ee", STONE, 850),
        board(130, 120, 1340, 500, PAPER, WOOD),
        way,
        signs,
        note(320, 500, 66, SUN, -4),
        note(560, 500, 66, PEACH, 5),
        note(760, 490, 66, MINT, -3),
        note(980, 490, 66, SUN, 4),
        note(1180, 470, 66, TEAL, -5),
        note(1350, 440, 66, PEACH, 3),
        note(180, 180, 66, MINT, 4),
        note(620, 180, 66, SUN, -5),
        note(1040, 170, 66, PEACH, 4),
        pot_plant(1520, 880, 1.6, PETROL),
        person(MARTA, 240, 990, S, POINT.but(right_hand=(50, -186), mood="laugh")),
        person(BEN, 480, 1000, S, STAND.but(away=True, right_hand=(40, -196)), held=""),
        wheeler(THEO, 690, 1000, S, SIT.but(right_hand=(48, -150)), held=note(40, -176, 26, SUN, 6, 1)),
        person(
            AYLA,
            900,
            1010,
            S,
            STAND.but(left_hand=(-12, -120), right_hand=(12, -120)),
            held=note(-22, -140, 44, CORAL, 0, 2),
        ),
        person(GRACE, 1090, 990, S, STAND.but(away=True, left_hand=(-34, -196), right_hand=(28, -86))),
        person(PAUL, 1330, 995, S, HIPS.but(turn=-0.5, left_hand=(-14, -150))),
    ]


@scene("handlungsfelder")
def handlungsfelder() -> list[str]:
    """Fields of action as beds of a garden that everybody tends."""

    def bed(x: float, y: float, w: float, colour: str, sign: str, plants: str) -> str:
        soil = path(f"M0-60H{w}L{w + 24} 0H-24z", "#6b4a35")
        plank = rect(-30, 0, w + 60, 46, WOOD, 6) + rect(-30, 22, w + 60, 5, darker(WOOD, 0.16))
        post = (
            line([(w / 2, -56), (w / 2, -178)], BARK, 10)
            + circle(w / 2, -214, 52, colour)
            + group(sign, x=w / 2, y=-214)
        )
        return group(post, soil, group(plants, y=-14), plank, x=x, y=y)

    def row(kind, w: float) -> str:
        return "".join(kind(20 + k * w / 4) for k in range(5))

    meet = (
        circle(-15, -8, 11, PAPER)
        + circle(15, -8, 11, PAPER)
        + path("M-34 26Q-34 6-15 6T0 18Q2 6 15 6T34 26z", PAPER)
    )
    link = "".join(
        line([(0, 0), p], PAPER, 5) + circle(*p, 9, PAPER) for p in ((-26, -16), (26, -16), (0, 28))
    ) + circle(0, 0, 12, PAPER)
    young = sprout(0, 30, 1, PAPER)
    home = path("M-30 28V-4L0-32L30-4V28z", PAPER) + rect(-8, 4, 16, 24, LEAF)
    bus = (
        rect(-34, -24, 68, 42, PAPER, 9)
        + circle(-17, 22, 9, PAPER)
        + circle(17, 22, 9, PAPER)
        + rect(-26, -15, 52, 14, PETROL, 3)
    )
    return [
        landscape(1600, SKY, 540, 1100),
        sun(260, 220, 80),
        cloud(640, 170),
        cloud(1260, 220, 1.1),
        old_town(560, 560, 0.5),
        tree(90, 680, 1.1),
        tree(1510, 690, 1.2, MOSS),
        rect(0, 820, 1600, 300, mix(SAGE, MOSS, 0.6)),
        bed(150, 760, 240, CORAL, meet, row(lambda x: flower(x, 0, 1.1, CORAL), 240)),
        bed(700, 740, 240, PETROL, link, row(lambda x: sprout(x, 0, 0.9, LEAF), 240)),
        bed(1210, 760, 240, HONEY, young, row(lambda x: flower(x, 0, 1.1, SUN), 240)),
        person(
            HELGA,
            520,
            860,
            1.7,
            STAND.but(turn=0.6, right_hand=(44, -100), left_hand=(12, -98)),
            held=watering_can(44, -84, 0.62),
        ),
        person(
            JONAS,
            1085,
            850,
            1.7,
            HOLD.but(turn=0.4, right_hand=(26, -112), left_hand=(20, -86)),
            held=spade(26, -30, 0.85),
        ),
        bed(380, 985, 260, LEAF, home, row(lambda x: sprout(x, 0, 1, FRESH), 260)),
        bed(1050, 985, 260, TEAL, bus, row(lambda x: flower(x, 0, 1.1, PAPER), 260)),
        wheeler(SAMUEL, 180, 1010, S, SIT.but(right_hand=(52, -88)), held=sprout(52, -84, 0.5)),
        person(
            FINN,
            800,
            1010,
            S,
            STAND.but(turn=0.3, right_hand=(40, -110)),
            held=watering_can(40, -96, 0.8, CORAL),
        ),
        person(AMIRA, 1440, 1010, S, REACH, flip=True),
    ]


FRESH = "#7fb069"
