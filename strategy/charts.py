"""The geometry of an indicator's chart, in per cent of its area, so that it fits any width.

Bars show actual values, dots on a line show targets. Labels are HTML text rather than part of a scaled drawing, so they
stay readable on phones and respect the reader's font size.
"""

from dataclasses import dataclass
from decimal import Decimal

from django.utils import formats

TOP = 4.0  # room for a dot
BOTTOM = 80.0  # number and year of each column stand below
BAR_SHARE = 0.5  # of a column's width
MANY_YEARS = 6


def describe_number(number: Decimal | None) -> str:
    """Return for example "1.250" or "12,5", without trailing zeros; "" without a number."""
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
    """One year: `middle` positions its label; without a value, `bar` or `target_y` is None."""

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
        """Whether a phone has too little room to label every year."""
        return len(self.columns) > MANY_YEARS


def draw(values: list[YearValue]) -> Chart:
    """Lay out the chart. It always includes the zero line, because truncated bars mislead."""
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
