"""A few words for writing SVG; every function returns markup."""

import math

Point = tuple[float, float]


def number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def tag(name: str, *children: str, **attributes: object) -> str:
    """`fill_rule=…` becomes `fill-rule="…"`; attributes that are None are left out."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{number(value) if isinstance(value, float) else value}"'
        for key, value in attributes.items()
        if value is not None
    )
    inner = "".join(children)
    return f"<{name}{written}>{inner}</{name}>" if inner else f"<{name}{written}/>"


def circle(x: float, y: float, r: float, fill: str, **more: object) -> str:
    return tag("circle", cx=float(x), cy=float(y), r=float(r), fill=fill, **more)


def ellipse(x: float, y: float, rx: float, ry: float, fill: str, **more: object) -> str:
    return tag("ellipse", cx=float(x), cy=float(y), rx=float(rx), ry=float(ry), fill=fill, **more)


def rect(x: float, y: float, w: float, h: float, fill: str, r: float = 0, **more: object) -> str:
    return tag(
        "rect",
        x=float(x),
        y=float(y),
        width=float(w),
        height=float(h),
        rx=float(r) if r else None,
        fill=fill,
        **more,
    )


def path(d: str, fill: str = "none", **more: object) -> str:
    return tag("path", d=d, fill=fill, **more)


def polygon(points: list[Point], fill: str, round_by: float = 0) -> str:
    """A filled shape; `round_by` softens its corners and grows it by half as much."""
    d = "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points) + "z"
    if not round_by:
        return path(d, fill)
    return path(d, fill, stroke=fill, stroke_width=float(round_by), stroke_linejoin="round")


def stroke(d: str, colour: str, width: float, **more: object) -> str:
    return path(
        d,
        stroke=colour,
        stroke_width=float(width),
        stroke_linecap="round",
        stroke_linejoin="round",
        **more,
    )


def line(points: list[Point], colour: str, width: float, **more: object) -> str:
    d = "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points)
    return stroke(d, colour, width, **more)


def group(
    *parts: str,
    x: float = 0,
    y: float = 0,
    scale: float = 1,
    flip: bool = False,
    turn: float = 0,
    **more: object,
) -> str:
    """Place parts that were drawn around the origin."""
    steps = [f"translate({number(x)} {number(y)})"] if x or y else []
    if turn:
        steps.append(f"rotate({number(turn)})")
    if flip or scale != 1:
        steps.append(f"scale({-scale if flip else scale:.3f} {scale:.3f})")
    return tag("g", *parts, transform=" ".join(steps) or None, **more)


def rotated(point: Point, degrees: float) -> Point:
    x, y = point
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return x * cos - y * sin, x * sin + y * cos


def joint(start: Point, end: Point, upper: float, lower: float, bend: int) -> tuple[Point, Point]:
    """Find elbow or knee between two points, and the end that the limb really reaches.

    `bend` (1 or -1) chooses the side to which the limb folds.
    """
    dx, dy = end[0] - start[0], end[1] - start[1]
    wanted = math.hypot(dx, dy) or 0.01
    reach = min(max(wanted, abs(upper - lower) + 0.5), upper + lower - 0.2)
    along = (upper**2 - lower**2 + reach**2) / (2 * reach)
    aside = math.sqrt(max(upper**2 - along**2, 0)) * bend
    ux, uy = dx / wanted, dy / wanted
    middle = (start[0] + ux * along - uy * aside, start[1] + uy * along + ux * aside)
    return middle, (start[0] + ux * reach, start[1] + uy * reach)


def document(width: int, height: int, *parts: str) -> str:
    return tag(
        "svg",
        *parts,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width} {height}",
        width=width,
        height=height,
    )
