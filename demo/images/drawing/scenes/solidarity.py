"""Directory pictures: neighbours, help, arriving, believing, deciding."""

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
    LIN,
    MILA,
    NOOR,
    OLENA,
    PAUL,
    SAMUEL,
    THEO,
    ZOE,
)
from ..furniture import (
    big_window,
    board,
    clock,
    counter,
    lamp,
    picture_frame,
    room,
    round_table,
    rug,
    shelf,
    table,
)
from ..nature import bush, cloud, landscape, pot_plant, sun, tree
from ..palette import (
    BARK,
    BLUSH,
    BRICK,
    CORAL,
    CREAM,
    DEEP,
    GREY,
    INK,
    LEAF,
    MIST,
    MOSS,
    PAPER,
    PEACH,
    PETROL,
    PLUM,
    SAGE,
    SKY,
    STEEL,
    STONE,
    SUN,
    TEAL,
    WOOD,
    darker,
    lighter,
    mix,
)
from ..people import CHEER, HOLD, SIT, STAND, WAVE, person
from ..stage import CARD, scene, sitter, wheeler
from ..svg import circle, ellipse, group, line, path, polygon, rect, stroke
from ..things import (
    basket,
    book,
    box,
    bread,
    bubble,
    cake,
    candle,
    check,
    crate,
    cup,
    heart,
    laptop,
    vegetables,
    written,
)
from ..town import house, old_town, window

S = 1.95


@scene("nachbarschaft", CARD)
def nachbarschaft() -> list[str]:
    front = rect(560, 0, 640, 730, CREAM) + line([(560, 0), (560, 730)], darker(CREAM, 0.1), 8)
    entrance = (
        path("M760 730V380A110 110 0 0 1 980 380V730z", PAPER)
        + path("M782 730V386A88 88 0 0 1 958 386V730z", DEEP)
        + rect(730, 726, 280, 26, STONE, 6)
        + rect(700, 750, 340, 30, darker(STONE, 0.1), 6)
    )
    return [
        landscape(1200, SKY, 420, 900),
        sun(140, 150, 62),
        cloud(360, 170, 0.9),
        house(-40, 640, 170, 180, BLUSH, PETROL, box=True),
        house(180, 620, 150, 150, lighter(SUN, 0.4), CORAL, beams=True),
        house(370, 630, 150, 190, mix(TEAL, PAPER, 0.4), DEEP, box=True),
        rect(0, 720, 1200, 180, "#e4d8c2"),
        front,
        group(window(0, 0, 110, 130, TEAL, box=True), x=600, y=180),
        group(window(0, 0, 110, 130, TEAL, box=True), x=1050, y=180),
        group(window(0, 0, 110, 130, TEAL, box=True), x=1050, y=460),
        entrance,
        person(
            HELGA,
            870,
            756,
            1.85,
            STAND.but(turn=-0.5, left_hand=(-52, -120), right_hand=(26, -92), mood="laugh"),
        ),
        pot_plant(1090, 780, 1, CORAL),
        bush(640, 760, 0.8),
        person(
            SAMUEL,
            640,
            850,
            S,
            STAND.but(turn=0.7, right_hand=(46, -110), left_hand=(34, -100), mood="laugh"),
            held=basket(46, -62, 0.62),
        ),
        person(
            AYLA,
            430,
            860,
            S,
            STAND.but(turn=0.6, right_hand=(42, -120), left_hand=(20, -96)),
            held=bread(34, -108, 0.5),
        ),
        wheeler(JONAS, 210, 850, S, SIT.but(right_hand=(48, -150), mood="laugh")),
    ]


@scene("integration", CARD)
def integration() -> list[str]:
    def squiggle(d: str, colour: str) -> str:
        return stroke(d, colour, 8)

    words = (
        bubble(300, 330, 190, 110, CORAL, inside=squiggle("M-50 6Q-36-26-22 6T6 6T34 6T54-8", PAPER))
        + bubble(580, 290, 180, 110, SUN, inside=heart(0, 8, 1.7, PAPER))
        + bubble(
            930,
            350,
            190,
            110,
            PETROL,
            left=False,
            inside=squiggle("M54-10H-10Q-50-10-50 14M20 20h4M36 20h4M-20-30v20", PAPER),
        )
        + bubble(
            420,
            190,
            150,
            90,
            LEAF,
            inside=squiggle("M-36 16L-16-20L4 16M-28 4H-4M20-20V16M20 0Q44-8 42 16", PAPER),
        )
    )
    return [
        room(1200, 900, "#f9ead0", STONE, 740),
        words,
        big_window(30, 430, 180, 200),
        person(
            AMIRA,
            420,
            760,
            S,
            STAND.but(turn=0.3, right_hand=(38, -112), left_hand=(-26, -104), mood="laugh"),
        ),
        person(JONAS, 610, 755, S, STAND.but(left_hand=(-30, -104), right_hand=(40, -150), mood="laugh")),
        person(LIN, 800, 760, S, STAND.but(turn=-0.4, left_hand=(-34, -112))),
        round_table(610, 850, 360, 200),
        book(500, 650, 0.8, CORAL),
        cup(610, 690, 0.9, TEAL),
        cup(760, 660, 0.8, SUN),
        group(rect(-30, -20, 60, 40, PAPER, 4), circle(0, 0, 12, SUN), x=690, y=680, turn=-8),
        wheeler(OLENA.wearing(garment="shirt"), 180, 860, S, SIT.but(right_hand=(52, -120), mood="laugh")),
        sitter(EMRE, 1030, 860, S, SIT.but(right_hand=(54, -122), mood="laugh"), colour=PETROL, flip=True),
        pot_plant(1150, 770, 1.1, CORAL),
    ]


@scene("senioren", CARD)
def senioren() -> list[str]:
    cards = "".join(
        group(rect(-14, -20, 28, 40, PAPER, 3), heart(0, 4, 0.4, c), x=x, y=660, turn=a)
        for x, a, c in ((560, -14, CORAL), (590, 0, CORAL), (620, 14, CORAL))
    )
    hand = group(*(group(rect(-7, -26, 14, 24, PAPER, 2), turn=a) for a in (-24, 0, 24)), x=48, y=-112)
    return [
        room(1200, 900, "#e6efec", STONE, 720),
        big_window(380, 80, 440, 300, curtain=CORAL),
        picture_frame(130, 190, 130, 110),
        clock(990, 210, 58),
        lamp(170, 10, SUN, glow=False),
        person(
            GRACE,
            330,
            760,
            S,
            STAND.but(turn=0.4, right_hand=(40, -130), left_hand=(-10, -104), mood="laugh"),
            held=group(
                path("M-20-28H20L24 6H-24z", PETROL),
                stroke("M22-20q18 4 2 22", PETROL, 5),
                line([(-22, -6), (-40, -24)], PETROL, 7),
                x=48,
                y=-118,
            ),
        ),
        person(
            PAUL.wearing(hair="#a9adb0", style="ring"),
            600,
            745,
            S,
            STAND.but(left_hand=(-30, -104), right_hand=(30, -104), mood="laugh"),
        ),
        person(
            AMIRA.wearing(top=PLUM),
            800,
            755,
            S,
            STAND.but(turn=-0.3, left_hand=(-30, -106), right_hand=(26, -96)),
        ),
        round_table(600, 850, 370, 200),
        cards,
        cake(440, 668, 0.62),
        cup(740, 660, 0.85, CORAL),
        cup(520, 700, 0.85, SUN),
        cup(840, 690, 0.8, PETROL),
        wheeler(
            HELGA, 170, 860, S, SIT.but(right_hand=(48, -112), left_hand=(40, -104), mood="laugh"), held=hand
        ),
        sitter(
            KARL,
            1040,
            860,
            S,
            SIT.but(right_hand=(48, -112), left_hand=(40, -104)),
            held=hand,
            colour=LEAF,
            flip=True,
        ),
        pot_plant(1140, 740, 1.2, SUN),
    ]


@scene("technik", CARD)
def technik() -> list[str]:
    phone = group(rect(-13, -24, 26, 46, INK, 5), rect(-10, -20, 20, 36, MIST, 2), x=52, y=-124, turn=8)
    iron = line([(0, 0), (44, 22)], CORAL, 10) + line([(44, 22), (64, 32)], STEEL, 5)
    radio = (
        rect(-80, -84, 160, 84, SUN, 10)
        + circle(-38, -42, 27, CREAM)
        + circle(-38, -42, 13, DEEP)
        + rect(10, -66, 52, 18, CREAM, 4)
        + circle(22, -26, 8, CORAL)
        + circle(48, -26, 8, CORAL)
    )
    return [
        room(1200, 900, "#e4eeee", STONE, 740),
        shelf(40, 750, 220, 3, 140, seed=6),
        board(430, 80, 440, 230, PAPER, WOOD),
        group(
            rect(-40, -76, 80, 152, INK, 14),
            rect(-32, -62, 64, 120, MIST, 4),
            check(0, -10, 24),
            x=560,
            y=195,
            turn=0,
        ),
        group(written(170, 3, STONE, 44, 13), x=740, y=195),
        lamp(330, 40, PETROL, glow=False),
        lamp(960, 40, PETROL, glow=False),
        person(EMRE, 400, 770, S, HOLD.but(turn=0.4, right_hand=(42, -112), left_hand=(24, -104))),
        person(
            MILA_HELPS, 610, 770, S, STAND.but(left_hand=(-26, -110), right_hand=(30, -110), mood="laugh")
        ),
        person(KARL, 830, 770, S, STAND.but(turn=-0.4, left_hand=(-34, -112), right_hand=(-10, -104))),
        table(240, 860, 740, 220),
        group(radio, x=400, y=642),
        group(iron, x=500, y=590),
        laptop(640, 642, 0.62, back=True),
        group(rect(-20, -34, 40, 68, INK, 7), rect(-15, -28, 30, 52, MIST, 2), x=800, y=610, turn=-10),
        cup(900, 640, 0.9, CORAL),
        wheeler(ZOE, 150, 860, S, SIT.but(right_hand=(52, -118))),
        person(
            HELGA,
            1080,
            850,
            S,
            STAND.but(turn=0.5, right_hand=(46, -118), left_hand=(36, -104), mood="laugh"),
            held=phone,
            flip=True,
        ),
    ]


MILA_HELPS = LENA.wearing(top=CORAL)


@scene("hilfe", CARD)
def hilfe() -> list[str]:
    colours = (CORAL, SUN, PETROL, LEAF, PEACH, TEAL, PLUM)
    clothes = "".join(path("M-34-4L-20-18H20L34-4L28 22L20 14V92H-20V14L-28 22z", c) for c in colours[:1])
    rack = (
        line([(0, 0), (420, 0)], STEEL, 9)
        + line([(10, 0), (10, 320)], STEEL, 9)
        + line([(410, 0), (410, 320)], STEEL, 9)
        + "".join(
            group(clothes.replace(CORAL, c), line([(0, -18), (0, -34)], STEEL, 4), x=48 + k * 54, y=34)
            for k, c in enumerate(colours)
        )
    )
    return [
        room(1200, 900, "#fbeed6", STONE, 720),
        group(rack, x=70, y=330),
        rect(760, 130, 380, 16, WOOD, 4),
        rect(760, 270, 380, 16, WOOD, 4),
        *(
            box(x, y, w, h, c, heart(0, 0, 0.7, PAPER))
            for x, y, w, h, c in (
                (830, 130, 110, 84, CORAL),
                (950, 130, 90, 60, SUN),
                (1060, 130, 100, 90, TEAL),
                (820, 270, 90, 70, LEAF),
                (930, 270, 110, 90, WOOD),
                (1060, 270, 110, 64, PEACH),
            )
        ),
        person(
            OLENA, 480, 780, S, STAND.but(turn=0.5, right_hand=(44, -112), left_hand=(24, -104), mood="laugh")
        ),
        person(
            THEO, 890, 780, S, STAND.but(turn=-0.4, left_hand=(-36, -112), right_hand=(24, -92), mood="laugh")
        ),
        counter(420, 850, 640, 190, PETROL),
        crate(560, 650, 0.9, vegetables()),
        crate(760, 650, 0.9, bread(-26, -72, 0.6) + bread(30, -72, 0.6)),
        box(940, 652, 120, 80, WOOD, heart(0, 0, 0.9)),
        person(NOOR, 300, 845, S, STAND.but(turn=0.7, right_hand=(48, -120), left_hand=(36, -104))),
        person(ELIAS, 170, 860, S, WAVE),
        wheeler(
            BEN,
            1080,
            865,
            S,
            SIT.but(right_hand=(48, -128), mood="laugh"),
            held=box(40, -76, 40, 30, WOOD),
            flip=True,
        ),
    ]


@scene("glaube", CARD)
def glaube() -> list[str]:
    tints = (CORAL, SUN, TEAL, LEAF, PEACH, CREAM, SAGE)

    def stained(x: float, w: float, h: float, seed: int) -> str:
        name = f"glass-{seed}"
        arch = f"M0 {h}V{w / 2}A{w / 2} {w / 2} 0 0 1 {w} {w / 2}V{h}z"
        cell = w / 3
        panes = "".join(
            polygon(
                [
                    (c * cell, r * cell),
                    ((c + 1) * cell, r * cell),
                    (c * cell + (cell if (c + r) % 2 else 0), (r + 1) * cell),
                ],
                tints[(c * 3 + r * 2 + seed) % 7],
            )
            + polygon(
                [
                    ((c if (c + r) % 2 else c + 1) * cell, (r + (0 if (c + r) % 2 else 0)) * cell),
                    (c * cell, (r + 1) * cell),
                    ((c + 1) * cell, (r + 1) * cell),
                ],
                tints[(c + r * 5 + seed) % 7],
            )
            for r in range(int(h / cell) + 1)
            for c in range(3)
        )
        bars = (
            "".join(line([(0, r * cell), (w, r * cell)], DEEP, 5) for r in range(1, int(h / cell) + 1))
            + line([(cell, 0), (cell, h)], DEEP, 5)
            + line([(2 * cell, 0), (2 * cell, h)], DEEP, 5)
        )
        clip = f'<clipPath id="{name}"><path d="{arch}"/></clipPath>'
        return group(
            clip,
            group(rect(0, 0, w, h, SUN), panes, bars, clip_path=f"url(#{name})"),
            path(arch, "none", stroke=DEEP, stroke_width=14),
            x=x,
            y=330 - h * 0.5,
        )

    return [
        rect(0, 0, 1200, 900, "#3a5f66"),
        circle(600, 400, 480, SUN, opacity=0.1),
        stained(180, 190, 420, 1),
        stained(490, 220, 540, 2),
        stained(830, 190, 420, 4),
        path("M490 600L330 900H870L710 600z", SUN, opacity=0.12),
        rect(0, 690, 1200, 210, "#8b6a52"),
        ellipse(600, 810, 560, 80, "#a07a5e"),
        person(KARL.wearing(gear=""), 330, 770, S, HOLD, held=candle(0, -104, 0.45)),
        person(AMIRA, 510, 750, S, HOLD, held=candle(0, -104, 0.45)),
        person(SAMUEL, 690, 750, S, HOLD, held=candle(0, -104, 0.45)),
        person(HELGA, 870, 770, S, HOLD, held=candle(0, -104, 0.45)),
        wheeler(
            LIN, 170, 850, S, SIT.but(right_hand=(26, -92), left_hand=(20, -92)), held=candle(26, -94, 0.45)
        ),
        person(MILA, 1030, 850, S, HOLD, held=candle(0, -104, 0.5)),
        *(candle(x, y, 1) for x, y in ((500, 850), (560, 866), (620, 862), (680, 850))),
    ]


@scene("demokratie", CARD)
def demokratie() -> list[str]:
    vote = STAND.but(left_hand=(-26, -104), right_hand=(40, -186), mood="laugh")
    urn = (
        rect(-110, -150, 220, 150, PETROL, 12)
        + rect(-126, -166, 252, 30, DEEP, 8)
        + rect(-56, -158, 112, 12, INK, 6)
        + group(rect(-40, -70, 80, 60, PAPER, 4), line([(-22, -42), (-6, -26), (24, -60)], CORAL, 9), y=-166)
        + check(0, -68, 40, SUN)
    )
    return [
        room(1200, 900, BLUSH, STONE, 740),
        board(360, 60, 480, 270, PAPER, WOOD),
        *(
            rect(430 + k * 90, 280 - h, 56, h, c, 6)
            for k, (h, c) in enumerate(((90, TEAL), (150, CORAL), (120, SUN), (180, LEAF)))
        ),
        line([(410, 284), (790, 284)], INK, 6),
        bubble(190, 330, 170, 100, SUN, inside=written(90, 2, DEEP, 28, 9)),
        bubble(1000, 320, 170, 100, PETROL, left=False, inside=written(90, 2, PAPER, 28, 9)),
        person(NOOR, 340, 770, S, vote),
        person(PAUL, 510, 750, S, vote.but(right_hand=(30, -92))),
        person(AMIRA, 700, 750, S, vote),
        person(JONAS, 880, 770, S, vote.but(left_hand=(-40, -186), right_hand=(26, -104))),
        table(230, 860, 740, 210),
        group(urn, x=600, y=652),
        cup(380, 650, 0.9, CORAL),
        cup(850, 650, 0.9, TEAL),
        wheeler(ZOE, 130, 860, S, SIT.but(right_hand=(40, -158), mood="laugh")),
        person(THEO, 1080, 850, S, vote.but(turn=0.4), flip=True),
    ]


@scene("lesen", CARD)
def lesen() -> list[str]:
    dreams = (
        group(
            path(
                "M-110 10C-150 10-150-50-100-50C-100-120-10-140 20-96C70-150 170-120 160-60C210-60 210 10 150 10z",
                CREAM,
            ),
            x=560,
            y=190,
        )
        + group(
            rect(-20, -70, 40, 70, STONE),
            path("M-26-70L0-106L26-70z", CORAL),
            rect(20, -44, 34, 44, PEACH),
            path("M16-44L37-68L58-44z", PETROL),
            x=570,
            y=186,
        )
        + circle(520, 232, 16, CREAM)
        + circle(494, 274, 11, CREAM)
        + circle(484, 310, 7, CREAM)
    )
    return [
        room(1200, 900, "#e5efe6", STONE, 700),
        shelf(40, 720, 340, 4, 136, seed=2),
        shelf(820, 720, 340, 4, 136, seed=9),
        dreams,
        rug(610, 800, 420, 80, PEACH),
        group(
            rect(-80, -230, 190, 190, CORAL, 50),
            rect(-100, -140, 60, 130, BRICK, 28),
            rect(-60, -104, 180, 80, PEACH, 26),
            rect(96, -140, 50, 130, BRICK, 24),
            x=430,
            y=780,
        ),
        person(
            HELGA,
            440,
            790,
            S,
            SIT.but(hip=(0, -58), right_hand=(50, -108), left_hand=(42, -102), mood="laugh"),
            held=book(54, -122, 0.62, PETROL),
        ),
        person(
            FINN,
            640,
            790,
            S,
            SIT.but(hip=(0, -30), left_foot=(30, -3), right_foot=(40, -3), mood="laugh"),
            flip=True,
        ),
        person(MILA, 740, 850, S, SIT.but(hip=(0, -30), left_foot=(30, -3), right_foot=(40, -3)), flip=True),
        person(
            ELIAS,
            860,
            800,
            S,
            SIT.but(
                hip=(0, -30), left_foot=(30, -3), right_foot=(40, -3), right_hand=(36, -130), mood="laugh"
            ),
            flip=True,
        ),
        wheeler(AYLA.wearing(size=0.8, head_size=1.25), 1010, 860, S, SIT, flip=True),
        person(EMRE, 190, 850, S, HOLD.but(turn=0.5, right_hand=(34, -112)), held=book(22, -118, 0.55, SUN)),
    ]


@scene("feuerwehr", CARD)
def feuerwehr() -> list[str]:
    crew = {
        "gear": "helmet",
        "gear_colour": SUN,
        "top": DEEP,
        "bottom": DEEP,
        "garment": "uniform",
        "second": SUN,
        "shoes": INK,
    }
    engine = group(
        ellipse(330, 6, 350, 16, INK, opacity=0.15),
        path("M0-60V-250H430V-290Q430-310 450-310H590Q620-310 632-280L664-190Q672-170 672-150V-50H0z", CORAL),
        rect(0, -140, 672, 26, PAPER),
        rect(24, -232, 110, 80, STONE, 6),
        rect(150, -232, 110, 80, STONE, 6),
        rect(276, -232, 110, 80, STONE, 6),
        *(line([(34, -216 + k * 18), (124, -216 + k * 18)], GREY, 5) for k in range(4)),
        circle(205, -192, 30, SUN),
        circle(205, -192, 15, BRICK),
        line([(300, -170), (360, -214)], BARK, 9),
        path("M450-284H580Q600-284 608-264L630-200H450z", MIST),
        line([(520, -284), (520, -200)], CORAL, 10),
        rect(470, -334, 70, 26, "#3f7fc4", 10),
        line([(20, -276), (430, -276)], GREY, 10),
        line([(20, -298), (430, -298)], GREY, 10),
        *(line([(k, -298), (k, -276)], GREY, 7) for k in range(50, 430, 46)),
        *(circle(x, -46, 50, INK) + circle(x, -46, 24, STONE) for x in (130, 540)),
        circle(652, -96, 15, CREAM),
        x=250,
        y=720,
    )
    return [
        landscape(1200, SKY, 380, 900),
        sun(150, 140, 62),
        cloud(520, 110),
        old_town(330, 500, 0.55),
        tree(90, 560, 1.2),
        tree(1130, 560, 1.2, MOSS),
        rect(0, 640, 1200, 260, "#d9d0c0"),
        engine,
        person(
            LENA.wearing(**crew),
            200,
            830,
            S,
            STAND.but(turn=0.7, right_hand=(46, -112), left_hand=(34, -104)),
            held=line([(30, -104), (78, -124)], STEEL, 9) + stroke("M30-104Q-30-90-20-20", SUN, 7),
        ),
        stroke("M160 800Q240 880 420 850T700 880", SUN, 14),
        person(EMRE.wearing(**crew), 480, 845, S, WAVE),
        person(ELIAS.wearing(gear="helmet", gear_colour=SUN), 640, 860, S, CHEER),
        person(
            GRACE.wearing(style="short", **crew),
            850,
            840,
            S,
            STAND.but(turn=-0.5, left_hand=(-44, -128), right_hand=(22, -92), mood="laugh"),
        ),
        wheeler(KARL.wearing(gear=""), 1040, 860, S, SIT.but(right_hand=(46, -150), mood="laugh"), flip=True),
    ]
