"""What hangs on walls and stands at edges."""

from .nature import sun
from .palette import (
    BARK,
    CORAL,
    CREAM,
    DEEP,
    INK,
    LEAF,
    MINT,
    PAPER,
    PETROL,
    SAGE,
    SKY,
    STONE,
    SUN,
    TEAL,
    WOOD,
    darker,
    lighter,
)
from .svg import circle, ellipse, group, line, path, polygon, rect
from .town import far_town


def big_window(
    x: float, y: float, w: float = 420, h: float = 340, sky: str = SKY, curtain: str = "", night: bool = False
) -> str:
    """A window with a view of the town."""
    name = f"view-{x:.0f}-{y:.0f}-{w:.0f}"
    light = circle(w * 0.78, h * 0.26, 30, CREAM) if night else sun(w * 0.76, h * 0.3, 36, 0.3)
    hills = group(
        path(
            f"M0 {h * 0.66}Q{w * 0.3} {h * 0.45} {w * 0.6} {h * 0.62}T{w} {h * 0.55}V{h}H0z",
            DEEP if night else MINT,
        ),
        far_town(w * 0.1, h * 0.72, w / 700, PETROL if night else TEAL),
        path(
            f"M0 {h * 0.74}Q{w * 0.4} {h * 0.62} {w * 0.7} {h * 0.76}T{w} {h * 0.72}V{h}H0z",
            INK if night else SAGE,
        ),
    )
    view = group(rect(0, 0, w, h, "#1d4a5a" if night else sky), light, hills, clip_path=f"url(#{name})")
    clip = f'<clipPath id="{name}"><rect width="{w}" height="{h}" rx="6"/></clipPath>'
    bars = line([(w / 2, 0), (w / 2, h)], PAPER, 10)
    frame = rect(0, 0, w, h, "none", 6, stroke=PAPER, stroke_width=14)
    sill = rect(-24, h + 4, w + 48, 18, lighter(WOOD, 0.3), 6)
    drapes = ""
    if curtain:
        drapes = (
            path(f"M-34-24H{w * 0.2}Q{w * 0.12} {h * 0.6} -10 {h + 10}H-34z", curtain)
            + path(f"M{w + 34}-24H{w * 0.8}Q{w * 0.88} {h * 0.6} {w + 10} {h + 10}H{w + 34}z", curtain)
            + line([(-50, -24), (w + 50, -24)], BARK, 9)
        )
    return group(clip, view, bars, frame, sill, drapes, x=x, y=y)


def shelf(
    x: float, y: float, w: float = 300, rows: int = 3, gap: float = 120, colour: str = WOOD, seed: int = 1
) -> str:
    """A bookcase; `y` is the floor."""
    palette = [PETROL, CORAL, SUN, LEAF, CREAM, TEAL, DEEP, STONE]
    h = rows * gap + 20
    parts = [
        rect(0, -h, w, h, darker(colour, 0.32), 6),
        rect(0, -h, w, h, "none", 6, stroke=colour, stroke_width=16),
    ]
    for r in range(rows):
        floor = -h + gap * (r + 1) + 6
        left, k = 20, seed * 7 + r * 3
        while left < w - 44:
            thick, tall = 16 + (k * 5) % 13, gap * (0.55 + (k * 7 % 10) / 38)
            parts.append(rect(left, floor - tall, thick, tall, palette[k * 3 % len(palette)], 3))
            left += thick + (3 if k % 6 else 26)
            k += 1
        parts.append(rect(0, floor, w, 13, colour))
    return group(*parts, x=x, y=y)


def lamp(x: float, length: float = 190, colour: str = CORAL, glow: bool = True) -> str:
    light = (
        path(f"M-60 {length + 46}L-170 {length + 360}H170L60 {length + 46}z", SUN, opacity=0.13)
        if glow
        else ""
    )
    return group(
        light,
        line([(0, 0), (0, length)], INK, 4),
        circle(0, length + 46, 18, CREAM),
        path(f"M-66 {length + 50}C-60 {length - 14} 60 {length - 14} 66 {length + 50}z", colour),
        x=x,
        y=0,
    )


def rug(x: float, y: float, rx: float, ry: float, colour: str = CORAL) -> str:
    return (
        ellipse(x, y, rx, ry, colour)
        + ellipse(x, y, rx * 0.86, ry * 0.8, lighter(colour, 0.22))
        + ellipse(x, y, rx * 0.6, ry * 0.54, colour)
    )


def picture_frame(x: float, y: float, w: float = 110, h: float = 90, colour: str = SUN) -> str:
    return group(
        rect(0, 0, w, h, PAPER, 4, stroke=BARK, stroke_width=8),
        circle(w * 0.68, h * 0.36, h * 0.15, colour),
        path(
            f"M8 {h - 8}L{w * 0.36} {h * 0.45}L{w * 0.6} {h * 0.7}L{w * 0.74} {h * 0.56}L{w - 8} {h - 8}z",
            TEAL,
        ),
        x=x,
        y=y,
    )


def board(
    x: float, y: float, w: float, h: float, colour: str = PAPER, frame: str = WOOD, legs: float = 0
) -> str:
    stand = (
        line([(w * 0.16, h), (w * 0.1, h + legs)], darker(frame, 0.2), 13)
        + line([(w * 0.84, h), (w * 0.9, h + legs)], darker(frame, 0.2), 13)
        if legs
        else ""
    )
    return group(stand, rect(0, 0, w, h, colour, 10, stroke=frame, stroke_width=14), x=x, y=y)


def note(x: float, y: float, size: float = 54, colour: str = SUN, turn: float = 0, lines: int = 2) -> str:
    marks = "".join(
        line([(10, 16 + k * 13), (size - (10 if k % 2 == 0 else 22), 16 + k * 13)], darker(colour, 0.45), 3.5)
        for k in range(lines)
    )
    return group(
        rect(0, 0, size, size, colour, 3),
        path(f"M{size} {size - 14}L{size - 14} {size}H{size}z", darker(colour, 0.18)),
        marks,
        x=x,
        y=y,
        turn=turn,
    )


def clock(x: float, y: float, r: float = 50) -> str:
    ticks = "".join(
        circle(x + a * r * 0.72, y + b * r * 0.72, 3.5, DEEP) for a, b in ((0, -1), (1, 0), (0, 1), (-1, 0))
    )
    return (
        circle(x, y, r, CORAL)
        + circle(x, y, r * 0.86, PAPER)
        + ticks
        + line([(x, y - r * 0.5), (x, y), (x + r * 0.36, y + r * 0.2)], DEEP, 6)
    )


def stall(x: float, y: float, w: float = 340, colour: str = CORAL, goods: str = "") -> str:
    """A market stall with a striped awning; `goods` are drawn from the counter's left edge."""
    stripe = w / 8
    awning = "".join(
        path(
            f"M{k * stripe} -510H{(k + 1) * stripe}V-440A{stripe / 2} {stripe / 2} 0 0 1 {k * stripe} -440z",
            colour if k % 2 == 0 else PAPER,
        )
        for k in range(8)
    )
    top = polygon([(14, -550), (w - 14, -550), (w, -508), (0, -508)], darker(colour, 0.14))
    posts = line([(12, -500), (12, 0)], BARK, 11) + line([(w - 12, -500), (w - 12, 0)], BARK, 11)
    planks = "".join(
        line([(4, -150 + k * 48), (w - 4, -150 + k * 48)], darker(WOOD, 0.16), 4) for k in range(1, 3)
    )
    return group(
        posts,
        top,
        awning,
        rect(-6, -172, w + 12, 172, WOOD, 6),
        planks,
        rect(-18, -186, w + 36, 24, lighter(WOOD, 0.25), 8),
        group(goods, y=-186),
        x=x,
        y=y,
    )
