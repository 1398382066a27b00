"""`near` and `radius`: a point on the earth, and what lies how far from it."""

from math import asin, cos, radians, sin, sqrt
from typing import Annotated

from pydantic import AfterValidator, Field, WithJsonSchema

from .parameters import Text, Whole

RADIUS_OF_EARTH = 6_371_008  # metres
FARTHEST = 100_000
NEAR_HELP = (
    "Latitude and longitude, divided by a comma; rounded to three decimals. No cache keeps such an answer."
)
RADIUS_HELP = "In metres around `near`; what has no known place is left out."
Point = tuple[float, float]


def read_point(text: str) -> Point:
    """Read "49.97,6.52". Three decimals are a hundred metres: nobody needs to know it better."""
    try:
        latitude, longitude = (round(float(part), 3) for part in text.split(","))
    except ValueError:
        raise ValueError("Give latitude and longitude as 49.974,6.526.") from None
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise ValueError("Latitude lies between -90 and 90, longitude between -180 and 180.")
    return latitude, longitude


Near = Annotated[
    Text, AfterValidator(read_point), WithJsonSchema({"type": "string", "examples": ["49.974,6.526"]})
]
Radius = Annotated[
    Whole,
    Field(ge=1, le=FARTHEST),
    WithJsonSchema({"type": "integer", "minimum": 1, "maximum": FARTHEST}),
]


def metres_between(one: Point, other: Point) -> int:
    """Return the great-circle distance of two points (latitude, longitude) by the haversine formula."""
    (lat1, lng1), (lat2, lng2) = (map(radians, point) for point in (one, other))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lng2 - lng1) / 2) ** 2
    return round(2 * RADIUS_OF_EARTH * asin(min(1, sqrt(half))))
