"""Directory pictures: sport, culture, young people, nature."""

from ..cast import (
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
    LIN,
    MARTA,
    MILA,
    NOOR,
    OLENA,
    SAMUEL,
    THEO,
    TODDLER,
    ZOE,
)
from ..furniture import big_window, room, rug, shelf, sofa
from ..nature import cloud, fir, landscape, meadow, poplar, sun, tree
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
    MOSS,
    PAPER,
    PEACH,
    PETROL,
    PLUM,
    SKY,
    STEEL,
    STONE,
    SUN,
    TEAL,
    WATER,
    WOOD,
    darker,
    mix,
)
from ..people import CHEER, HOLD, KNEEL, POINT, REACH, RUN, SIT, STAND, person
from ..stage import CARD, scene, sitter, wheeler
from ..svg import circle, ellipse, group, line, path, polygon, rect, stroke
from ..things import ball, book, dog, guitar, heart, note_sign, paper, pram, trumpet
from ..town import far_town

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
