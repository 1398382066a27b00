"""Rooms and what stands in them."""

from .palette import BARK, CORAL, GREY, INK, PETROL, SAND, STEEL, STONE, TEAL, WOOD, darker, lighter
from .svg import circle, ellipse, group, line, rect


def room(width: int, height: int, wall: str = SAND, floor: str = STONE, floor_at: float = 820) -> str:
    boards = "".join(
        line([(0, floor_at + k * 70), (width, floor_at + k * 70)], darker(floor, 0.06), 3)
        for k in range(1, 5)
    )
    return (
        rect(0, 0, width, height, wall)
        + rect(0, floor_at, width, height - floor_at, floor)
        + boards
        + rect(0, floor_at - 14, width, 14, lighter(wall, 0.6))
    )


def table(x: float, y: float, w: float = 520, h: float = 180, colour: str = WOOD) -> str:
    """`y` is the floor."""
    legs = "".join(
        line([(a, -h + 10), (b, 0)], darker(colour, 0.25), 18) for a, b in ((46, 34), (w - 46, w - 34))
    )
    return group(
        legs, rect(0, -h, w, 24, colour, 10), rect(10, -h + 24, w - 20, 12, darker(colour, 0.14), 5), x=x, y=y
    )


def round_table(x: float, y: float, r: float = 300, h: float = 170, colour: str = WOOD) -> str:
    top = ellipse(0, -h + 14, r, r * 0.2, darker(colour, 0.2)) + ellipse(0, -h, r, r * 0.2, colour)
    return group(
        rect(-22, -h, 44, h - 14, darker(colour, 0.3)),
        ellipse(0, -8, r * 0.42, 20, darker(colour, 0.3)),
        top,
        x=x,
        y=y,
    )


def counter(x: float, y: float, w: float = 560, h: float = 220, front: str = PETROL, top: str = WOOD) -> str:
    panels = "".join(
        rect(24 + k * (w - 24) / 4, -h + 54, (w - 24) / 4 - 24, h - 84, lighter(front, 0.1), 10)
        for k in range(4)
    )
    return group(rect(0, -h, w, h, front, 8), panels, rect(-20, -h - 12, w + 40, 32, top, 10), x=x, y=y)


def chair_part(colour: str = CORAL) -> str:
    """A chair for a sitting person, in the person's units (see `people.SIT`)."""
    legs = line([(-24, -42), (-30, 0)], darker(colour, 0.35), 5) + line(
        [(20, -42), (26, 0)], darker(colour, 0.35), 5
    )
    return legs + line([(-24, -46), (-32, -104)], colour, 8) + rect(-32, -49, 58, 10, colour, 5)


def wheelchair_part(colour: str = PETROL) -> str:
    """Wheel and frame, in the person's units; give it as `held`."""
    wheel = circle(-8, -37, 36, "none", stroke=INK, stroke_width=5) + circle(
        -8, -37, 30, "none", stroke=GREY, stroke_width=2
    )
    spokes = "".join(
        line([(-8 - dx, -37 - dy), (-8 + dx, -37 + dy)], GREY, 1.5)
        for dx, dy in ((30, 0), (0, 30), (21, 21), (21, -21))
    )
    frame = line([(-28, -46), (24, -46), (34, -12), (48, -12)], colour, 5) + line(
        [(-26, -46), (-31, -100), (-42, -102)], colour, 5
    )
    castor = circle(32, -9, 8, "none", stroke=INK, stroke_width=4)
    return frame + spokes + wheel + castor + circle(-8, -37, 5, colour)


def bench(x: float, y: float, w: float = 360, colour: str = WOOD) -> str:
    slats = "".join(rect(0, -178 + k * 34, w, 22, colour, 8) for k in range(3)) + rect(
        -8, -100, w + 16, 22, darker(colour, 0.1), 8
    )
    legs = "".join(line([(a, -172), (a, 0)], STEEL, 12) for a in (34, w - 34))
    return group(legs, slats, x=x, y=y)


def sofa(x: float, y: float, w: float = 520, colour: str = TEAL) -> str:
    dark = darker(colour, 0.16)
    return group(
        rect(20, -250, w - 40, 200, colour, 50),
        rect(0, -170, 84, 160, dark, 38),
        rect(w - 84, -170, 84, 160, dark, 38),
        rect(66, -128, w - 132, 96, lighter(colour, 0.14), 26),
        line([(w / 2, -122), (w / 2, -40)], dark, 4),
        rect(50, -16, 22, 18, BARK, 4),
        rect(w - 72, -16, 22, 18, BARK, 4),
        x=x,
        y=y,
    )
