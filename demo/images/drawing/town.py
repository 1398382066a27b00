"""Houses, towers and streets of a small town that does not exist."""

from .nature import fir, poplar, tree
from .palette import (
    BARK,
    BLUSH,
    BRICK,
    CORAL,
    CREAM,
    DEEP,
    HONEY,
    LEAF,
    MINT,
    PAPER,
    PEACH,
    PETROL,
    SAND,
    STONE,
    SUN,
    TEAL,
    darker,
    lighter,
    mix,
)
from .svg import circle, group, line, path, polygon, rect


def window(
    x: float, y: float, w: float = 26, h: float = 34, pane: str = CREAM, frame: str = PAPER, box: bool = False
) -> str:
    flowers = (
        rect(x - 4, y + h, w + 8, 7, BARK, 2)
        + "".join(circle(x + w * k / 4 + 3, y + h - 2, 5, CORAL if k % 2 else SUN) for k in range(4))
        if box
        else ""
    )
    cross = line([(x + w / 2, y), (x + w / 2, y + h)], frame, 3) + line(
        [(x, y + h * 0.45), (x + w, y + h * 0.45)], frame, 3
    )
    return rect(x - 3, y - 3, w + 6, h + 6, frame, 3) + rect(x, y, w, h, pane, 2) + cross + flowers


def door(x: float, y: float, w: float = 40, h: float = 74, colour: str = PETROL) -> str:
    return (
        path(
            f"M{x - 4} {y}V{y - h + w / 2}A{w / 2 + 4} {w / 2 + 4} 0 0 1 {x + w + 4} {y - h + w / 2}V{y}z",
            PAPER,
        )
        + path(f"M{x} {y}V{y - h + w / 2}A{w / 2} {w / 2} 0 0 1 {x + w} {y - h + w / 2}V{y}z", colour)
        + circle(x + w - 9, y - h * 0.4, 3, SUN)
    )


def house(
    x: float,
    y: float,
    w: float = 150,
    h: float = 170,
    wall: str = CREAM,
    roof: str = CORAL,
    *,
    floors: int = 2,
    columns: int = 2,
    entrance: str = PETROL,
    beams: bool = False,
    box: bool = False,
    pane: str = TEAL,
    chimney: bool = True,
) -> str:
    """Gable to the street; `x` is the left wall, `y` the ground."""
    peak = w * 0.46
    shape = [(0, 0), (0, -h), (w / 2, -h - peak), (w, -h), (w, 0)]
    smoke = rect(w * 0.7, -h - peak * 0.86, w * 0.11, peak * 0.6, darker(roof, 0.25)) if chimney else ""
    front = polygon(shape, wall) + polygon(
        [(w * 0.82, 0), (w * 0.82, -h - 2), (w, -h), (w, 0)], darker(wall, 0.05)
    )
    eaves = line([(-10, -h + 9), (w / 2, -h - peak), (w + 10, -h + 9)], roof, 17)
    timber = _beams(w, h, peak) if beams else ""
    step = w / columns
    cell = h / floors
    panes = "".join(
        window(step * c + step / 2 - 13, -h + cell * r + cell * 0.26, pane=pane, box=box)
        for r in range(floors)
        for c in range(columns)
        if not (entrance and r == floors - 1 and c == columns // 2)
    )
    way_in = (
        door(step * (columns // 2) + step / 2 - 19, 0, 38, min(74, cell * 0.86), entrance) if entrance else ""
    )
    loft = circle(w / 2, -h - peak * 0.36, 12, PAPER) + circle(w / 2, -h - peak * 0.36, 8.5, pane)
    return group(smoke, front, timber, eaves, loft, panes, way_in, x=x, y=y)


def _beams(w: float, h: float, peak: float) -> str:
    wood = mix(BARK, DEEP, 0.2)
    posts = [
        [(6, 0), (6, -h)],
        [(w - 6, 0), (w - 6, -h)],
        [(w / 2, -h * 0.52), (w / 2, -h)],
        [(4, -h), (w - 4, -h)],
        [(4, -h * 0.5), (w - 4, -h * 0.5)],
    ]
    slopes = [[(8, -h * 0.5), (w * 0.16, -h)], [(w - 8, -h * 0.5), (w * 0.84, -h)]]
    return "".join(line(points, wood, 7) for points in posts + slopes)


def long_house(
    x: float,
    y: float,
    w: float = 230,
    h: float = 130,
    wall: str = BLUSH,
    roof: str = PETROL,
    *,
    columns: int = 4,
    entrance: str = CORAL,
    pane: str = TEAL,
) -> str:
    """Roof ridge along the street."""
    top = polygon([(-14, -h), (22, -h - 88), (w - 22, -h - 88), (w + 14, -h)], roof)
    tiles = "".join(
        line([(14 - 14 * k, -h - 66 + 24 * k), (w - 14 + 14 * k, -h - 66 + 24 * k)], darker(roof, 0.12), 3)
        for k in range(3)
    )
    dormer = polygon(
        [
            (w * 0.42, -h - 14),
            (w * 0.42, -h - 46),
            (w * 0.5, -h - 70),
            (w * 0.58, -h - 46),
            (w * 0.58, -h - 14),
        ],
        wall,
    )
    step = w / columns
    panes = "".join(
        window(step * c + step / 2 - 14, -h * 0.74, 28, 38, pane=pane)
        for c in range(columns)
        if c != columns // 2
    )
    return group(
        rect(0, -h, w, h, wall),
        top,
        tiles,
        dormer,
        window(w * 0.5 - 9, -h - 48, 18, 24, pane=pane),
        panes,
        door(step * (columns // 2) + step / 2 - 20, 0, 40, 84, entrance),
        x=x,
        y=y,
    )


def tower(x: float, y: float, w: float = 84, h: float = 360, wall: str = STONE, roof: str = PETROL) -> str:
    """A round gate tower with a clock; the town's invented landmark."""
    bands = "".join(rect(-4, -h * k, w + 8, 9, darker(wall, 0.14), 3) for k in (0.34, 0.66))
    slits = "".join(rect(w / 2 - 8, -h * k, 16, 30, DEEP, 8) for k in (0.24, 0.56))
    cone = polygon([(-16, -h), (w / 2, -h - 118), (w + 16, -h)], roof) + polygon(
        [(w / 2, -h - 118), (w + 16, -h), (w * 0.66, -h)], darker(roof, 0.15)
    )
    flag = line([(w / 2, -h - 116), (w / 2, -h - 164)], DEEP, 4) + path(
        f"M{w / 2} {-h - 162}q22-8 42 4q-8 8 0 18q-22-10-42-2z", SUN
    )
    clock = (
        circle(w / 2, -h * 0.84, 27, PAPER)
        + circle(w / 2, -h * 0.84, 22, SAND)
        + line([(w / 2, -h * 0.84 - 14), (w / 2, -h * 0.84), (w / 2 + 10, -h * 0.84 + 5)], DEEP, 4)
    )
    crown = rect(-8, -h - 2, w + 16, 16, darker(wall, 0.1), 4)
    return group(
        rect(0, -h, w, h, wall),
        rect(w * 0.7, -h, w * 0.3, h, darker(wall, 0.07)),
        bands,
        slits,
        clock,
        cone,
        crown,
        flag,
        x=x,
        y=y,
    )


def old_town(x: float, y: float, scale: float = 1) -> str:
    """The quarter that stands on the hill in many pictures, about 1000 wide and 500 high."""
    back = (
        house(70, -70, 120, 190, mix(TEAL, PAPER, 0.5), PETROL, columns=2, floors=3, entrance="")
        + house(300, -80, 130, 230, mix(SUN, PAPER, 0.55), BRICK, columns=2, floors=3, entrance="")
        + tower(452, -60, 84, 380)
        + house(560, -76, 136, 220, BLUSH, PETROL, columns=2, floors=3, entrance="")
        + house(800, -60, 120, 170, MINT, CORAL, columns=2, floors=2, entrance="")
    )
    front = (
        poplar(20, 0, 1)
        + house(40, 0, 146, 150, CREAM, CORAL, beams=True, entrance=LEAF)
        + house(196, 0, 132, 190, PEACH, PETROL, floors=3, entrance=DEEP, box=True)
        + long_house(340, 0, 240, 130, SAND, BRICK, entrance=PETROL)
        + house(594, 0, 140, 180, mix(TEAL, PAPER, 0.35), DEEP, entrance=CORAL, box=True)
        + house(744, 0, 130, 140, lighter(SUN, 0.35), CORAL, beams=True, entrance=PETROL)
        + long_house(890, 0, 170, 100, BLUSH, PETROL, columns=3, entrance=HONEY)
        + tree(1080, 0, 1)
        + fir(-20, 6, 0.8)
    )
    return group(back, front, x=x, y=y, scale=scale)


def far_town(x: float, y: float, scale: float = 1, colour: str = TEAL) -> str:
    """The same town from far away, in one colour."""
    skyline = (
        "M0 0V-50L30-80L60-50V-90L92-126L124-90V-70H170V-200L190-262L210-200V-84H250V-120"
        "L284-152L318-120V-60H380V-96L410-126L440-96V-40H500V-66L526-92L552-66V0z"
    )
    panes = "".join(
        rect(a, b, 9, 13, SUN, 2)
        for a, b in (
            (84, -78),
            (102, -56),
            (184, -168),
            (184, -120),
            (272, -96),
            (292, -62),
            (402, -72),
            (120, -34),
            (522, -40),
        )
    )
    return group(path(skyline, colour), panes, x=x, y=y, scale=scale)


def bunting(
    x1: float, y1: float, x2: float, y2: float, sag: float = 50, flags: int = 11, size: float = 1
) -> str:
    colours = [CORAL, SUN, PETROL, LEAF, PAPER]

    def at(t: float) -> tuple[float, float]:
        return x1 + (x2 - x1) * t, y1 + (y2 - y1) * t + sag * 4 * t * (1 - t)

    string = line([at(k / 24) for k in range(25)], DEEP, 3)
    pennants = "".join(
        group(
            path("M-17 0H17L0 36z", colours[k % 5]),
            x=at((k + 0.5) / flags)[0],
            y=at((k + 0.5) / flags)[1],
            scale=size,
        )
        for k in range(flags)
    )
    return string + pennants
