"""Directory pictures: neighbours, help, arriving, believing, deciding."""

from ..cast import (
    AMIRA,
    AYLA,
    BEN,
    ELIAS,
    EMRE,
    GRACE,
    HELGA,
    JONAS,
    KARL,
    LIN,
    NOOR,
    OLENA,
    PAUL,
    SAMUEL,
    THEO,
)
from ..fittings import big_window, clock, lamp, picture_frame
from ..furniture import counter, room, round_table
from ..nature import bush, cloud, landscape, pot_plant, sun
from ..palette import (
    BLUSH,
    CORAL,
    CREAM,
    DEEP,
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
    lighter,
    mix,
)
from ..people import SIT, STAND, WAVE, person
from ..stage import CARD, scene, sitter, wheeler
from ..svg import circle, group, line, path, rect, stroke
from ..things import basket, bread, bubble, cake, crate, cup, heart, vegetables
from ..tools import book, box
from ..town import house, window

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
