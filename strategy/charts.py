"""The geometry of an indicator's chart, in per cent of its area, so that it fits any width.

Bars are what was reached, dots on a line what was aimed at. Numbers are text of its own size, not part of a
drawing that shrinks, so they stay readable on a phone and grow with the reader's letters.
"""

from dataclasses import dataclass
from decimal import Decimal

from django.utils import formats

TOP = 4.0  # room for a dot
BOTTOM = 80.0  # below it stand the number and the year of each column
BAR_SHARE = 0.5  # of the room each year has
MANY_YEARS = 6


def describe_number(number: Decimal | None) -> str:
    """Return for example "1.250" or "12,5", without idle zeros; "" without a number."""
    if number is None:
        return ""
    text = formats.number_format(f"{number.normalize():f}", use_l10n=True, force_grouping=True)
    return text.replace("-", "−")


@dataclass(frozen=True)
class YearValue:
    year: int
    target: Decimal | None
    actual: Decimal | None

    @property
    def target_text(self) -> str:
        return describe_number(self.target)

    @property
    def actual_text(self) -> str:
        return describe_number(self.actual)


@dataclass(frozen=True)
class Bar:
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Column:
    """One year: `middle` is where its label stands; `bar` and `target_y` are missing without a value."""

    value: YearValue
    middle: float
    bar: Bar | None
    target_y: float | None


@dataclass(frozen=True)
class Line:
    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True)
class Chart:
    columns: list[Column]
    target_lines: list[Line]
    zero_y: float

    @property
    def is_dense(self) -> bool:
        """So many years that a phone has no room for each label."""
        return len(self.columns) > MANY_YEARS


def draw(values: list[YearValue]) -> Chart:
    """Return where everything stands. The zero line is always in it: bars that start higher lie."""
    scale = _Scale(values)
    room = 100 / max(len(values), 1)
    columns = [_column(value, index, room, scale) for index, value in enumerate(values)]
    return Chart(columns, _target_lines(columns), scale.y(Decimal(0)))


class _Scale:
    def __init__(self, values: list[YearValue]):
        numbers = [
            number for value in values for number in (value.target, value.actual) if number is not None
        ]
        self.lowest = min([Decimal(0), *numbers])
        self.span = max([Decimal(0), *numbers]) - self.lowest

    def y(self, number: Decimal) -> float:
        share = float((number - self.lowest) / self.span) if self.span else 0.0
        return round(BOTTOM - share * (BOTTOM - TOP), 2)


def _column(value: YearValue, index: int, room: float, scale: _Scale) -> Column:
    middle = round((index + 0.5) * room, 2)
    target_y = None if value.target is None else scale.y(value.target)
    return Column(value, middle, _bar(value, middle, room, scale), target_y)


def _bar(value: YearValue, middle: float, room: float, scale: _Scale) -> Bar | None:
    if value.actual is None:
        return None
    width = min(room * BAR_SHARE, 14)
    ends = sorted([scale.y(value.actual), scale.y(Decimal(0))])
    return Bar(round(middle - width / 2, 2), ends[0], round(width, 2), round(ends[1] - ends[0], 2))


def _target_lines(columns: list[Column]) -> list[Line]:
    points = [(column.middle, column.target_y) for column in columns if column.target_y is not None]
    return [Line(*start, *end) for start, end in zip(points, points[1:], strict=False)]
