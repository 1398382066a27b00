"""Pictures for the sample events."""

from ..cast import (
    AMIRA,
    AYLA,
    BEN,
    EMRE,
    GRACE,
    HELGA,
    JONAS,
    KARL,
    LENA,
    LIN,
    MARTA,
    MILA,
    NOOR,
    PAUL,
    SAMUEL,
    THEO,
    ZOE,
)
from ..fittings import big_window, clock, lamp, note, picture_frame, rug, shelf
from ..furniture import room, round_table, table
from ..heads import hair_behind, head
from ..nature import pot_plant, tree
from ..palette import (
    BLUSH,
    CORAL,
    CREAM,
    DEEP,
    HONEY,
    INK,
    LEAF,
    MINT,
    MIST,
    PAPER,
    PEACH,
    PETROL,
    SAGE,
    SAND,
    STEEL,
    STONE,
    SUN,
    TEAL,
    WOOD,
)
from ..people import CHEER, HOLD, RUN, SIT, STAND, WAVE, WAVE_LEFT, Look, person
from ..stage import scene, sitter, wheeler
from ..svg import circle, ellipse, group, line, path, rect, stroke
from ..things import bubble, cup, heart, written
from ..tools import book, bulb, paper
from ..town import bunting, far_town
from ..vehicles import balloon, guitar, note_sign, trumpet

S = 2.05


@scene("termin-zukunftswerkstatt")
def termin_zukunftswerkstatt() -> list[str]:
    """Seven people around a table with a model of tomorrow's town."""
    model = group(
        ellipse(0, 0, 170, 34, SAGE),
        *(
            rect(x, -h, 38, h, c, 3) + path(f"M{x - 5} {-h}L{x + 19} {-h - 28}L{x + 43} {-h}z", r)
            for x, h, c, r in (
                (-120, 50, CREAM, CORAL),
                (-70, 76, PEACH, PETROL),
                (20, 62, MIST, CORAL),
                (72, 44, SUN, PETROL),
            )
        ),
        rect(-24, -110, 30, 110, STONE, 3),
        path("M-32-110L-9-154L14-110z", PETROL),
        tree(138, 6, 0.45),
        tree(-146, 6, 0.4),
        x=800,
        y=762,
    )
    return [
        room(1600, 1067, "#e6f0ea", STONE, 840),
        big_window(170, 140, 380, 330),
        big_window(1050, 140, 380, 330),
        bulb(800, 270, 1.1),
        lamp(420, 40, CORAL, glow=False),
        lamp(1180, 40, CORAL, glow=False),
        person(LENA, 530, 880, S, STAND.but(turn=0.5, right_hand=(44, -118))),
        person(PAUL, 700, 850, S, STAND.but(mood="laugh", left_hand=(-30, -100), right_hand=(40, -176))),
        person(AMIRA, 890, 850, S, STAND.but(turn=-0.3, left_hand=(-24, -110))),
        person(SAMUEL, 1070, 880, S, STAND.but(turn=-0.5, left_hand=(-40, -116), mood="laugh")),
        round_table(800, 990, 420, 220),
        model,
        paper(480, 745, 70, 40, -8),
        note(1040, 752, 50, SUN, 12),
        note(560, 790, 46, PEACH, -10),
        cup(1130, 790, 0.8, TEAL),
        sitter(THEO, 300, 1010, S, SIT.but(right_hand=(52, -120)), colour=PETROL),
        wheeler(NOOR, 1310, 1015, S, SIT.but(right_hand=(54, -122), mood="laugh"), flip=True),
        person(AYLA, 1490, 1010, S, WAVE_LEFT),
        pot_plant(100, 900, 1.6, SUN),
    ]


@scene("termin-ehrenamtstag")
def termin_ehrenamtstag() -> list[str]:
    """A stage, a band, and a town that dances."""
    beams = "".join(
        path(f"M{x} 130L{x + d - 110} 700H{x + d + 110}z", SUN, opacity=0.16)
        for x, d in ((420, 160), (680, 60), (920, -60), (1180, -160))
    )
    spots = "".join(
        rect(x - 20, 104, 40, 44, INK, 8) + ellipse(x, 148, 20, 8, CREAM) for x in (420, 680, 920, 1180)
    )
    drum = ellipse(0, 0, 74, 74, CORAL) + circle(0, 0, 58, CREAM) + heart(0, 8, 1.2, PETROL)
    return [
        rect(0, 0, 1600, 1100, "#123f4c"),
        *(
            circle(x, y, r, CREAM, opacity=0.8)
            for x, y, r in (
                (90, 120, 3),
                (190, 260, 4),
                (1480, 90, 4),
                (1530, 300, 3),
                (60, 420, 3),
                (250, 80, 3),
                (1390, 200, 3),
            )
        ),
        far_town(0, 640, 0.8, "#1f5b68"),
        far_town(1180, 640, 0.8, "#1f5b68"),
        path("M280 90H1320V740H280z", PETROL),
        path("M280 90Q460 420 300 740H280zM1320 90Q1140 420 1300 740H1320z", CORAL),
        rect(250, 70, 1100, 44, DEEP, 10),
        beams,
        spots,
        bunting(290, 180, 1310, 180, 70, 15),
        rect(230, 700, 1140, 110, WOOD, 6),
        rect(230, 700, 1140, 18, "#dcb07e"),
        person(
            JONAS,
            480,
            712,
            1.6,
            HOLD.but(left_hand=(-26, -106), right_hand=(48, -126), mood="laugh"),
            held=guitar(1.1, -22, 0, -104),
        ),
        person(
            GRACE,
            700,
            712,
            1.6,
            STAND.but(turn=0.4, right_hand=(26, -146), left_hand=(-40, -150), mood="laugh"),
            held=line([(30, 0), (30, -148)], STEEL, 4) + circle(30, -154, 8, INK),
        ),
        person(
            LIN,
            1120,
            712,
            1.6,
            STAND.but(turn=-0.4, left_hand=(-34, -146), right_hand=(-14, -142)),
            held=trumpet(-8, -150, 0.9, 180),
        ),
        person(
            EMRE.wearing(top=CREAM),
            910,
            690,
            1.6,
            STAND.but(left_hand=(-34, -116), right_hand=(36, -116), mood="laugh"),
        ),
        group(drum, x=910, y=636),
        note_sign(600, 330, 1.2, SUN),
        note_sign(1020, 300, 1, PAPER),
        note_sign(800, 270, 1.3, PEACH),
        rect(0, 806, 1600, 300, "#2a6a5a"),
        person(HELGA, 200, 1000, S, CHEER),
        person(
            KARL,
            370,
            1005,
            S,
            STAND.but(turn=0.5, left_hand=(-10, -150), right_hand=(46, -164), mood="laugh"),
        ),
        wheeler(SAMUEL, 600, 1015, S, SIT.but(left_hand=(20, -176), right_hand=(46, -176), mood="laugh")),
        person(MILA, 800, 1030, S, CHEER, behind=balloon(46, -310, SUN, 80)),
        person(AMIRA, 980, 1010, S, WAVE),
        person(BEN, 1180, 1010, S, RUN.but(lean=4, right_hand=(30, -186), left_hand=(-30, -110))),
        person(NOOR, 1400, 1000, S, CHEER),
    ]


def _portrait(look: Look, x: float, y: float, ground: str) -> str:
    """A face in a video call, 190 by 140."""
    name = f"call-{x:.0f}-{y:.0f}"
    clip = f'<clipPath id="{name}"><rect width="190" height="140" rx="10"/></clipPath>'
    face = group(
        hair_behind(look.style, look.hair),
        head(look.skin, look.style, look.hair, mood="laugh", glasses=look.glasses, beard=look.beard),
        x=95,
        y=74,
        scale=2.3,
    )
    body = path("M20 160C14 126 50 114 95 114S176 126 176 160z", look.top)
    behind = group(hair_behind(look.style, look.hair), x=95, y=74, scale=2.3) if look.style == "scarf" else ""
    return group(
        clip, group(rect(0, 0, 190, 140, ground), body, behind, face, clip_path=f"url(#{name})"), x=x, y=y
    )


@scene("termin-fortbildung")
def termin_fortbildung() -> list[str]:
    """Learning from home, in the evening, together."""
    calls = (
        _portrait(PAUL.wearing(top=CORAL), 0, 0, MIST)
        + _portrait(HELGA, 204, 0, PEACH)
        + _portrait(SAMUEL, 408, 0, SAGE)
        + _portrait(LENA, 0, 154, SUN)
        + _portrait(JONAS, 204, 154, MINT)
        + _portrait(NOOR, 408, 154, BLUSH)
    )
    screen = group(
        rect(-30, -30, 658, 354, INK, 22),
        calls,
        rect(254, 324, 90, 80, STEEL),
        rect(174, 396, 250, 18, STEEL, 9),
        x=640,
        y=330,
    )
    return [
        room(1600, 1067, "#23525c", "#7d5a44", 860),
        big_window(110, 140, 380, 380, night=True, curtain=CORAL),
        picture_frame(1400, 180, 130, 110),
        lamp(940, 30, SUN, glow=True),
        screen,
        table(460, 1000, 1010, 258),
        cup(620, 740, 1.1, CORAL),
        book(1330, 716, 0.8, LEAF),
        pot_plant(1400, 742, 0.9, SUN),
        wheeler(
            AMIRA, 380, 1015, 2.3, SIT.but(right_hand=(62, -114), left_hand=(56, -112), mood="laugh"), held=""
        ),
        rect(480, 730, 120, 14, STEEL, 6),
        group(
            ellipse(0, -30, 60, 30, HONEY),
            circle(52, -52, 26, HONEY),
            path("M34-70l4-24l18 14zM56-78l16-16l4 24z", HONEY),
            stroke("M-56-30Q-96-30-92 0", HONEY, 12),
            stroke("M44-50q6 5 12 0", INK, 3),
            ellipse(0, 0, 70, 7, INK, opacity=0.15),
            x=180,
            y=1035,
        ),
    ]


@scene("termin-sprechstunde")
def termin_sprechstunde() -> list[str]:
    """A regular hour, a small table, time to listen."""
    return [
        room(1600, 1067, SAND, STONE, 840),
        big_window(640, 90, 320, 270, curtain=TEAL),
        clock(1220, 240, 76),
        shelf(90, 850, 260, 4, 140, seed=2),
        picture_frame(430, 190, 120, 150, PEACH),
        pot_plant(1440, 880, 2, CORAL),
        rug(800, 985, 560, 66, "#9cc4c0"),
        bubble(700, 500, 210, 120, PAPER, left=False, inside=written(120, 3, TEAL, 26, 9)),
        bubble(920, 520, 200, 120, SUN, inside=heart(0, 8, 1.9)),
        sitter(
            MARTA,
            540,
            990,
            2.25,
            SIT.but(right_hand=(50, -112), left_hand=(40, -92), mood="laugh"),
            colour=PETROL,
        ),
        round_table(800, 985, 190, 190),
        cup(730, 786, 1, CORAL),
        cup(880, 786, 1, PETROL),
        paper(780, 772, 60, 28, 4),
        sitter(
            THEO, 1070, 990, 2.25, SIT.but(right_hand=(48, -104), left_hand=(40, -90)), colour=LEAF, flip=True
        ),
        wheeler(
            ZOE,
            330,
            1015,
            1.9,
            SIT.but(right_hand=(30, -76), left_hand=(36, -100)),
            held=book(46, -104, 0.45, CORAL),
        ),
        person(AYLA, 1290, 1010, S, WAVE_LEFT),
    ]
