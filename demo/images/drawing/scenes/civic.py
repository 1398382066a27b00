"""Directory pictures: skills, faith, decisions, reading, rescue."""

from ..cast import (
    AMIRA,
    AYLA,
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
    PAUL,
    SAMUEL,
    THEO,
    ZOE,
)
from ..fittings import board, lamp, rug, shelf
from ..furniture import room, table
from ..nature import cloud, landscape, sun, tree
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
    SAGE,
    SKY,
    STEEL,
    STONE,
    SUN,
    TEAL,
    WOOD,
)
from ..people import CHEER, HOLD, SIT, STAND, WAVE, person
from ..stage import CARD, scene, wheeler
from ..svg import circle, ellipse, group, line, path, polygon, rect, stroke
from ..things import bubble, check, cup, written
from ..tools import book, candle, laptop
from ..town import old_town

S = 1.95


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
                "M-110 10C-150 10-150-50-100-50C-100-120-10-140 20-96C70-150 170-120 160-60"
                "C210-60 210 10 150 10z",
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
