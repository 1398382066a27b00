"""Things that move, play or bark."""

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
    STEEL,
    STONE,
    SUN,
    WOOD,
    darker,
    lighter,
)
from .svg import circle, ellipse, group, line, path, rect, stroke
from .things import heart


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
