"""Pictures for the sample news."""

from ..cast import (
    AMIRA,
    AYLA,
    BEN,
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
    PAUL,
    SAMUEL,
    THEO,
)
from ..fittings import big_window, board, clock, lamp, note, picture_frame, rug, shelf, stall
from ..furniture import room, sofa, table
from ..nature import cloud, landscape, pot_plant, sun, tree
from ..palette import (
    BLUSH,
    CORAL,
    CREAM,
    DEEP,
    GREY,
    HONEY,
    INK,
    LEAF,
    MINT,
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
from ..people import HOLD, POINT, SIT, STAND, WALK, WAVE, WAVE_LEFT, person
from ..stage import scene, sitter, wheeler
from ..svg import circle, group, line, path, rect, stroke
from ..things import cake, check, crate, cup, heart, vegetables, written
from ..tools import book, bulb, envelope, gear, laptop, tablet
from ..town import bunting, old_town
from ..vehicles import balloon, note_sign

S = 2.05


@scene("news-verzeichnis")
def news_verzeichnis() -> list[str]:
    """Two generations find a club on the sofa, under a cloud of possibilities."""
    offers = [(440, 330, CORAL), (590, 200, PETROL), (800, 150, SUN), (1010, 200, LEAF), (1160, 330, TEAL)]
    signs = [
        note_sign(-10, 24, 0.9, PAPER),
        heart(0, 6, 1.4, PAPER),
        group(
            circle(0, 0, 30, PAPER),
            circle(0, 0, 10, DEEP),
            line([(-28, -8), (-10, 0)], DEEP, 4),
            line([(28, -8), (10, 0)], DEEP, 4),
            line([(0, 30), (0, 10)], DEEP, 4),
        ),
        group(
            path("M0 30Q-4-8 0-14", "none", stroke=PAPER, stroke_width=7),
            path("M0-4C-34-8-34-34-30-36C-6-36 0-22 0-4zM0-10C30-12 34-36 30-40C8-38 0-26 0-10z", PAPER),
        ),
        book(0, -14, 0.7, PAPER),
    ]
    clouds = "".join(
        group(circle(0, 0, 74, c), s, x=x, y=y) for (x, y, c), s in zip(offers, signs, strict=True)
    )
    rays = "".join(
        line([(800, 610), (x + (800 - x) * 0.22, y + (610 - y) * 0.22)], SUN, 5, stroke_dasharray="3 15")
        for x, y, _ in offers
    )
    return [
        room(1600, 1067, "#e8f0ec", STONE, 840),
        big_window(80, 170, 250, 320, curtain=PEACH),
        picture_frame(1350, 240, 150, 120),
        rug(800, 960, 620, 80, "#e9b9a4"),
        rays,
        clouds,
        sofa(430, 920, 740),
        pot_plant(1330, 900, 1.9, SUN),
        shelf(1430, 850, 160, 3, 130, seed=3),
        person(
            THEO,
            690,
            915,
            S,
            SIT.but(hip=(0, -62), left_hand=(44, -106), right_hand=(46, -94), mood="laugh"),
            held=tablet(58, -112, 0.62, 8),
        ),
        person(
            LENA, 930, 915, S, SIT.but(hip=(0, -62), right_hand=(54, -100), left_hand=(30, -80)), flip=True
        ),
        wheeler(NOOR, 330, 990, S, SIT.but(right_hand=(52, -146), mood="laugh")),
        person(FINN, 1200, 1000, S, WAVE_LEFT),
    ]


@scene("news-reparatur")
def news_reparatur() -> list[str]:
    """The repair meeting at work: lamp, radio, bicycle wheel."""
    pegs = "".join(
        group(part, x=x, y=y)
        for x, y, part in (
            (120, 70, line([(0, 0), (0, 120)], STEEL, 14) + rect(-34, -22, 68, 34, STEEL, 6)),
            (250, 60, stroke("M-18 0Q-24 40 0 60V150M18 0Q24 40 0 60", CORAL, 13)),
            (370, 60, line([(0, 0), (0, 90)], STEEL, 10) + rect(-13, 90, 26, 70, SUN, 8)),
            (490, 70, path("M-50 0H50L70 34H-50z", GREY) + rect(-60, 0, 30, 46, WOOD, 8)),
            (600, 120, circle(0, 0, 44, "none", stroke=PETROL, stroke_width=16)),
        )
    )
    radio = (
        rect(-70, -84, 140, 84, CORAL, 10)
        + circle(-32, -42, 26, CREAM)
        + circle(-32, -42, 13, DEEP)
        + rect(12, -66, 44, 18, CREAM, 4)
        + circle(22, -26, 8, SUN)
        + circle(46, -26, 8, SUN)
        + line([(40, -84), (78, -140)], STEEL, 5)
    )
    desk_lamp = (
        line([(0, 0), (-24, -74), (26, -128)], PETROL, 9)
        + path("M8-150L62-124L40-84L2-116z", SUN)
        + rect(-34, -12, 68, 14, PETROL, 6)
    )
    wheel = (
        circle(0, -96, 92, "none", stroke=INK, stroke_width=13)
        + circle(0, -96, 12, STEEL)
        + "".join(group(line([(0, -88), (0, 88)], GREY, 3), y=-96, turn=k * 30) for k in range(6))
    )
    return [
        room(1600, 1067, "#f6e8d2", STONE, 850),
        board(430, 130, 740, 270, MIST, WOOD),
        group(pegs, x=430, y=140),
        lamp(300, 170, PETROL),
        lamp(1300, 170, PETROL),
        gear(1390, 560, 60, TEAL, "#f6e8d2"),
        gear(1484, 620, 42, HONEY, "#f6e8d2"),
        gear(170, 520, 54, PEACH, "#f6e8d2"),
        person(
            KARL.wearing(gear="", glasses=True),
            470,
            900,
            S,
            HOLD.but(turn=0.4, right_hand=(52, -112), left_hand=(34, -104)),
        ),
        person(GRACE, 790, 890, S, STAND.but(left_hand=(-38, -118), right_hand=(38, -116))),
        person(
            EMRE,
            1110,
            900,
            S,
            HOLD.but(turn=-0.4, left_hand=(-44, -112), right_hand=(10, -104), mood="laugh"),
        ),
        table(270, 1000, 1060, 250),
        group(radio, x=590, y=750),
        group(desk_lamp, x=930, y=750, scale=1.1),
        group(wheel, x=790, y=752, scale=0.72),
        cup(420, 748, 1, TEAL),
        group(line([(0, 0), (90, -12)], STEEL, 9) + rect(84, -22, 44, 20, CORAL, 8), x=1060, y=746),
        crate(
            1220,
            750,
            0.8,
            circle(-30, -80, 18, TEAL) + rect(-6, -112, 18, 50, SUN, 4) + circle(36, -84, 20, CORAL),
        ),
        wheeler(OLENA.wearing(garment="shirt"), 190, 1010, S, SIT.but(right_hand=(58, -120))),
        person(AYLA, 1440, 1015, S, STAND.but(turn=-0.6, left_hand=(-44, -120), mood="laugh")),
    ]


@scene("news-vereinsrecht")
def news_vereinsrecht() -> list[str]:
    """A trainer explains, a group takes notes."""
    paragraph = stroke(
        "M34-70C26-104-40-100-36-62C-30-24 44-30 40 12C36 44-24 40-34 12M-34 70"
        "C-26 104 40 100 36 62C30 24-44 30-40-12",
        CORAL,
        19,
    )
    points = "".join(
        circle(0, k * 62, 14, c) + group(written(150, 1, STONE, 1, 13), x=110, y=k * 62)
        for k, c in enumerate((SUN, TEAL, LEAF))
    )
    return [
        room(1600, 1067, "#e6efec", STONE, 820),
        big_window(1190, 150, 320, 330),
        board(420, 90, 640, 400, PAPER, WOOD, legs=290),
        group(paragraph, x=580, y=290, scale=1.25),
        group(points, x=750, y=228),
        pot_plant(120, 860, 1.8, CORAL),
        person(PAUL, 310, 900, S, POINT.but(right_hand=(70, -170), mood="laugh")),
        person(MARTA, 1220, 880, S, HOLD.but(turn=-0.5), held=tablet(-4, -110, 0.5)),
        table(430, 900, 760, 190),
        laptop(620, 710, 0.7, back=True),
        cup(780, 708, 0.9, SUN),
        laptop(960, 710, 0.7, back=True),
        book(1100, 686, 0.7, LEAF),
        person(SAMUEL, 480, 1270, 2.3, STAND.but(away=True)),
        person(HELGA, 760, 1280, 2.3, STAND.but(away=True)),
        person(AMIRA, 1040, 1270, 2.3, STAND.but(away=True, right_hand=(42, -190))),
        wheeler(
            JONAS, 1370, 1010, S, SIT.but(right_hand=(46, -100)), held=book(52, -104, 0.4, CORAL), flip=True
        ),
    ]


@scene("news-ehrenamtstag")
def news_ehrenamtstag() -> list[str]:
    """Stalls are being set up in the square."""

    flyers = "".join(
        rect(k * 46, -8 - k % 2 * 3, 38, 10, c, 2)
        for k, c in enumerate((TEAL, SUN, PAPER, CORAL, PETROL, SUN))
    )
    return [
        landscape(1600, SKY, 520, 1100),
        sun(1360, 180, 78),
        cloud(260, 150),
        cloud(920, 130, 0.9),
        old_town(380, 690, 0.78),
        tree(110, 720, 1.1),
        tree(1490, 720, 1.2, MOSS),
        rect(0, 780, 1600, 320, "#ecdfc6"),
        bunting(-20, 230, 800, 300, 70, 13),
        bunting(800, 300, 1620, 220, 70, 13),
        person(LIN, 300, 900, 1.9, WAVE),
        stall(120, 930, 360, CORAL, group(flyers, x=40) + cake(290, 2, 0.6)),
        person(
            EMRE.wearing(garment="apron", second=CREAM),
            820,
            890,
            1.9,
            STAND.but(left_hand=(-40, -116), right_hand=(46, -180), mood="laugh"),
        ),
        stall(630, 920, 380, PETROL, crate(90, 2, 0.7, vegetables()) + group(flyers, x=190)),
        person(HELGA, 1320, 900, 1.9, HOLD.but(mood="laugh"), held=heart(0, -110, 0.7)),
        stall(1150, 930, 360, LEAF, cup(70, -2, 0.9) + cup(140, -2, 0.9, CORAL) + cake(260, 2, 0.7)),
        person(
            BEN, 560, 1005, S, WALK.but(left_hand=(34, -112), right_hand=(44, -110)), held=crate(42, -96, 0.5)
        ),
        person(MILA, 1090, 1020, S, WAVE, behind=balloon(-38, -300, SUN, 170)),
        wheeler(NOOR, 250, 1020, S, SIT.but(right_hand=(54, -140), mood="laugh")),
        person(KARL, 1450, 1020, S, STAND.but(turn=0.7, right_hand=(44, -140)), flip=True),
    ]


@scene("news-zukunftswerkstatt")
def news_zukunftswerkstatt() -> list[str]:
    """Looking back at a wall full of ideas."""
    tints = [SUN, PEACH, MINT, TEAL, SUN, SAGE, PEACH]
    wall = "".join(
        note(
            330 + c * 118 + (r % 2) * 22,
            160 + r * 112,
            86,
            tints[(r * 3 + c * 2) % 7],
            (c * 7 + r * 5) % 11 - 5,
            3,
        )
        for r in range(4)
        for c in range(8)
        if (r, c) not in ((1, 3), (1, 4), (2, 3), (2, 4), (0, 3), (0, 4))
    )
    return [
        room(1600, 1067, BLUSH, STONE, 860),
        board(280, 110, 1060, 540, CREAM, WOOD, legs=200),
        wall,
        bulb(808, 310, 1.5, rays=False),
        lamp(130, 150, PETROL, glow=False),
        lamp(1480, 150, PETROL, glow=False),
        person(NOOR, 330, 985, S, STAND.but(away=True, right_hand=(44, -194), left_hand=(-27, -84))),
        person(THEO, 560, 1000, S, POINT.but(right_hand=(60, -176))),
        wheeler(
            GRACE,
            790,
            1010,
            S,
            SIT.but(right_hand=(46, -150), mood="laugh"),
            held=note(38, -178, 28, SUN, 4, 1),
        ),
        person(LENA, 1010, 990, S, WAVE_LEFT.but(mood="laugh")),
        person(EMRE, 1210, 1000, S, STAND.but(turn=-0.6, left_hand=(-50, -170), right_hand=(24, -92))),
        person(
            FINN,
            1390,
            1015,
            S,
            STAND.but(right_hand=(14, -118), left_hand=(-14, -118)),
            held=note(-22, -142, 44, TEAL, -3, 2),
        ),
        person(MARTA, 160, 1010, S, HOLD, held=tablet(0, -110, 0.55)),
    ]


@scene("news-bestaetigen")
def news_bestaetigen() -> list[str]:
    """A letter arrives, one tap confirms the entry."""
    letter = group(
        path("M-300-20L0-222L300-20V250H-300z", WOOD),
        rect(-240, -230, 480, 380, PAPER, 14),
        check(0, -120, 66, LEAF),
        group(written(320, 2, STONE, 34, 13), y=-16),
        rect(-90, 28, 180, 48, CORAL, 24),
        path("M-300-20L0 150L300-20V250H-300z", HONEY),
        path("M-300 250L-30 112Q0 98 30 112L300 250z", SUN),
        x=800,
        y=470,
    )
    return [
        room(1600, 1067, "#e4efee", STONE, 850),
        big_window(80, 170, 240, 300, curtain=SUN),
        clock(1400, 230, 64),
        circle(800, 430, 350, PAPER, opacity=0.6),
        letter,
        pot_plant(1490, 890, 1.9, PETROL),
        person(AMIRA, 360, 1000, S, POINT.but(right_hand=(62, -160), mood="laugh")),
        sitter(
            KARL,
            580,
            1010,
            S,
            SIT.but(right_hand=(46, -106), left_hand=(40, -110)),
            held=tablet(54, -118, 0.5, 8),
        ),
        wheeler(SAMUEL, 1050, 1010, S, SIT.but(right_hand=(52, -150), mood="laugh"), flip=True),
        person(HELGA, 1260, 1000, S, STAND.but(turn=0.7, right_hand=(54, -166)), flip=True),
        group(envelope(0, 0, 110, PAPER, -14), envelope(130, -90, 80, CREAM, 10), x=1180, y=250),
        line([(1010, 330), (1100, 280)], TEAL, 6, stroke_dasharray="3 16"),
    ]
