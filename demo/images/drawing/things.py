"""Small things in people's hands and on their tables."""

from .palette import BARK, CORAL, CREAM, HONEY, LEAF, PAPER, SAGE, STONE, SUN, WOOD, darker
from .svg import circle, ellipse, group, line, path, rect, stroke


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
            "M-62-50Q-62-66-46-66H46Q62-66 62-50Q50-34 40-46Q28-34 18-46Q4-34-8-46Q-20-34-30-46"
            "Q-46-32-62-50z",
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
