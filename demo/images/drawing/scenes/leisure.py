"""Directory pictures: sport, culture, young people, nature."""

from ..cast import (
    AYLA,
    BEN,
    ELIAS,
    FINN,
    GRACE,
    JONAS,
    KARL,
    LENA,
    LIN,
    MARTA,
    MILA,
    NOOR,
    OLENA,
    SAMUEL,
    TODDLER,
    ZOE,
)
from ..fittings import big_window, rug, shelf
from ..furniture import room, sofa
from ..nature import cloud, fir, landscape, sun, tree
from ..palette import (
    BARK,
    BLUSH,
    BRICK,
    CORAL,
    CREAM,
    DEEP,
    FOREST,
    GREY,
    HONEY,
    INK,
    LEAF,
    PAPER,
    PEACH,
    PETROL,
    PLUM,
    SKY,
    STEEL,
    STONE,
    SUN,
    TEAL,
    WOOD,
    darker,
    mix,
)
from ..people import CHEER, HOLD, KNEEL, POINT, SIT, STAND, person
from ..stage import CARD, scene, sitter, wheeler
from ..svg import circle, ellipse, group, line, path, polygon, rect, stroke
from ..things import heart
from ..tools import book, paper
from ..town import far_town
from ..vehicles import guitar, note_sign, pram, trumpet

S = 1.95


@scene("musik", CARD)
def musik() -> list[str]:
    steps = rect(120, 690, 960, 60, WOOD, 6) + rect(60, 750, 1080, 70, darker(WOOD, 0.12), 6)
    notes = (
        note_sign(150, 250, 1.6, CORAL)
        + note_sign(330, 150, 1.2, PETROL)
        + note_sign(880, 160, 1.5, SUN)
        + note_sign(1040, 260, 1.2, LEAF)
        + note_sign(600, 110, 1.1, CORAL)
    )
    song = STAND.but(left_hand=(-12, -116), right_hand=(12, -116), mood="laugh")
    return [
        room(1200, 900, "#fbeed6", STONE, 780),
        circle(600, 420, 420, CREAM),
        notes,
        rect(0, 800, 1200, 100, STONE),
        person(KARL.wearing(gear=""), 330, 690, 1.75, song, held=paper(-24, -140, 48, 34, 0, CORAL)),
        person(AMIRA_SINGS, 510, 690, 1.75, song, held=paper(-24, -140, 48, 34, 0, SUN)),
        person(SAMUEL, 690, 690, 1.75, song, held=paper(-24, -140, 48, 34, 0, TEAL)),
        person(OLENA, 870, 690, 1.75, song, held=paper(-24, -140, 48, 34, 0, CORAL)),
        steps,
        person(
            JONAS,
            230,
            830,
            S,
            HOLD.but(left_hand=(-26, -106), right_hand=(48, -126), mood="laugh"),
            held=guitar(1.1, -22, 0, -104),
        ),
        person(ELIAS, 430, 860, S, song, held=paper(-20, -130, 40, 26, 0, PETROL)),
        wheeler(
            LIN,
            640,
            850,
            S,
            SIT.but(right_hand=(36, -138), left_hand=(26, -134)),
            held=trumpet(22, -140, 0.9, -8),
        ),
        person(
            GRACE,
            880,
            835,
            S,
            STAND.but(turn=-0.3, left_hand=(-46, -164), right_hand=(44, -170), mood="laugh"),
            held=line([(-46, -164), (-58, -190)], CREAM, 3),
        ),
        person(MILA, 1060, 855, S, song),
    ]


AMIRA_SINGS = NOOR.wearing(top=PETROL)


@scene("kultur", CARD)
def kultur() -> list[str]:
    drape = "".join(
        path(
            f"M{x} 60Q{x + 30} 400 {x + 6} 690H{x + 58}Q{x + 66} 400 {x + 56} 60z", CORAL if k % 2 else BRICK
        )
        for k, x in enumerate((60, 108, 156))
    )
    valance = "".join(
        path(f"M{k * 108 + 60} 50h108v50a54 40 0 0 1-108 0z", CORAL if k % 2 else BRICK) for k in range(10)
    )
    moon = circle(860, 220, 60, CREAM) + circle(884, 206, 52, "#1d5563")
    crown = path("M-16-6L-18-24L-8-14L0-28L8-14L18-24L16-6z", SUN)
    dragon = group(
        stroke("M-70 0Q-20-110 60-110", LEAF, 84),
        line([(70, -110), (70, -210)], LEAF, 74),
        stroke("M70-214H160", LEAF, 66),
        *(
            polygon([(x, y), (x - 34, y - 14), (x - 6, y + 34)], SUN, 4)
            for x, y in ((-84, -60), (-34, -124), (28, -176), (38, -240))
        ),
        circle(88, -232, 12, PAPER),
        circle(91, -232, 6, INK),
        circle(176, -224, 5, FOREST),
        line([(122, -194), (186, -194)], FOREST, 5),
        path("M192-206C250-236 236-206 280-216C250-196 264-190 232-180C216-178 204-188 192-206z", SUN),
        path("M192-204C226-216 222-202 244-206C228-194 222-188 192-204z", CORAL),
    )
    return [
        rect(0, 0, 1200, 900, DEEP),
        rect(90, 60, 1020, 640, "#1d5563"),
        moon,
        *(
            circle(x, y, 4, CREAM)
            for x, y in ((350, 180), (460, 260), (560, 160), (700, 280), (960, 320), (640, 130))
        ),
        path("M90 560Q300 440 520 540T900 500T1110 560V700H90z", "#2f7a6f"),
        group(far_town(0, 0, 0.8, "#134452"), x=380, y=560),
        fir(300, 640, 0.9),
        fir(930, 640, 1),
        group(dragon, x=960, y=700, scale=0.95, flip=True),
        rect(40, 690, 1120, 90, WOOD),
        rect(40, 690, 1120, 16, "#dcb07e"),
        person(
            NOOR,
            400,
            720,
            1.85,
            STAND.but(turn=0.5, right_hand=(50, -156), left_hand=(-34, -120), mood="laugh"),
            held=group(crown, x=5, y=-183),
        ),
        person(
            FINN.wearing(garment="coat", top=TEAL),
            540,
            735,
            1.85,
            POINT.but(right_hand=(56, -140), mood="laugh"),
            held=line([(56, -140), (104, -170)], STONE, 6) + line([(56, -152), (72, -134)], SUN, 6),
        ),
        drape,
        group(drape, x=1200, flip=True),
        valance,
        rect(0, 780, 1200, 120, "#0b2f39"),
        *(
            circle(x, 900, 62, c) + circle(x, 822, 34, h)
            for x, c, h in (
                (120, CORAL, "#5d3a26"),
                (270, SUN, "#231b1c"),
                (430, LEAF, "#e6e2da"),
                (590, PEACH, "#d9a648"),
                (750, TEAL, TEAL),
                (910, PLUM, "#a9adb0"),
                (1070, HONEY, "#a9502b"),
            )
        ),
    ]


@scene("jugend", CARD)
def jugend() -> list[str]:
    tag = (
        path(
            "M0 40Q40-60 90 20T180 0T280 30T400-10",
            "none",
            stroke=SUN,
            stroke_width=26,
            stroke_linecap="round",
        )
        + path("M30 80Q120 40 210 84T390 60", "none", stroke=CORAL, stroke_width=18, stroke_linecap="round")
        + heart(470, 50, 2.4, PAPER)
    )
    board_ = rect(-52, -16, 104, 10, CORAL, 5) + circle(-34, -2, 7, INK) + circle(34, -2, 7, INK)
    boombox = (
        rect(-80, -90, 160, 90, PETROL, 12)
        + circle(-42, -42, 30, STEEL)
        + circle(42, -42, 30, STEEL)
        + circle(-42, -42, 14, SUN)
        + circle(42, -42, 14, SUN)
        + stroke("M-50-90v-22h100v22", PETROL, 9)
    )
    bricks = "".join(
        rect(x + (r % 2) * 45, 330 + r * 34, 84, 28, darker(PEACH, 0.07), 4)
        for r in range(9)
        for x in range(-60, 1260, 90)
        if (x // 90 * 7 + r * 5) % 4 == 0
    )
    return [
        landscape(1200, SKY, 300, 900),
        sun(1010, 120, 60),
        cloud(300, 100),
        far_town(420, 340, 0.8),
        tree(110, 360, 1),
        rect(0, 320, 1200, 320, PEACH),
        bricks,
        rect(0, 306, 1200, 24, BRICK),
        group(tag, x=110, y=430),
        rect(0, 640, 1200, 260, "#d6cdbd"),
        path("M780 640Q980 640 1200 470V640z", mix(GREY, PAPER, 0.35)),
        path("M780 640Q980 640 1200 470L1200 486Q980 656 780 648z", GREY),
        group(
            person(
                ZOE,
                0,
                -14,
                S,
                STAND.but(
                    turn=0.8,
                    hip=(0, -76),
                    lean=8,
                    left_hand=(-44, -150),
                    right_hand=(50, -140),
                    left_foot=(-26, -3),
                    right_foot=(26, -3),
                    mood="laugh",
                ),
            ),
            group(board_, scale=S),
            x=1010,
            y=700,
            turn=-14,
        ),
        group(boombox, x=180, y=840),
        sitter(
            BEN,
            380,
            845,
            S,
            SIT.but(right_hand=(40, -110), left_hand=(30, -100)),
            colour=SUN,
            held=paper(30, -126, 34, 22, -8, INK),
        ),
        person(IDA_JUMPS, 720, 780, S, CHEER.but(left_foot=(-26, -16), right_foot=(20, -8))),
        wheeler(
            AYLA.wearing(size=0.88, head_size=1.1), 560, 860, S, SIT.but(right_hand=(50, -150), mood="laugh")
        ),
    ]


IDA_JUMPS = LENA.wearing(top=CORAL, garment="hoodie", size=0.9)


@scene("familie", CARD)
def familie() -> list[str]:
    blocks = "".join(
        rect(x, y, 46, 46, c, 6)
        for x, y, c in (
            (0, -46, CORAL),
            (50, -46, SUN),
            (100, -46, PETROL),
            (26, -94, LEAF),
            (76, -94, TEAL),
            (50, -142, CORAL),
        )
    )
    mobile = (
        line([(0, 0), (0, 70)], INK, 3)
        + line([(-90, 70), (90, 70)], BARK, 6)
        + "".join(
            line([(x, 70), (x, 70 + d)], INK, 2.5) + part
            for x, d, part in (
                (-84, 60, circle(-84, 150, 22, SUN)),
                (0, 90, heart(0, 178, 1.1)),
                (84, 60, circle(84, 150, 22, TEAL)),
            )
        )
    )
    return [
        room(1200, 900, BLUSH, STONE, 660),
        big_window(90, 110, 320, 290, curtain=SUN),
        group(mobile, x=620, y=0),
        shelf(990, 670, 180, 3, 120, seed=5),
        rug(600, 790, 460, 80, "#9cc4c0"),
        sofa(440, 700, 480, PETROL),
        person(
            MARTA,
            610,
            705,
            1.75,
            SIT.but(hip=(0, -62), right_hand=(46, -96), left_hand=(30, -90)),
            held=book(48, -110, 0.5, CORAL),
        ),
        person(TODDLER, 790, 640, 1.85, SIT.but(mood="laugh", hip=(0, -46)), flip=True),
        group(blocks, x=560, y=840),
        person(ELIAS, 470, 850, S, KNEEL.but(right_hand=(44, -80), left_hand=(36, -76), mood="laugh")),
        person(
            FINN.wearing(size=0.5, head_size=1.6, top=CORAL),
            790,
            845,
            S,
            KNEEL.but(right_hand=(44, -90), mood="laugh"),
            flip=True,
        ),
        pram(250, 850, 1, PETROL),
        person(JONAS, 125, 850, S, STAND.but(turn=0.7, right_hand=(20, -96), left_hand=(4, -100))),
        person(
            NOOR,
            1030,
            850,
            S,
            STAND.but(turn=-0.4, left_hand=(-24, -104), right_hand=(12, -104)),
            held=group(ellipse(-4, -116, 26, 15, CREAM), circle(-22, -124, 12, "#8f5b3b")),
        ),
    ]
