"""Sky, land and everything that grows."""

import random

from .palette import (
    BARK,
    CORAL,
    FOREST,
    LEAF,
    MINT,
    MOSS,
    PAPER,
    PETROL,
    SAGE,
    SUN,
    WATER,
    darker,
    lighter,
    mix,
)
from .svg import circle, ellipse, group, line, path, rect, stroke


def sun(x: float, y: float, r: float, halo: float = 0.35) -> str:
    return (
        circle(x, y, r * 1.7, SUN, opacity=halo * 0.4)
        + circle(x, y, r * 1.32, SUN, opacity=halo * 0.7)
        + circle(x, y, r, SUN)
    )


def cloud(x: float, y: float, scale: float = 1, colour: str = PAPER) -> str:
    return group(
        path("M-80 0C-104 0-104-36-76-36C-74-66-28-74-14-50C4-72 50-62 48-34C78-38 86 0 60 0z", colour),
        x=x,
        y=y,
        scale=scale,
    )


def birds(x: float, y: float, scale: float = 1, colour: str = PETROL) -> str:
    flock = [(0, 0), (44, -18), (70, 12)]
    wings = "".join(
        stroke(f"M{a - 12} {b - 5}Q{a - 4} {b - 9} {a} {b}Q{a + 4} {b - 9} {a + 12} {b - 5}", colour, 3.5)
        for a, b in flock
    )
    return group(wings, x=x, y=y, scale=scale)


def hill(width: float, left: float, middle: float, right: float, colour: str, bottom: float = 1100) -> str:
    """A wave across the picture through three heights."""
    third = width / 3
    return path(
        f"M0 {left}C{third * 0.7:.0f} {left} {third * 0.9:.0f} {middle} {width / 2:.0f} {middle}"
        f"S{width - third * 0.6:.0f} {right} {width} {right}V{bottom}H0z",
        colour,
    )


def tree(x: float, y: float, scale: float = 1, colour: str = LEAF) -> str:
    light, dark = mix(colour, SUN, 0.16), darker(colour, 0.14)
    crown = (
        ellipse(0, -112, 52, 60, colour)
        + circle(-34, -84, 32, dark)
        + circle(34, -88, 34, colour)
        + circle(14, -140, 30, light)
    )
    trunk = (
        line([(0, 0), (0, -90)], BARK, 13)
        + line([(0, -52), (20, -78)], BARK, 7)
        + line([(0, -62), (-16, -84)], BARK, 6)
    )
    return group(ellipse(0, 2, 44, 7, FOREST, opacity=0.22), crown, trunk, x=x, y=y, scale=scale)


def poplar(x: float, y: float, scale: float = 1, colour: str = FOREST) -> str:
    crown = path("M0-190C34-150 34-60 22-24Q0-8-22-24C-34-60-34-150 0-190z", colour)
    return group(
        line([(0, 0), (0, -30)], BARK, 10),
        crown,
        path("M0-190C34-150 34-60 22-24Q12-16 0-14z", darker(colour, 0.12)),
        x=x,
        y=y,
        scale=scale,
    )


def fir(x: float, y: float, scale: float = 1, colour: str = FOREST) -> str:
    tiers = "".join(
        path(f"M0 {-170 + k * 40}L{34 + k * 8} {-92 + k * 36}H{-34 - k * 8}z", mix(colour, LEAF, k * 0.14))
        for k in (2, 1, 0)
    )
    return group(line([(0, 0), (0, -30)], BARK, 10), tiers, x=x, y=y, scale=scale)


def bush(x: float, y: float, scale: float = 1, colour: str = MOSS) -> str:
    return group(
        path("M-70 0C-92-36-50-62-30-48C-22-84 36-84 42-46C70-58 92-22 70 0z", colour),
        circle(-22, -28, 5, lighter(colour, 0.4)),
        circle(20, -46, 5, lighter(colour, 0.4)),
        circle(44, -20, 5, lighter(colour, 0.4)),
        x=x,
        y=y,
        scale=scale,
    )


def flower(x: float, y: float, scale: float = 1, colour: str = CORAL) -> str:
    petals = "".join(
        circle(dx, -34 + dy, 6, colour) for dx, dy in ((0, -7), (7, -1), (4, 7), (-4, 7), (-7, -1))
    )
    stem = stroke("M0 0Q-2-16 0-30", LEAF, 3.5) + path("M0-8Q12-20 18-12Q10-4 0-8z", LEAF)
    return group(stem, petals, circle(0, -34, 5, SUN if colour != SUN else CORAL), x=x, y=y, scale=scale)


def tuft(x: float, y: float, scale: float = 1, colour: str = MOSS) -> str:
    return group(stroke("M-8 0Q-10-12-16-18M0 0Q0-14 2-24M8 0Q10-10 18-16", colour, 4), x=x, y=y, scale=scale)


def meadow(
    seed: int, left: float, right: float, top: float, bottom: float, count: int = 16, colour: str = MOSS
) -> str:
    """Tufts and flowers scattered the same way each time."""
    dice = random.Random(seed)  # noqa: S311
    plants = []
    for y in sorted(dice.uniform(top, bottom) for _ in range(count)):
        x, scale = dice.uniform(left, right), dice.uniform(0.8, 1.2)
        bloom = dice.choice([None, None, None, SUN, CORAL, PAPER])
        plants.append(flower(x, y, scale * 0.8, bloom) if bloom else tuft(x, y, scale, colour))
    return "".join(plants)


def sprout(x: float, y: float, scale: float = 1, colour: str = LEAF) -> str:
    return group(
        stroke("M0 0Q2-20 0-42", colour, 5),
        path("M0-26C-26-30-30-50-28-58C-6-56 0-42 0-26z", colour),
        path("M0-34C22-36 30-54 28-64C8-62 0-50 0-34z", mix(colour, SUN, 0.2)),
        x=x,
        y=y,
        scale=scale,
    )


def pot_plant(x: float, y: float, scale: float = 1, pot: str = CORAL) -> str:
    leaves = "".join(
        path(
            f"M0-46Q{dx * 0.2:.0f} {dy * 0.7 - 30:.0f} {dx} {dy}"
            f"Q{dx * 1.1 + 8:.0f} {dy * 0.4 - 20:.0f} 0-46z",
            colour,
        )
        for dx, dy, colour in (
            (-52, -110, MOSS),
            (50, -116, LEAF),
            (-20, -150, LEAF),
            (24, -156, MOSS),
            (-62, -66, LEAF),
            (60, -72, MOSS),
        )
    )
    return group(
        leaves,
        path("M-30-50H30L22 0H-22z", pot),
        rect(-34, -56, 68, 14, darker(pot, 0.12), 4),
        x=x,
        y=y,
        scale=scale,
    )


def brook(d: str, width: float) -> str:
    return stroke(d, WATER, width) + stroke(d, lighter(WATER, 0.45), width * 0.08, stroke_dasharray="60 90")


def landscape(width: int, sky: str, horizon: float, bottom: float) -> str:
    """Sky and three hills, the ground for most outdoor pictures."""
    return (
        rect(0, 0, width, bottom, sky)
        + hill(width, horizon + 30, horizon - 60, horizon + 20, MINT)
        + hill(width, horizon + 60, horizon + 70, horizon - 10, SAGE)
        + hill(width, horizon + 150, horizon + 120, horizon + 170, mix(SAGE, MOSS, 0.45))
    )
