"""Pictures for the fields of action."""

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
    NOOR,
    OLENA,
    PAUL,
    SAMUEL,
    THEO,
    TODDLER,
    ZOE,
)
from ..furniture import table
from ..heads import head
from ..nature import birds, bush, cloud, fir, flower, landscape, meadow, poplar, sprout, sun, tree
from ..palette import (
    BARK,
    CORAL,
    CREAM,
    DEEP,
    LEAF,
    MOSS,
    PAPER,
    PETROL,
    SAGE,
    SKY,
    STEEL,
    STONE,
    SUN,
    TEAL,
    WOOD,
    mix,
)
from ..people import KNEEL, REACH, SIT, STAND, WALK, WAVE_LEFT, person
from ..stage import scene, sitter, wheeler
from ..svg import circle, ellipse, group, line, path, rect, stroke
from ..things import bread, cake, cup, heart
from ..tools import watering_can
from ..town import bunting, far_town, old_town, window
from ..vehicles import bicycle, minibus, suitcase

S = 2.05


@scene("feld-begegnung")
def begegnung() -> list[str]:
    """One long table under the trees."""
    cloth = path(
        "M190 770H1410L1440 940Q1400 966 1360 940T1280 940T1200 940T1120 940T1040 940"
        "T960 940T880 940T800 940T720 940T640 940T560 940T480 940T400 940T320 940T240 940"
        "T160 940z",
        PAPER,
    )
    return [
        landscape(1600, "#fdf0d8", 540, 1100),
        sun(300, 210, 80),
        cloud(820, 150),
        far_town(520, 620, 1),
        tree(110, 760, 1.9),
        tree(1480, 760, 2, MOSS),
        bunting(-20, 300, 800, 350, 90, 13),
        bunting(800, 350, 1620, 290, 90, 13),
        person(HELGA, 330, 975, S, STAND.but(turn=0.4, right_hand=(44, -110), mood="laugh")),
        person(SAMUEL, 510, 970, S, STAND.but(turn=-0.4, left_hand=(-36, -116))),
        person(OLENA, 690, 970, S, STAND.but(left_hand=(-30, -108), right_hand=(34, -120), mood="laugh")),
        person(
            KARL,
            880,
            975,
            S,
            STAND.but(turn=0.5, right_hand=(40, -170), left_hand=(-10, -110), mood="laugh"),
            held=cup(44, -166, 0.5, CORAL, steam=False),
        ),
        person(AMIRA, 1070, 970, S, STAND.but(turn=-0.4, left_hand=(-40, -150), right_hand=(26, -108))),
        person(BEN, 1250, 975, S, STAND.but(turn=-0.4, left_hand=(-40, -114), mood="laugh")),
        table(180, 1010, 1240, 250),
        cloth,
        cake(430, 775, 0.8),
        cup(560, 778, 0.9, CORAL),
        bread(790, 776, 0.9),
        cup(640, 778, 0.9, TEAL),
        cake(990, 775, 0.75),
        cup(1130, 778, 0.9, SUN),
        flower(890, 776, 1.4, CORAL),
        flower(910, 776, 1.1, SUN),
        cup(1290, 778, 0.9, PETROL),
        wheeler(GRACE, 150, 1010, S, SIT.but(right_hand=(54, -124), mood="laugh")),
        sitter(ELIAS, 1440, 1010, 2.4, SIT.but(right_hand=(50, -124), mood="laugh"), colour=TEAL, flip=True),
        meadow(5, 300, 1300, 1020, 1050, 9, LEAF),
    ]


@scene("feld-vernetzung")
def vernetzung() -> list[str]:
    """A net of yarn: everybody holds one end."""
    hands = [(250, 690), (480, 610), (800, 570), (1120, 610), (1350, 690), (1080, 830), (520, 830)]
    pairs = [(0, 2), (0, 3), (1, 4), (1, 3), (2, 4), (2, 5), (2, 6), (0, 5), (6, 4), (1, 5), (3, 6), (0, 4)]
    yarn = "".join(
        line([hands[a], hands[b]], (CORAL, SUN, PETROL)[k % 3], 5) for k, (a, b) in enumerate(pairs)
    )
    return [
        landscape(1600, SKY, 460, 1100),
        sun(1300, 180, 76),
        cloud(260, 160),
        cloud(860, 120, 0.9),
        old_town(480, 560, 0.62),
        tree(170, 600, 1),
        tree(1430, 600, 1.1, MOSS),
        poplar(330, 590, 0.8),
        rect(0, 700, 1600, 400, mix(SAGE, MOSS, 0.5)),
        meadow(17, 30, 1570, 720, 1050, 24, LEAF),
        person(PAUL, 800, 800, 1.75, STAND.but(left_hand=(-20, -132), right_hand=(20, -132), mood="laugh")),
        person(NOOR, 450, 850, 1.8, STAND.but(turn=0.4, right_hand=(18, -132), left_hand=(0, -128))),
        person(JONAS, 1150, 850, 1.8, STAND.but(turn=-0.4, left_hand=(-18, -132), right_hand=(0, -128))),
        yarn,
        *(circle(x, y, 13, SUN) for x, y in hands),
        person(
            AMIRA, 185, 960, S, STAND.but(turn=0.8, right_hand=(34, -132), left_hand=(24, -126), mood="laugh")
        ),
        person(
            HELGA,
            1415,
            960,
            S,
            STAND.but(turn=0.8, right_hand=(34, -132), left_hand=(24, -126), mood="laugh"),
            flip=True,
        ),
        wheeler(SAMUEL, 440, 1030, S, SIT.but(right_hand=(38, -98), left_hand=(34, -94))),
        person(
            AYLA,
            1150,
            1030,
            S,
            STAND.but(turn=0.6, right_hand=(50, -150), left_hand=(34, -140), mood="laugh"),
            flip=True,
        ),
        group(
            circle(0, 0, 44, CORAL),
            stroke("M-36-20Q0-6 30-30M-42 4Q0 20 40-6M-30 30Q4 36 36 16", "#a83a24", 4),
            x=800,
            y=990,
        ),
        stroke("M836 1010Q980 1070 1080 1010", CORAL, 5),
    ]


@scene("feld-nachwuchs")
def nachwuchs() -> list[str]:
    """What one generation planted, the next one waters."""
    rail = "".join(
        group(line([(0, 0), (0, -90)], PAPER, 14), path("M-9-88L0-102L9-88z", PAPER), x=x, y=770)
        for x in range(20, 1600, 54)
    )
    return [
        landscape(1600, "#fdf0d8", 540, 1100),
        sun(820, 250, 96),
        cloud(330, 170),
        cloud(1290, 200, 1.1),
        old_town(850, 640, 0.6),
        rail,
        line([(0, 712), (1600, 712)], PAPER, 12),
        line([(0, 748), (1600, 748)], PAPER, 12),
        tree(240, 880, 3.1),
        ellipse(810, 935, 130, 26, "#7a573e"),
        group(
            line([(0, 0), (0, -190)], BARK, 9),
            line([(36, 10), (36, -130)], WOOD, 8),
            line([(0, -96), (36, -90)], CORAL, 5),
            circle(0, -210, 52, LEAF),
            circle(-32, -180, 32, MOSS),
            circle(34, -184, 34, mix(LEAF, SUN, 0.16)),
            x=800,
            y=935,
        ),
        person(
            THEO, 672, 965, S, REACH.but(right_hand=(58, -112), left_hand=(44, -100), mood="laugh"), held=""
        ),
        person(
            BEN,
            1030,
            985,
            S,
            REACH.but(right_hand=(48, -112), left_hand=(40, -104), mood="laugh"),
            held=watering_can(60, -90, 0.75),
            flip=True,
        ),
        person(
            AYLA,
            1210,
            1005,
            S,
            STAND.but(turn=0.4, left_hand=(-4, -110), right_hand=(10, -110)),
            held=sprout(2, -106, 0.7),
            flip=True,
        ),
        person(HELGA, 380, 1010, S, STAND.but(turn=0.5, right_hand=(40, -140))),
        wheeler(ZOE, 1420, 1010, S, SIT.but(right_hand=(50, -150), mood="laugh"), flip=True),
        person(ELIAS, 575, 1035, S, KNEEL.but(mood="laugh")),
        meadow(30, 30, 1570, 960, 1050, 14, LEAF),
    ]


@scene("feld-ankommen")
def ankommen() -> list[str]:
    """Somebody opens the door, and there is bread."""
    home = group(
        rect(0, -470, 520, 470, CREAM),
        path("M-40-460L260-700L560-460z", CORAL),
        circle(260, -560, 34, PAPER),
        circle(260, -560, 26, TEAL),
        window(60, -400, 80, 100, TEAL, box=True),
        window(380, -400, 80, 100, TEAL, box=True),
        window(60, -210, 80, 100, TEAL, box=True),
        path("M196 0V-240A64 64 0 0 1 324-240V0z", DEEP),
        path("M208 0V-236A52 52 0 0 1 312-236V0z", SUN),
        heart(260, -316, 1.1, CORAL),
        rect(370, -250, 110, 150, SAGE, 8),
        x=990,
        y=850,
    )
    return [
        landscape(1600, SKY, 560, 1100),
        sun(270, 220, 84),
        cloud(620, 180),
        birds(760, 260),
        far_town(130, 640, 1),
        tree(120, 790, 1.3),
        fir(860, 790, 1.1),
        home,
        path("M1180 850H1330L1100 1100H700z", "#e6d4b4"),
        bush(1480, 860, 1.2),
        bush(1010, 860, 0.9),
        person(
            MARTA,
            1240,
            880,
            1.95,
            STAND.but(turn=-0.5, left_hand=(-48, -140), right_hand=(30, -92), mood="laugh"),
        ),
        person(
            KARL.wearing(gear=""),
            1060,
            940,
            S,
            STAND.but(turn=0.8, right_hand=(44, -112), left_hand=(34, -108), mood="laugh"),
            held=bread(44, -108, 0.5),
            flip=True,
        ),
        person(FINN, 1390, 950, S, WAVE_LEFT),
        person(
            EMRE,
            370,
            990,
            S,
            WALK.but(left_hand=(-30, -82), right_hand=(44, -136)),
            behind=suitcase(-34, -2, 0.72, CORAL),
        ),
        person(
            AMIRA, 560, 985, S, STAND.but(turn=0.6, right_hand=(48, -130), left_hand=(-8, -92), mood="laugh")
        ),
        person(AYLA, 730, 1005, S, WALK.but(right_hand=(36, -150), mood="laugh"), held=""),
        person(TODDLER, 860, 1020, S, STAND.but(turn=0.5, right_hand=(36, -140), mood="laugh")),
        suitcase(210, 1010, 1.2, PETROL),
        suitcase(250, 905, 0.7, SUN),
        meadow(13, 30, 500, 920, 1050, 7, LEAF),
    ]


@scene("feld-mobilitaet")
def mobilitaet() -> list[str]:
    """The citizens' bus stops where people live."""

    riders = (
        group(head("#efbf9b", "bun", "#a9adb0", glasses=True), x=100, y=-196, scale=1.5)
        + group(head("#8f5b3b", "curls", "#231b1c", mood="laugh"), x=236, y=-196, scale=1.5)
        + group(head("#f6d3b3", "short", "#5d3a26", turn=0.6), x=474, y=-200, scale=1.4)
    )
    stop = group(
        line([(0, 0), (0, -330)], STEEL, 12),
        circle(0, -360, 54, PETROL),
        group(
            rect(-28, -24, 56, 38, PAPER, 7),
            rect(-22, -17, 44, 14, PETROL, 3),
            circle(-14, 16, 7, PAPER),
            circle(14, 16, 7, PAPER),
            y=-358,
        ),
        rect(-44, -280, 88, 110, PAPER, 6),
        *(line([(-30, -258 + k * 22), (30, -258 + k * 22)], STONE, 6) for k in range(4)),
        x=1020,
        y=860,
    )
    return [
        landscape(1600, SKY, 500, 1100),
        sun(1330, 200, 80),
        cloud(300, 160, 1.1),
        cloud(900, 130, 0.9),
        old_town(60, 600, 0.5),
        far_town(960, 590, 0.7),
        poplar(700, 610, 0.9),
        poplar(760, 615, 0.75),
        tree(1480, 690, 1.2, MOSS),
        stroke("M600 600C900 640 700 700 1000 720S1400 740 1700 800", "#e9dcc0", 40),
        rect(0, 830, 1600, 110, "#e9dcc0"),
        rect(0, 900, 1600, 200, "#7c8b8e"),
        line([(0, 1010), (1600, 1010)], PAPER, 9, stroke_dasharray="70 60"),
        stop,
        person(
            THEO,
            1110,
            890,
            1.9,
            STAND.but(turn=0.5, right_hand=(30, -92)),
            held=line([(30, -90), (34, -2)], BARK, 5),
            flip=True,
        ),
        person(NOOR, 1230, 890, 1.9, STAND.but(turn=0.6, right_hand=(44, -168), mood="laugh"), flip=True),
        minibus(60, 960, 1.18, SUN, riders),
        wheeler(
            OLENA.wearing(garment="shirt"),
            890,
            925,
            1.95,
            SIT.but(right_hand=(50, -140), mood="laugh"),
            flip=True,
        ),
        group(
            person(
                LENA.wearing(gear="helmet", gear_colour=CORAL),
                0,
                0,
                1.9,
                SIT.but(
                    hip=(-18, -92),
                    lean=14,
                    left_foot=(16, -34),
                    right_foot=(-4, -18),
                    right_hand=(36, -96),
                    left_hand=(34, -98),
                ),
            ),
            x=1420,
            y=1050,
        ),
        bicycle(1420, 1050, 1.04, CORAL),
    ]
