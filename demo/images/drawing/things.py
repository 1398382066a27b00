"""Small things in people's hands and on their tables."""

from .palette import (
    BARK,
    CORAL,
    CREAM,
    DEEP,
    GREY,
    HONEY,
    INK,
    LEAF,
    MIST,
    PAPER,
    PETROL,
    SAGE,
    STEEL,
    STONE,
    SUN,
    TEAL,
    WOOD,
    darker,
    lighter,
)
from .svg import circle, ellipse, group, line, path, polygon, rect, stroke


def heart(x: float, y: float, scale: float = 1, colour: str = CORAL) -> str:
    return group(path("M0 14C-34-8-20-34 0-18C20-34 34-8 0 14z", colour), x=x, y=y, scale=scale)


def check(x: float, y: float, r: float = 40, colour: str = LEAF) -> str:
    return circle(x, y, r, colour) + line(
        [(x - r * 0.42, y + r * 0.04), (x - r * 0.1, y + r * 0.36), (x + r * 0.46, y - r * 0.34)],
        PAPER,
        r * 0.2,
    )


def pin(x: float, y: float, scale: float = 1, colour: str = CORAL) -> str:
    return group(
        path("M0 0C-12-26-30-36-30-58A30 30 0 0 1 30-58C30-36 12-26 0 0z", colour),
        circle(0, -58, 12, PAPER),
        x=x,
        y=y,
        scale=scale,
    )


def bubble(
    x: float,
    y: float,
    w: float = 180,
    h: float = 110,
    colour: str = PAPER,
    *,
    left: bool = True,
    inside: str = "",
) -> str:
    """A speech bubble; (x, y) is the tip of its tail, `inside` is drawn around its middle."""
    side = 1 if left else -1
    box = rect(-40 if left else 40 - w, -h - 34, w, h, colour, 30)
    tail = path(f"M0 0Q{side * 4} -26 {side * -4} -44H{side * 44}Q{side * 22} -16 0 0z", colour)
    return group(tail, box, group(inside, x=(w / 2 - 40) * side, y=-h / 2 - 34), x=x, y=y)


def written(width: float, rows: int = 3, colour: str = STONE, gap: float = 22, thick: float = 8) -> str:
    """Lines that stand for text, around the origin."""
    top = -(rows - 1) * gap / 2
    return "".join(
        line(
            [
                (-width / 2, top + k * gap),
                (width / 2 - (width * 0.34 if k == rows - 1 else 0), top + k * gap),
            ],
            colour,
            thick,
        )
        for k in range(rows)
    )


def cup(x: float, y: float, scale: float = 1, colour: str = PAPER, steam: bool = True) -> str:
    vapour = stroke("M-6-50q-7-10 0-20t0-20M10-50q-7-10 0-20t0-20", PAPER, 3.5, opacity=0.8) if steam else ""
    return group(
        vapour,
        circle(24, -20, 11, "none", stroke=colour, stroke_width=6),
        path("M-24-40H24L20-4Q18 0 12 0H-12Q-18 0-20-4z", colour),
        ellipse(0, 0, 34, 5, darker(colour, 0.12)),
        x=x,
        y=y,
        scale=scale,
    )


def cake(x: float, y: float, scale: float = 1) -> str:
    berries = "".join(circle(-40 + k * 20, -68, 8, CORAL) for k in range(5))
    return group(
        ellipse(0, 0, 84, 12, PAPER),
        rect(-60, -58, 120, 54, WOOD, 8),
        rect(-60, -40, 120, 12, CREAM),
        path(
            "M-62-50Q-62-66-46-66H46Q62-66 62-50Q50-34 40-46Q28-34 18-46Q4-34-8-46Q-20-34-30-46Q-46-32-62-50z",
            CREAM,
        ),
        berries,
        x=x,
        y=y,
        scale=scale,
    )


def bread(x: float, y: float, scale: float = 1) -> str:
    return group(
        path("M-50 0C-66-50-20-60 0-60C20-60 66-50 50 0z", HONEY),
        stroke("M-24-44L-14-30M0-48L8-34M22-44L30-30", CREAM, 5),
        x=x,
        y=y,
        scale=scale,
    )


def basket(x: float, y: float, scale: float = 1, goods: bool = True) -> str:
    inside = (
        circle(-22, -62, 18, CORAL) + circle(10, -66, 17, SUN) + path("M24-60C24-110 44-110 44-60z", LEAF)
        if goods
        else ""
    )
    weave = "".join(
        line([(-44 + k * 4, -44 + k * 15), (44 - k * 4, -44 + k * 15)], darker(WOOD, 0.22), 4)
        for k in range(3)
    )
    return group(
        stroke("M-44-54C-44-122 44-122 44-54", BARK, 7),
        inside,
        path("M-54-58H54L42 0H-42z", WOOD),
        weave,
        x=x,
        y=y,
        scale=scale,
    )


def crate(x: float, y: float, scale: float = 1, goods: str = "") -> str:
    slats = "".join(rect(-70, -72 + k * 25, 140, 19, WOOD, 3) for k in range(3))
    return group(
        goods,
        slats,
        rect(-70, -76, 13, 76, darker(WOOD, 0.2)),
        rect(57, -76, 13, 76, darker(WOOD, 0.2)),
        x=x,
        y=y,
        scale=scale,
    )


def vegetables() -> str:
    return (
        path("M-52-70L-40-112L-28-70z", HONEY)
        + stroke("M-40-112l-8-18m8 18l6-20", LEAF, 5)
        + circle(-8, -80, 20, LEAF)
        + circle(-8, -80, 11, SAGE)
        + circle(26, -82, 17, CORAL)
        + circle(48, -78, 15, SUN)
    )


def laptop(x: float, y: float, scale: float = 1, screen: str = "", back: bool = False) -> str:
    """Seen from the front, or from the back with a heart on the lid."""
    lid = rect(-100, -140, 200, 134, STEEL, 10)
    shown = (
        lid + heart(0, -70, 0.9, SUN)
        if back
        else lid + rect(-90, -130, 180, 114, PAPER, 4) + group(screen, y=-73)
    )
    return group(
        shown, path("M-118-8H118L130 6Q130 10 124 10H-124Q-130 10-130 6z", GREY), x=x, y=y, scale=scale
    )


def tablet(x: float, y: float, scale: float = 1, turn: float = 0, screen: str = "") -> str:
    return group(
        rect(-34, -46, 68, 92, INK, 8),
        rect(-28, -40, 56, 80, PAPER, 3),
        screen or written(36, 3, TEAL, 16, 6),
        x=x,
        y=y,
        scale=scale,
        turn=turn,
    )


def paper(x: float, y: float, w: float = 60, h: float = 78, turn: float = 0, colour: str = PAPER) -> str:
    return group(
        rect(0, 0, w, h, colour, 4),
        group(written(w * 0.62, 4, STONE, h / 6, 4), x=w / 2, y=h / 2),
        x=x,
        y=y,
        turn=turn,
    )


def envelope(x: float, y: float, w: float = 120, colour: str = PAPER, turn: float = 0) -> str:
    h = w * 0.64
    return group(
        rect(-w / 2, -h / 2, w, h, colour, 8),
        line([(-w / 2 + 5, -h / 2 + 5), (0, h * 0.1), (w / 2 - 5, -h / 2 + 5)], darker(colour, 0.22), 5),
        x=x,
        y=y,
        turn=turn,
    )


def ball(x: float, y: float, r: float = 40) -> str:
    patches = "".join(
        circle(x + a * r * 0.62, y + b * r * 0.62, r * 0.2, DEEP)
        for a, b in ((0, -1), (0.95, -0.3), (0.6, 0.8), (-0.6, 0.8), (-0.95, -0.3))
    )
    return circle(x, y, r, PAPER) + patches + circle(x, y, r * 0.27, DEEP)


def balloon(x: float, y: float, colour: str = CORAL, string: float = 130, scale: float = 1) -> str:
    return group(
        stroke(f"M0 40Q10 {40 + string * 0.5} 0 {40 + string}", INK, 2.5),
        ellipse(0, 0, 32, 40, colour),
        ellipse(-11, -14, 7, 10, lighter(colour, 0.5)),
        path("M-7 46L0 36L7 46z", colour),
        x=x,
        y=y,
        scale=scale,
    )


def guitar(scale: float = 1, turn: float = -28, x: float = 0, y: float = 0) -> str:
    body = circle(-18, 0, 22, HONEY) + circle(10, 0, 17, HONEY) + circle(-6, 0, 8, BARK)
    return group(
        line([(20, 0), (80, 0)], BARK, 8),
        rect(78, -7, 18, 14, BARK, 3),
        body,
        line([(-26, 0), (80, 0)], CREAM, 1.5),
        x=x,
        y=y,
        scale=scale,
        turn=turn,
    )


def trumpet(x: float = 0, y: float = 0, scale: float = 1, turn: float = 0) -> str:
    return group(
        line([(0, 0), (60, 0)], SUN, 6),
        path("M54-3L84-20V20L54 3z", HONEY),
        path("M16 0q0 16 12 16h14q12 0 12-16", "none", stroke=HONEY, stroke_width=5),
        x=x,
        y=y,
        scale=scale,
        turn=turn,
    )


def note_sign(x: float, y: float, scale: float = 1, colour: str = PETROL) -> str:
    return group(
        ellipse(0, 0, 13, 10, colour),
        line([(11, -2), (11, -56)], colour, 6),
        stroke("M11-56q22 6 22 26", colour, 6),
        x=x,
        y=y,
        scale=scale,
    )


def bicycle(x: float, y: float, scale: float = 1, colour: str = CORAL, basket_on: bool = True) -> str:
    wheels = "".join(
        circle(a, -58, 56, "none", stroke=INK, stroke_width=8)
        + circle(a, -58, 6, GREY)
        + "".join(
            line([(a - dx, -58 - dy), (a + dx, -58 + dy)], GREY, 2)
            for dx, dy in ((54, 0), (0, 54), (38, 38), (38, -38))
        )
        for a in (-110, 110)
    )
    frame = (
        line([(-110, -58), (-46, -140), (70, -140), (0, -58), (-110, -58)], colour, 9)
        + line([(0, -58), (-52, -162)], colour, 9)
        + line([(110, -58), (66, -176)], colour, 9)
    )
    bars = stroke("M66-176h-26M66-176q20-6 26 10", INK, 8) + rect(-82, -174, 58, 14, INK, 7)
    carrier = (
        path("M84-176H150L142-124H92z", WOOD) + circle(104, -182, 14, LEAF) + circle(126, -186, 14, SUN)
        if basket_on
        else ""
    )
    return group(wheels, frame, bars, circle(0, -58, 13, STEEL), carrier, x=x, y=y, scale=scale)


def suitcase(x: float, y: float, scale: float = 1, colour: str = CORAL) -> str:
    return group(
        stroke("M-20-96v-18h40v18", INK, 7),
        rect(-60, -96, 120, 92, colour, 12),
        rect(-34, -96, 12, 92, darker(colour, 0.25)),
        rect(22, -96, 12, 92, darker(colour, 0.25)),
        x=x,
        y=y,
        scale=scale,
    )


def gear(x: float, y: float, r: float, colour: str, hole: str) -> str:
    teeth = "".join(
        group(rect(-r * 0.17, -r * 1.24, r * 0.34, r * 0.5, colour, 4), turn=k * 45) for k in range(8)
    )
    return group(teeth, circle(0, 0, r, colour), circle(0, 0, r * 0.42, hole), x=x, y=y)


def bulb(x: float, y: float, scale: float = 1, rays: bool = True) -> str:
    beams = (
        "".join(group(line([(0, -104), (0, -126)], SUN, 9), turn=k) for k in (-100, -60, -20, 20, 60, 100))
        if rays
        else ""
    )
    glass = path("M-34 44C-34 22-62 6-62-26A62 62 0 0 1 62-26C62 6 34 22 34 44z", SUN)
    return group(
        group(beams, y=-26),
        glass,
        stroke("M-16 40L-20-6L0 10L20-6L16 40", HONEY, 5),
        rect(-30, 46, 60, 14, STEEL, 6),
        rect(-24, 62, 48, 12, STEEL, 6),
        x=x,
        y=y,
        scale=scale,
    )


def magnifier(x: float = 0, y: float = 0, r: float = 60, turn: float = 0, glass: str = MIST) -> str:
    return group(
        line([(0, r), (0, r * 2.5)], BARK, r * 0.3),
        circle(0, 0, r, glass, opacity=0.75),
        circle(0, 0, r, "none", stroke=DEEP, stroke_width=r * 0.18),
        stroke(
            f"M{-r * 0.5:.0f} {-r * 0.2:.0f}A{r * 0.6:.0f} {r * 0.6:.0f} 0 0 1 {-r * 0.1:.0f} {-r * 0.55:.0f}",
            PAPER,
            r * 0.12,
        ),
        x=x,
        y=y,
        turn=turn,
    )


def watering_can(x: float = 0, y: float = 0, scale: float = 1, colour: str = TEAL) -> str:
    drops = "".join(
        line([(a, b), (a + 3, b + 9)], TEAL, 4) for a, b in ((62, -22), (72, -8), (60, 4), (74, 16))
    )
    return group(
        path("M-24-40H24L28 4H-28z", colour),
        line([(24, -8), (58, -40)], colour, 10),
        polygon([(50, -46), (66, -40), (58, -30)], colour, 6),
        stroke("M-24-32C-52-34-52 0-28 0", colour, 6),
        stroke("M-16-42Q0-62 16-42", colour, 5),
        drops,
        x=x,
        y=y,
        scale=scale,
    )


def spade(x: float = 0, y: float = 0, scale: float = 1, turn: float = 0) -> str:
    return group(
        line([(0, -130), (0, 0)], BARK, 7),
        line([(-12, -130), (12, -130)], BARK, 8),
        path("M-18-4H18V24Q14 44 0 50Q-14 44-18 24z", STEEL),
        x=x,
        y=y,
        scale=scale,
        turn=turn,
    )


def book(x: float, y: float, scale: float = 1, colour: str = CORAL, turn: float = 0) -> str:
    return group(
        path("M0-4C-20-16-44-14-60-8V36C-44 30-20 28 0 40C20 28 44 30 60 36V-8C44-14 20-16 0-4z", colour),
        path("M0-4C-18-14-38-12-54-8V28C-38 24-18 24 0 34C18 24 38 24 54 28V-8C38-12 18-14 0-4z", PAPER),
        line([(0, -4), (0, 34)], STONE, 3),
        x=x,
        y=y,
        scale=scale,
        turn=turn,
    )


def candle(x: float, y: float, scale: float = 1) -> str:
    return group(
        circle(0, -66, 34, SUN, opacity=0.25),
        rect(-11, -44, 22, 44, PAPER, 4),
        path("M0-48C-12-60 0-74 0-84C8-72 12-60 0-48z", SUN),
        x=x,
        y=y,
        scale=scale,
    )


def box(x: float, y: float, w: float = 120, h: float = 90, colour: str = WOOD, sign: str = "") -> str:
    return group(
        rect(-w / 2, -h, w, h, colour, 4),
        rect(-w * 0.09, -h, w * 0.18, h * 0.42, lighter(colour, 0.4)),
        group(sign, y=-h * 0.36),
        x=x,
        y=y,
    )


def dog(x: float, y: float, scale: float = 1, colour: str = WOOD, flip: bool = False) -> str:
    dark = darker(colour, 0.3)
    legs = "".join(line([(a, -40), (a, -6)], colour, 14) for a in (-44, -28, 34, 50))
    return group(
        stroke("M-58-70Q-88-84-84-112", colour, 12),
        legs,
        ellipse(0, -58, 66, 30, colour),
        ellipse(66, -98, 32, 28, colour),
        ellipse(90, -90, 18, 13, lighter(colour, 0.3)),
        circle(103, -94, 6, INK),
        circle(74, -104, 4, INK),
        path("M48-122C36-116 34-84 46-76C58-80 62-104 58-120z", dark),
        line([(42, -80), (60, -66)], CORAL, 9),
        stroke("M84-80Q92-76 98-82", INK, 3),
        x=x,
        y=y,
        scale=scale,
        flip=flip,
    )


def pram(x: float, y: float, scale: float = 1, colour: str = PETROL) -> str:
    wheels = "".join(
        circle(a, -26, 26, "none", stroke=INK, stroke_width=7) + circle(a, -26, 5, GREY) for a in (-46, 52)
    )
    return group(
        wheels,
        line([(-46, -26), (30, -84)], STEEL, 7),
        line([(52, -26), (-40, -84)], STEEL, 7),
        path("M-86-150H84C84-84 50-74 0-74C-50-74-86-90-86-150z", colour),
        path("M84-150C84-204 40-236-6-234V-150z", darker(colour, 0.18)),
        line([(-84, -150), (-124, -182)], STEEL, 8),
        x=x,
        y=y,
        scale=scale,
    )


def minibus(x: float, y: float, scale: float = 1, colour: str = SUN, riders: str = "") -> str:
    """A citizens' bus, 600 long; `riders` are drawn behind the panes."""
    body = path(
        "M0-70V-250Q0-292 44-292H440Q500-292 530-224L560-160Q600-152 600-110V-50Q600-36 586-36H14Q0-36 0-50z",
        colour,
    )
    stripe = rect(0, -150, 590, 20, PETROL)
    panes = (
        rect(40, -262, 118, 96, MIST, 10)
        + rect(178, -262, 118, 96, MIST, 10)
        + rect(316, -262, 104, 96, MIST, 10)
        + path("M440-262H450Q478-262 496-222L520-166H440z", MIST)
    )
    gloss = "".join(line([(a, -178), (a + 34, -250)], PAPER, 7, opacity=0.6) for a in (66, 204, 340))
    opening = rect(312, -268, 112, 226, "none", 10, stroke=darker(colour, 0.2), stroke_width=5)
    wheels = "".join(
        circle(a, -38, 48, INK) + circle(a, -38, 24, STONE) + circle(a, -38, 8, STEEL) for a in (120, 480)
    )
    lights = circle(584, -104, 13, CREAM) + rect(0, -120, 10, 32, CORAL)
    return group(
        ellipse(300, 8, 320, 16, INK, opacity=0.14),
        body,
        stripe,
        panes,
        riders,
        gloss,
        opening,
        heart(240, -92, 1.3, CORAL),
        wheels,
        lights,
        x=x,
        y=y,
        scale=scale,
    )


def signpost(x: float, y: float, scale: float = 1) -> str:
    arms = "".join(
        path(
            f"M{-14 if right else 14} {top}h{120 if right else -120}l{26 if right else -26} 21l{-26 if right else 26} 21h{-120 if right else 120}z",
            colour,
        )
        + group(written(70, 1, PAPER, 1, 7), x=50 if right else -50, y=top + 21)
        for right, top, colour in ((True, -300, PETROL), (False, -244, CORAL), (True, -188, LEAF))
    )
    return group(line([(0, 0), (0, -320)], BARK, 16), arms, circle(0, -324, 13, SUN), x=x, y=y, scale=scale)
