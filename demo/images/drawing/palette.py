"""Every colour of the illustrations; the first six are the site's own tokens."""

PETROL = "#0a5663"
DEEP = "#06363f"
SUN = "#f4b63f"
CORAL = "#c8452a"
LEAF = "#3c7a4b"
SAND = "#f6efe3"

INK = "#14272e"
PAPER = "#fffdf9"
CREAM = "#fdf3dd"
MIST = "#dcecec"
SKY = "#e4f0ee"
TEAL = "#5fa3a8"
WATER = "#8fc3c8"
MINT = "#cfe0d3"
SAGE = "#a9cbb2"
MOSS = "#6fa57c"
FOREST = "#2c5f3c"
BLUSH = "#f3d9cf"
PEACH = "#f0a488"
BRICK = "#a83a24"
HONEY = "#dd9526"
STONE = "#d9cdb9"
WOOD = "#c4915d"
BARK = "#86583a"
PLUM = "#7a4560"
ROSE = "#d98a86"
GREY = "#8b9aa0"
STEEL = "#56676e"


def mix(colour: str, other: str, share: float) -> str:
    """Blend `share` (0–1) of `other` into `colour`."""
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def darker(colour: str, share: float = 0.16) -> str:
    return mix(colour, INK, share)


def lighter(colour: str, share: float = 0.3) -> str:
    return mix(colour, PAPER, share)


def _channels(colour: str) -> list[int]:
    return [int(colour[start : start + 2], 16) for start in (1, 3, 5)]
