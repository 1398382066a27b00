"""Tools, paper and screens."""

from .palette import (
    BARK,
    CORAL,
    DEEP,
    GREY,
    HONEY,
    INK,
    MIST,
    PAPER,
    STEEL,
    STONE,
    SUN,
    TEAL,
    WOOD,
    darker,
    lighter,
)
from .svg import circle, group, line, path, polygon, rect, stroke
from .things import heart, written


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
            f"M{-r * 0.5:.0f} {-r * 0.2:.0f}"
            f"A{r * 0.6:.0f} {r * 0.6:.0f} 0 0 1 {-r * 0.1:.0f} {-r * 0.55:.0f}",
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
