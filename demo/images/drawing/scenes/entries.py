"""Pictures of the pages where readers look something up or get in touch."""

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
    MARTA,
    MILA,
    NOOR,
    OLENA,
    PAUL,
    SAMUEL,
    THEO,
    ZOE,
)
from ..fittings import big_window, board, clock, note, shelf
from ..furniture import bench, counter, room
from ..nature import bush, cloud, landscape, pot_plant, sun, tree
from ..palette import (
    BARK,
    BLUSH,
    CORAL,
    CREAM,
    DEEP,
    HONEY,
    LEAF,
    MIST,
    MOSS,
    PAPER,
    PEACH,
    PETROL,
    SAGE,
    SAND,
    SKY,
    STEEL,
    STONE,
    SUN,
    TEAL,
    WOOD,
    lighter,
    mix,
)
from ..people import HOLD, POINT, SIT, STAND, WALK, WAVE, WAVE_LEFT, person
from ..stage import scene, wheeler
from ..svg import circle, ellipse, group, line, path, polygon, rect, stroke
from ..things import bubble, check, cup, heart, pin, written
from ..tools import envelope, laptop, magnifier, tablet
from ..town import bunting, far_town, house, long_house, old_town, tower

S = 2.05


@scene("partner")
def partner() -> list[str]:
    """Town hall, shop and club house, joined by one string of flags."""
    awning = "".join(
        path(f"M{k * 34} 0h34v42a17 17 0 0 1-34 0z", CORAL if k % 2 else PAPER) for k in range(9)
    )
    shop = group(
        rect(0, -330, 310, 330, CREAM),
        rect(-12, -358, 334, 34, PETROL, 6),
        rect(20, -190, 160, 130, TEAL, 6),
        rect(206, -200, 80, 200, DEEP, 6),
        circle(274, -100, 5, SUN),
        group(awning, x=2, y=-240),
        rect(40, -316, 100, 44, MIST, 5),
        rect(170, -316, 100, 44, MIST, 5),
        x=1110,
        y=800,
    )
    return [
        landscape(1600, SAND, 540, 1100),
        sun(800, 200, 84),
        cloud(330, 160),
        cloud(1190, 150, 0.9),
        far_town(520, 600, 1),
        long_house(90, 800, 330, 210, BLUSH, PETROL, columns=5, entrance=CORAL),
        tower(420, 800, 78, 330),
        house(690, 800, 230, 210, lighter(SUN, 0.4), CORAL, beams=True, columns=3, box=True),
        shop,
        rect(0, 798, 1600, 300, "#e6dac3"),
        line([(0, 800), (1600, 800)], STONE, 8),
        bunting(-20, 400, 800, 430, 60, 12),
        bunting(800, 430, 1620, 380, 60, 12),
        tree(620, 815, 0.9),
        tree(1040, 815, 0.8, MOSS),
        person(LIN, 380, 985, S, STAND.but(turn=0.8, right_hand=(64, -122), mood="laugh")),
        person(
            KARL.wearing(gear=""),
            640,
            985,
            S,
            STAND.but(turn=0.8, right_hand=(62, -122), mood="laugh"),
            flip=True,
        ),
        person(
            EMRE.wearing(garment="apron", second=CORAL),
            900,
            1000,
            S,
            STAND.but(left_hand=(-52, -112), right_hand=(26, -110), mood="laugh"),
            held=group(rect(0, 0, 44, 30, WOOD, 4), x=8, y=-118)
            + circle(22, -122, 9, HONEY)
            + circle(38, -122, 9, HONEY),
        ),
        wheeler(GRACE, 1130, 1000, S, SIT.but(right_hand=(48, -150), mood="laugh"), flip=True),
        person(THEO, 1370, 985, S, WAVE_LEFT),
        person(ZOE, 180, 1000, S, WALK),
    ]


@scene("kontakt")
def kontakt() -> list[str]:
    """The desk where questions are welcome."""
    return [
        room(1600, 1067, "#eaf1ec", STONE, 850),
        big_window(90, 150, 320, 330),
        shelf(1290, 850, 250, 4, 130),
        clock(1150, 200, 56),
        pot_plant(90, 900, 1.8, SUN),
        bubble(
            970,
            340,
            250,
            130,
            SUN,
            left=False,
            inside=heart(-62, 6, 1.6) + group(written(90, 2, DEEP, 30, 9), x=36),
        ),
        bubble(520, 370, 230, 120, PAPER, inside=written(130, 3, TEAL, 26, 9)),
        person(
            MARTA,
            1020,
            930,
            S,
            STAND.but(turn=-0.6, left_hand=(-44, -108), right_hand=(10, -100), mood="laugh"),
        ),
        counter(720, 960, 620, 230),
        laptop(1180, 720, 0.9, back=True),
        pot_plant(1300, 720, 0.6, CORAL),
        cup(830, 716, 1, SUN),
        person(AMIRA, 420, 990, S, STAND.but(turn=0.8, right_hand=(52, -122))),
        wheeler(PAUL, 620, 1010, S, SIT.but(right_hand=(38, -104)), held=envelope(52, -108, 44, PAPER, -8)),
        person(AYLA, 270, 1010, S, WAVE),
    ]


@scene("anmelden")
def anmelden() -> list[str]:
    """A club brings itself into the directory."""
    form = "".join(
        rect(-58, -170 + k * 74, 24, 24, MIST, 5)
        + group(written(120, 1, STONE, 1, 12), x=44, y=-158 + k * 74)
        for k in range(4)
    )
    ticks = "".join(
        line([(-54, -158 + k * 74), (-46, -150 + k * 74), (-34, -170 + k * 74)], LEAF, 7) for k in range(3)
    )
    screen = group(
        rect(-160, -300, 320, 620, INK_CASE, 40),
        rect(-140, -270, 280, 560, PAPER, 16),
        rect(-140, -270, 280, 60, PETROL, 10),
        form,
        ticks,
        rect(-80, 180, 160, 60, CORAL, 30),
        group(written(80, 1, PAPER, 1, 10), x=0, y=210),
        x=800,
        y=500,
    )
    return [
        landscape(1600, BLUSH, 560, 1100),
        sun(1270, 230, 84),
        cloud(280, 190, 1.1),
        cloud(1420, 330, 0.8),
        far_town(110, 620, 1),
        far_town(1010, 610, 0.9),
        tree(130, 800, 1.2),
        tree(1490, 800, 1.3, MOSS),
        ellipse(800, 890, 520, 60, mix(SAGE, MOSS, 0.9)),
        screen,
        check(960, 230, 52, LEAF),
        person(GRACE, 420, 960, S, STAND.but(turn=0.8, right_hand=(60, -160), mood="laugh")),
        person(
            JONAS, 590, 1000, S, STAND.but(turn=0.6, right_hand=(44, -140), left_hand=(30, -110)), held=""
        ),
        wheeler(LIN, 1010, 1000, S, SIT.but(right_hand=(54, -120), mood="laugh"), flip=True),
        person(THEO, 1190, 980, S, POINT.but(right_hand=(58, -150)), flip=True),
        person(FINN, 1370, 1000, S, WAVE_LEFT),
        person(HELGA, 250, 990, S, HOLD, held=tablet(0, -112, 0.6)),
    ]


INK_CASE = "#14272e"


@scene("aktuelles")
def aktuelles() -> list[str]:
    """News on the bench and on the notice board."""
    sheet = (
        polygon([(18, -140), (60, -146), (60, -86), (18, -80)], PAPER, 3)
        + polygon([(60, -146), (98, -136), (98, -76), (60, -86)], "#ece4d4", 3)
        + group(
            rect(26, -130, 26, 18, TEAL, 2),
            line([(26, -104), (52, -107)], STEEL, 3),
            line([(26, -96), (52, -99)], STEEL, 3),
        )
    )
    return [
        landscape(1600, SKY, 560, 1100),
        sun(330, 220, 80),
        cloud(780, 160),
        cloud(1380, 200, 1.1),
        old_town(330, 700, 0.72),
        tree(140, 780, 1.4),
        rect(0, 800, 1600, 300, "#e9dfc9"),
        line([(0, 802), (1600, 802)], STONE, 8),
        board(990, 360, 460, 340, CREAM, BARK, legs=280),
        path("M960 350L1220 270L1480 350z", CORAL),
        note(1030, 400, 110, SUN, -3, 3),
        note(1180, 410, 96, PAPER, 3, 3),
        note(1310, 400, 104, TEAL, -2, 3),
        note(1040, 550, 100, PEACH, 4, 3),
        rect(1175, 540, 110, 120, PAPER, 4),
        sun(1230, 585, 20),
        path("M1180 655L1215 605L1240 635L1260 615L1282 655z", PETROL),
        note(1320, 545, 96, SUN, 5, 3),
        bench(250, 950, 520),
        person(KARL, 380, 960, S, SIT.but(left_hand=(36, -106), right_hand=(44, -104)), held=sheet),
        person(NOOR, 560, 960, S, SIT.but(turn=-0.7, left_hand=(8, -80), right_hand=(26, -80), mood="laugh")),
        person(BEN, 900, 1000, S, POINT.but(right_hand=(62, -170))),
        wheeler(OLENA.wearing(garment="shirt"), 1170, 1010, S, SIT.but(right_hand=(48, -146), mood="laugh")),
        person(MILA, 1400, 1010, S, STAND.but(away=True, right_hand=(36, -196))),
        bush(90, 1000, 1),
        group(
            ellipse(0, -20, 30, 18, STEEL),
            circle(26, -42, 12, STEEL),
            path("M36-42l14 4l-14 4z", SUN),
            path("M-24-22L-56-8L-20-8z", STEEL),
            line([(-4, -4), (-4, 8)], CORAL, 4),
            line([(8, -4), (8, 8)], CORAL, 4),
            x=760,
            y=1020,
        ),
    ]


@scene("termine")
def termine() -> list[str]:
    """A calendar for the whole town."""
    marks = {3: CORAL, 8: SUN, 12: LEAF, 14: CORAL, 19: TEAL, 23: SUN}
    days = "".join(
        rect(40 + (k % 7) * 92, 130 + (k // 7) * 92, 78, 78, marks.get(k, SAND), 12) for k in range(28)
    )
    signs = (
        group(heart(0, 6, 1.1, PAPER), x=40 + 3 * 92 + 39, y=130 + 39)
        + group(circle(0, 0, 20, PETROL), x=40 + 92 + 39, y=130 + 92 + 39)
        + group(heart(0, 6, 1.1, PAPER), x=79, y=130 + 184 + 39)
        + check(40 + 5 * 92 + 39, 130 + 184 + 39 - 92, 24, DEEP)
    )
    page = group(
        rect(0, 0, 700, 520, PAPER, 24),
        path("M0 24Q0 0 24 0H676Q700 0 700 24V100H0z", PETROL),
        "".join(
            circle(110 + k * 120, 50, 15, DEEP) + rect(103 + k * 120, -34, 14, 84, STEEL, 7) for k in range(5)
        ),
        days,
        signs,
        x=450,
        y=180,
    )
    return [
        room(1600, 1067, "#fbeed6", STONE, 860),
        big_window(110, 220, 230, 320),
        page,
        pot_plant(1480, 890, 1.9, PETROL),
        person(LENA, 370, 1000, S, POINT.but(right_hand=(60, -188), mood="laugh")),
        person(ELIAS, 560, 1015, S, STAND.but(away=True, right_hand=(34, -196))),
        person(EMRE, 760, 1000, S, STAND.but(away=True, right_hand=(44, -190), left_hand=(-27, -84))),
        wheeler(HELGA, 1010, 1010, S, SIT.but(right_hand=(48, -150)), flip=True),
        person(SAMUEL, 1250, 995, S, STAND.but(turn=0.8, right_hand=(60, -180)), flip=True),
        person(AMIRA, 190, 1000, S, HOLD, held=tablet(0, -112, 0.6, 0)),
    ]


@scene("verzeichnis")
def verzeichnis() -> list[str]:
    """A town plan on which everybody finds somebody."""
    streets = "".join(
        stroke(d, PAPER, 30)
        for d in (
            "M330 250C620 330 880 180 1270 300",
            "M330 470C600 400 900 560 1270 450",
            "M560 150C600 350 520 480 600 640",
            "M930 150C900 330 1010 480 950 640",
        )
    )
    blocks = "".join(
        rect(x, y, w, h, c, 8)
        for x, y, w, h, c in (
            (370, 170, 150, 70, PEACH),
            (640, 180, 110, 60, SUN),
            (780, 160, 90, 66, TEAL),
            (1010, 170, 200, 60, BLUSH),
            (380, 330, 120, 80, TEAL),
            (650, 330, 180, 90, CREAM),
            (1020, 330, 130, 80, SUN),
            (400, 530, 120, 70, SUN),
            (680, 540, 190, 70, BLUSH),
            (1040, 530, 180, 74, PEACH),
        )
    )
    pins = (
        pin(450, 220, 1.3)
        + pin(700, 370, 1.5, PETROL)
        + pin(1080, 210, 1.3, LEAF)
        + pin(1100, 390, 1.3)
        + pin(460, 560, 1.2, HONEY)
        + pin(790, 590, 1.3, LEAF)
        + pin(820, 230, 1.1, PETROL)
    )
    return [
        room(1600, 1067, SAND, STONE, 870),
        board(300, 110, 1000, 560, SAGE, WOOD, legs=200),
        stroke("M320 600C520 500 700 660 900 560S1180 620 1280 540", "#8fc3c8", 44),
        circle(860, 380, 46, MOSS),
        circle(560, 560, 34, MOSS),
        circle(1210, 380, 40, MOSS),
        streets,
        blocks,
        pins,
        shelf(30, 870, 210, 4, 140, seed=4),
        pot_plant(1490, 900, 1.9, CORAL),
        person(MARTA, 390, 1000, S, POINT.but(right_hand=(60, -180), mood="laugh")),
        person(
            THEO, 620, 1005, S, STAND.but(turn=0.7, right_hand=(46, -172)), held=magnifier(58, -186, 20, 30)
        ),
        wheeler(ZOE, 820, 1010, S, SIT.but(right_hand=(52, -152), mood="laugh"), held=pin(58, -150, 0.5)),
        person(FINN, 1060, 1015, S, STAND.but(away=True, left_hand=(-30, -190), right_hand=(28, -86))),
        person(
            NOOR, 1240, 1000, S, STAND.but(turn=-0.8, left_hand=(-60, -172), right_hand=(20, -84)), flip=False
        ),
    ]
