"""People: who they are (`Look`), what they do (`Pose`), and how both are drawn.

A person stands on the origin and is about 200 units high; y grows downwards.
"""

from dataclasses import dataclass, replace

from .heads import hair_behind, head
from .palette import INK, darker
from .svg import Point, circle, ellipse, group, joint, line, polygon, rotated, stroke

ARM, FOREARM, THIGH, SHIN = 30, 29, 39.5, 39.5


@dataclass(frozen=True)
class Look:
    """Everything about a person that stays the same from picture to picture."""

    skin: str
    hair: str
    style: str
    top: str
    bottom: str
    shoes: str = INK
    garment: str = "shirt"  # shirt, dress, skirt, coat, vest, apron, uniform, hoodie
    sleeves: str = "long"
    second: str = "#fffdf9"
    size: float = 1.0
    head_size: float = 1.0
    beard: bool = False
    glasses: bool = False
    gear: str = ""
    gear_colour: str = "#f4b63f"

    def wearing(self, **changes: object) -> "Look":
        return replace(self, **changes)


@dataclass(frozen=True)
class Pose:
    """Hands and feet are where they should be; elbows and knees follow."""

    hip: Point = (0, -84)
    lean: float = 0
    turn: float = 0
    left_hand: Point = (-27, -82)
    right_hand: Point = (27, -82)
    left_foot: Point = (-11, -3)
    right_foot: Point = (11, -3)
    knees: int = -1
    tilt: float = 0
    mood: str = "smile"
    away: bool = False

    def but(self, **changes: object) -> "Pose":
        return replace(self, **changes)


STAND = Pose()
WAVE = Pose(right_hand=(46, -188), tilt=4, mood="laugh")
WAVE_LEFT = Pose(left_hand=(-46, -188), tilt=-4, mood="laugh")
CHEER = Pose(left_hand=(-40, -196), right_hand=(40, -196), mood="laugh")
HIPS = Pose(left_hand=(-22, -92), right_hand=(22, -92))
WALK = Pose(
    turn=0.8, lean=4, left_foot=(-26, -8), right_foot=(24, -3), left_hand=(-24, -92), right_hand=(28, -94)
)
HOLD = Pose(left_hand=(-10, -108), right_hand=(12, -108))
POINT = Pose(turn=0.8, right_hand=(72, -160), left_hand=(-26, -88))
REACH = Pose(turn=0.8, right_hand=(56, -116), left_hand=(40, -108), lean=4)
SIT = Pose(
    hip=(-6, -56),
    turn=0.8,
    left_foot=(34, -3),
    right_foot=(40, -3),
    left_hand=(26, -74),
    right_hand=(32, -72),
)
KNEEL = Pose(
    hip=(-12, -48),
    turn=0.8,
    lean=16,
    left_foot=(-46, -6),
    right_foot=(24, -3),
    left_hand=(40, -40),
    right_hand=(48, -44),
)
RUN = Pose(
    hip=(0, -80),
    turn=0.9,
    lean=12,
    left_foot=(-44, -30),
    right_foot=(26, -6),
    left_hand=(-22, -100),
    right_hand=(44, -112),
    mood="laugh",
)


def person(
    look: Look,
    x: float,
    y: float,
    scale: float = 2.2,
    pose: Pose = STAND,
    *,
    held: str = "",
    flip: bool = False,
    behind: str = "",
) -> str:
    """`held` lies between body and front arm, `behind` behind everything; both in the person's units."""
    shadow = ellipse(0, 0, 40, 6, INK, opacity=0.1)
    size = scale * look.size
    return group(shadow, behind, *_body(look, pose, held), x=x, y=y, scale=size, flip=flip)


def _body(look: Look, pose: Pose, held: str) -> list[str]:
    chest = _offset(pose.hip, rotated((0, -56), pose.lean))
    width = 19 - 5 * abs(pose.turn)
    left, right = (_offset(chest, rotated((side * width, 3), pose.lean)) for side in (-1, 1))
    crown = _offset(chest, rotated((pose.turn * 3, -33), pose.lean))
    face = group(
        head(
            look.skin,
            look.style,
            look.hair,
            turn=pose.turn,
            mood=pose.mood,
            gear=look.gear,
            gear_colour=look.gear_colour,
            beard=look.beard,
            glasses=look.glasses,
            away=pose.away,
        ),
        x=crown[0],
        y=crown[1],
        turn=pose.lean * 0.5 + pose.tilt,
        scale=look.head_size,
    )
    mane = group(
        hair_behind(look.style, look.hair),
        x=crown[0],
        y=crown[1],
        turn=pose.lean * 0.5 + pose.tilt,
        scale=look.head_size,
    )
    neck = line([chest, _offset(chest, rotated((pose.turn * 2, -16), pose.lean))], darker(look.skin, 0.1), 13)
    left_arm = _arm(look, left, pose.left_hand, -1, pose.turn, behind=pose.turn > 0)
    right_arm = _arm(look, right, pose.right_hand, 1, pose.turn)
    hidden, shown = (left_arm, right_arm) if pose.turn > 0 else ("", left_arm + right_arm)
    upper = [neck, *_clothes(look, pose, chest, width)]
    if pose.away:
        return [hidden, *_legs(look, pose), *upper, shown, face, mane, held]
    order = [mane, hidden, *_legs(look, pose), *upper, face]
    if look.style == "scarf":
        order = [hidden, *_legs(look, pose), *upper, mane, face]
    return [*order, held, shown]


def _offset(point: Point, by: Point) -> Point:
    return point[0] + by[0], point[1] + by[1]


def _legs(look: Look, pose: Pose) -> list[str]:
    bare = look.garment in ("dress", "skirt")
    tint = look.bottom
    width = 15 if bare else 19
    parts = []
    for side, foot, shade in ((-1, pose.left_foot, 0.14), (1, pose.right_foot, 0)):
        hip = _offset(pose.hip, (side * (9 - 5 * abs(pose.turn)), 0))
        knee, ankle = joint(
            hip, (foot[0], foot[1] - 4), THIGH, SHIN, pose.knees if pose.turn else side * pose.knees
        )
        parts.append(line([hip, knee, ankle], darker(tint, shade) if shade else tint, width))
        parts.append(_shoe(look, ankle, side if not pose.turn else 1, bool(pose.turn)))
    return parts


def _shoe(look: Look, ankle: Point, side: int, sideways: bool) -> str:
    x, y = ankle
    length = 15 if sideways else 8
    return stroke(f"M{x - 1:.1f} {y + 3:.1f}h{side * length}", look.shoes, 11)


def _clothes(look: Look, pose: Pose, chest: Point, width: float) -> list[str]:
    hips = 15 - 3 * abs(pose.turn)

    def across(height: float, half: float) -> list[Point]:
        return [_offset(pose.hip, rotated((side * half, -height), pose.lean)) for side in (-1, 1)]

    low, high = across(2, hips - 5), across(53, width - 5)
    torso = polygon([low[0], high[0], high[1], low[1]], look.top, 16)
    extras = {
        "dress": lambda: _skirt(pose, look.top, hips),
        "skirt": lambda: _skirt(pose, look.second, hips),
        "coat": lambda: _coat(pose, look.top, hips),
        "vest": lambda: _vest(look, across),
        "apron": lambda: _apron(look, across, hips),
        "uniform": lambda: "".join(line(across(height, width - 1), look.second, 6) for height in (12, 40)),
        "hoodie": lambda: _hoodie(look, across),
    }
    return [torso, extras[look.garment]() if look.garment in extras else ""]


def _skirt(pose: Pose, colour: str, hips: float) -> str:
    x, y = pose.hip
    if pose.hip[1] > -70:
        knee, _ = joint(pose.hip, pose.right_foot, THIGH, SHIN, pose.knees)
        front = max(knee[0] - 4, x + 14)
        return polygon(
            [
                (x - hips + 2, y - 14),
                (x + hips - 2, y - 14),
                (front, y - 8),
                (front + 2, y + 18),
                (x - hips + 2, y + 6),
            ],
            colour,
            12,
        )
    return polygon(
        [(x - hips + 4, y - 16), (x + hips - 4, y - 16), (x + hips + 11, y + 36), (x - hips - 11, y + 36)],
        colour,
        10,
    )


def _coat(pose: Pose, colour: str, hips: float) -> str:
    x, y = pose.hip
    hem = polygon(
        [(x - hips + 3, y - 10), (x + hips - 3, y - 10), (x + hips + 2, y + 24), (x - hips - 2, y + 24)],
        colour,
        12,
    )
    return hem + line([(x + pose.turn * 6, y - 50), (x + pose.turn * 6, y + 28)], darker(colour, 0.2), 2)


def _vest(look: Look, across) -> str:
    low, high = across(0, 11), across(54, 13)
    inner_low, inner_high = across(0, 4), across(54, 6)
    left = polygon([low[0], high[0], inner_high[0], inner_low[0]], look.second, 8)
    return left + polygon([low[1], high[1], inner_high[1], inner_low[1]], look.second, 8)


def _apron(look: Look, across, hips: float) -> str:
    top, waist, hem = across(42, 9), across(18, hips - 2), across(-30, hips)
    return polygon([top[0], top[1], waist[1], hem[1], hem[0], waist[0]], look.second, 7)


def _hoodie(look: Look, across) -> str:
    pocket_top, pocket_low, hood = across(20, 7), across(5, 11), across(55, 9)
    shade = darker(look.top, 0.18)
    return polygon([pocket_top[0], pocket_top[1], pocket_low[1], pocket_low[0]], shade, 3) + line(
        hood, shade, 9
    )


def _elbow(shoulder: Point, hand: Point, side: int, turn: float) -> tuple[Point, Point]:
    """Elbows hang below a reaching hand; near the body they point out, or back in a side view."""
    ways = [joint(shoulder, hand, ARM, FOREARM, bend) for bend in (1, -1)]
    if abs(hand[0] - shoulder[0]) < 34 and hand[1] > shoulder[1] + 8:
        outward = -1 if turn > 0 else 1 if turn < 0 else side
        return max(ways, key=lambda way: way[0][0] * outward)
    return max(ways, key=lambda way: way[0][1])


def _arm(look: Look, shoulder: Point, hand: Point, side: int, turn: float, *, behind: bool = False) -> str:
    elbow, wrist = _elbow(shoulder, hand, side, turn)
    cloth = darker(look.top, 0.2 if behind else 0.09)
    skin = darker(look.skin, 0.14 if behind else 0)
    fist = circle(wrist[0], wrist[1], 7.5, skin)
    if look.sleeves == "long":
        return line([shoulder, elbow, wrist], cloth, 14.5) + fist
    half = ((shoulder[0] + elbow[0] * 2) / 3, (shoulder[1] + elbow[1] * 2) / 3)
    return line([shoulder, elbow, wrist], skin, 11.5) + fist + line([shoulder, half], cloth, 15)
