"""Heads with hair and faces, drawn around the middle of the head (18 wide, 20 high each way)."""

from .palette import CORAL, INK, PAPER, SUN, darker, lighter, mix
from .svg import circle, ellipse, group, line, path, rect, stroke

FRINGE = "M-19 2C-22-28 22-28 19 2C17-4 15-9 12-12C4-7-8-8-12-12C-15-9-17-4-19 2z"
PARTING = "M-19 4C-24-28 20-30 19 3C18-5 14-9 9-13C2-8-10-5-15-7C-17-4-18 0-19 4z"


def _short(colour: str) -> str:
    return path(FRINGE, colour)


def _parted(colour: str) -> str:
    return path(PARTING, colour)


def _ring(colour: str) -> str:
    return path("M-19 6C-22-4-20-11-15-14C-17-8-17-2-16 6zM19 6C22-4 20-11 15-14C17-8 17-2 16 6z", colour)


def _curls(colour: str) -> str:
    spots = [
        (-17, -4),
        (-16, -13),
        (-8, -20),
        (2, -22),
        (11, -18),
        (17, -10),
        (18, -2),
        (0, -15),
        (-9, -13),
        (9, -13),
    ]
    return "".join(circle(x, y, 7, colour) for x, y in spots)


def _bun(colour: str) -> str:
    return circle(2, -25, 9, colour) + path(FRINGE, colour)


def _beanie(colour: str) -> str:
    return (
        path("M-20-4C-22-32 22-32 20-4z", colour)
        + rect(-22, -9, 44, 9, darker(colour), 4)
        + circle(0, -27, 5, lighter(colour, 0.5))
    )


def _cap(colour: str) -> str:
    return path("M-20-5C-22-30 20-30 20-5z", colour) + path(
        "M2-8C14-10 26-8 33-3C24-2 12-3 2-4z", darker(colour)
    )


def _hat(colour: str) -> str:
    return (
        path("M-16-8C-17-30 17-30 16-8z", colour)
        + rect(-16.5, -13, 33, 6, darker(colour, 0.3))
        + ellipse(0, -7.5, 29, 4.5, colour)
    )


def _helmet(colour: str) -> str:
    return (
        path("M-22-4C-24-34 24-34 22-4z", colour)
        + rect(-26, -7, 52, 6, darker(colour, 0.2), 3)
        + path("M-4-27h8v20h-8z", lighter(colour, 0.5))
    )


def _scarf(colour: str) -> str:
    return path(
        "M-19 18C-27-30 27-30 19 18C14 24 6 24 0 24C-6 24-14 24-19 18zM-13.5 2"
        "C-13 14-7 19.5 0 19.5C7 19.5 13 14 13.5 2"
        "C13.5-9 8-13.5 0-13.5C-8-13.5-13.5-9-13.5 2z",
        colour,
        fill_rule="evenodd",
    )


ON_TOP = {
    "short": _short,
    "parted": _parted,
    "ring": _ring,
    "curls": _curls,
    "bun": _bun,
    "bob": _parted,
    "long": _parted,
    "tail": _short,
    "plaits": _short,
    "afro": _short,
    "scarf": _scarf,
}
HEADGEAR = {"beanie": _beanie, "cap": _cap, "hat": _hat, "helmet": _helmet}
BEHIND = {
    "bob": lambda c: path("M-21 0C-24-28 24-28 21 0C22 10 23 16 19 19L-19 19C-23 16-22 10-21 0z", c),
    "long": lambda c: path("M-21 0C-24-28 24-28 21 0C24 20 26 34 21 42L-21 42C-26 34-24 20-21 0z", c),
    "afro": lambda c: circle(0, -6, 29, c),
    "tail": lambda c: path("M-10-16C-30-20-36 4-28 24C-22 14-20 6-14-2z", c),
    "plaits": lambda c: line([(-18, 0), (-23, 32)], c, 9) + line([(18, 0), (23, 32)], c, 9),
    "scarf": lambda c: path("M-20 8C-26 30-26 36-24 42L24 42C26 36 26 30 20 8z", darker(c, 0.1)),
}


EARS_FREE = ("short", "parted", "ring", "curls", "bun", "tail", "plaits")


def hair_behind(style: str, colour: str) -> str:
    return BEHIND[style](colour) if style in BEHIND else ""


def _lips(skin: str) -> str:
    """The inside of a laughing mouth, light enough to be seen on dark skin."""
    return "#b4463c" if int(skin[1:3], 16) < 0xA0 else "#8c2f22"


def _features(skin: str, turn: float, mood: str) -> str:
    shift = turn * 5
    cheek = mix(skin, CORAL, 0.32)
    mouth = {
        "smile": stroke(f"M{shift - 5} 8.5Q{shift} 13.5 {shift + 5} 8.5", darker(skin, 0.72), 1.9),
        "laugh": path(
            f"M{shift - 6} 7.5H{shift + 6}Q{shift + 4} 15 {shift} 15Q{shift - 4} 15 {shift - 6} 7.5z",
            _lips(skin),
        )
        + path(f"M{shift - 5.6} 7.5H{shift + 5.6}L{shift + 5} 10H{shift - 5}z", PAPER),
        "calm": stroke(f"M{shift - 4} 10Q{shift} 11.5 {shift + 4} 10", darker(skin, 0.72), 1.9),
    }[mood]
    eyes = circle(shift - 6.5, -1, 1.9, INK) + circle(shift + 6.5, -1, 1.9, INK)
    cheeks = circle(shift - 10, 6, 3.6, cheek) + circle(shift + 10, 6, 3.6, cheek)
    nose = stroke(
        f"M{shift + turn} 1.5Q{shift + turn * 3 + 1.8} 4.5 {shift + turn - 0.5} 5", darker(skin, 0.3), 1.6
    )
    return cheeks + eyes + nose + mouth


def _beard(colour: str) -> str:
    return path("M-18 1C-18 20-9 25 0 25C9 25 18 20 18 1C14 7 10 6 0 6C-10 6-14 7-18 1z", colour)


def _glasses(turn: float) -> str:
    shift = turn * 5
    frame = {"fill": "none", "stroke": INK, "stroke_width": 1.7}
    return (
        _lens(shift - 6.7, frame)
        + _lens(shift + 6.7, frame)
        + stroke(f"M{shift - 1.7}-1.5Q{shift}-3 {shift + 1.7}-1.5", INK, 1.6)
    )


def _lens(x: float, frame: dict[str, object]) -> str:
    return circle(x, -1, 5, **frame)


def head(
    skin: str,
    style: str,
    hair: str,
    *,
    turn: float = 0,
    mood: str = "smile",
    gear: str = "",
    gear_colour: str = SUN,
    beard: bool = False,
    glasses: bool = False,
    away: bool = False,
) -> str:
    """`turn` from -1 (looks left) to 1 (looks right); `away` shows the back of the head."""
    ears = _ears(skin, turn)
    face = ellipse(0, 0, 17.5, 19.5, skin)
    if away:
        back = hair if style != "ring" else skin
        covered = ellipse(0, -1, 19, 20.5, back)
        return (
            ears
            + face
            + covered
            + (ON_TOP["ring"](hair) if style == "ring" else "")
            + _worn(gear, gear_colour)
        )
    chin = _beard(hair) if beard else ""
    top = ON_TOP[style](hair) if style in ON_TOP and not (gear and style != "scarf") else ""
    sides = ON_TOP["ring"](hair) if gear and style != "scarf" else ""
    seen = _features(skin, turn, mood) + (_glasses(turn) if glasses else "")
    near_ear = (
        circle(-13 if turn > 0 else 13, 2, 4.2, darker(skin, 0.08)) if turn and style in EARS_FREE else ""
    )
    return group(ears, face, chin, seen, sides, top, near_ear, _worn(gear, gear_colour))


def _ears(skin: str, turn: float) -> str:
    if turn:
        return ""
    return circle(-17.5, 2, 4, darker(skin, 0.06)) + circle(17.5, 2, 4, darker(skin, 0.06))


def _worn(gear: str, colour: str) -> str:
    return HEADGEAR[gear](colour) if gear else ""
