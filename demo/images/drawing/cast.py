"""The invented people of the town: the same faces meet again from picture to picture."""

from .palette import (
    BARK,
    CORAL,
    CREAM,
    DEEP,
    FOREST,
    HONEY,
    INK,
    LEAF,
    MIST,
    PAPER,
    PEACH,
    PETROL,
    PLUM,
    STEEL,
    STONE,
    SUN,
    TEAL,
)
from .people import Look

FAIR, ROSY, TAN, OLIVE, BROWN, DARK = "#f6d3b3", "#efbf9b", "#d9a173", "#c48a5c", "#8f5b3b", "#5f3a27"
GREY_HAIR, WHITE_HAIR, BLOND, RED, BROWN_HAIR, BLACK = (
    "#a9adb0",
    "#e6e2da",
    "#d9a648",
    "#a9502b",
    "#5d3a26",
    "#231b1c",
)

AMIRA = Look(OLIVE, TEAL, "scarf", CORAL, DEEP, garment="coat")
THEO = Look(FAIR, WHITE_HAIR, "ring", LEAF, STEEL, BARK, garment="vest", second=FOREST, glasses=True)
HELGA = Look(ROSY, GREY_HAIR, "bun", PLUM, "#b98d73", BARK, garment="dress", glasses=True)
SAMUEL = Look(DARK, BLACK, "short", SUN, DEEP, PAPER, sleeves="short", beard=False)
LENA = Look(FAIR, BLOND, "tail", PETROL, INK, CORAL)
JONAS = Look(ROSY, RED, "parted", TEAL, DEEP, PAPER, beard=True, sleeves="short")
NOOR = Look(BROWN, BLACK, "long", SUN, BROWN, DEEP, garment="dress", sleeves="short")
EMRE = Look(TAN, BLACK, "parted", PETROL, STEEL, BARK, beard=True)
MARTA = Look(TAN, BROWN_HAIR, "bob", LEAF, INK, CORAL, garment="skirt", second=DEEP)
GRACE = Look(DARK, BLACK, "afro", CORAL, DEEP, SUN, sleeves="short")
KARL = Look(
    ROSY,
    GREY_HAIR,
    "short",
    STONE,
    BARK,
    INK,
    gear="hat",
    gear_colour="#7c6a52",
    garment="vest",
    second="#8a7354",
)
LIN = Look("#f1cfa5", BLACK, "bob", PEACH, PETROL, INK, glasses=True)
PAUL = Look(FAIR, BROWN_HAIR, "short", MIST, PETROL, BARK, garment="vest", second=TEAL, glasses=True)
OLENA = Look(FAIR, BROWN_HAIR, "plaits", CREAM, CORAL, DEEP, garment="skirt", second=CORAL)

_child = {"size": 0.64, "head_size": 1.42}
_teen = {"size": 0.88, "head_size": 1.1}
MILA = Look(FAIR, BLOND, "plaits", CORAL, FAIR, PETROL, garment="dress", sleeves="short", **_child)
ELIAS = Look(BROWN, BLACK, "curls", SUN, PETROL, CORAL, sleeves="short", **_child)
FINN = Look(ROSY, RED, "short", LEAF, DEEP, SUN, **_child)
AYLA = Look(TAN, BLACK, "tail", PETROL, CORAL, INK, **_child)
TODDLER = Look(TAN, BROWN_HAIR, "short", SUN, LEAF, CORAL, size=0.5, head_size=1.62)
ZOE = Look(OLIVE, BLACK, "curls", HONEY, DEEP, PAPER, garment="hoodie", **_teen)
BEN = Look(FAIR, BLOND, "parted", PETROL, STEEL, CORAL, garment="hoodie", **_teen)
