from decimal import Decimal

import pytest

from strategy.charts import BOTTOM, TOP, YearValue, describe_number, draw


def year(number, target=None, actual=None):
    return YearValue(
        number, None if target is None else Decimal(target), None if actual is None else Decimal(actual)
    )


def test_the_highest_value_reaches_the_top_and_half_of_it_half_the_height():
    chart = draw([year(2024, actual=50), year(2025, actual=100)])
    half, full = (column.bar for column in chart.columns)
    assert full.y == TOP
    assert full.height == pytest.approx(2 * half.height)
    assert full.y + full.height == BOTTOM


def test_a_target_above_all_actual_values_sets_the_scale():
    chart = draw([year(2025, target=200, actual=100)])
    assert chart.columns[0].target_y == TOP
    assert chart.columns[0].bar.y == pytest.approx((TOP + BOTTOM) / 2)


def test_a_year_without_actual_value_has_its_target_but_no_bar():
    column = draw([year(2026, target=120)]).columns[0]
    assert column.bar is None
    assert column.target_y == TOP


def test_a_year_without_target_is_skipped_by_the_line():
    chart = draw([year(2024, target=10), year(2025, actual=5), year(2026, target=20)])
    assert [(line.x1, line.x2) for line in chart.target_lines] == [
        (chart.columns[0].middle, chart.columns[2].middle)
    ]


def test_negative_values_hang_below_the_zero_line():
    chart = draw([year(2024, actual=-50), year(2025, actual=50)])
    below, above = (column.bar for column in chart.columns)
    assert below.y == chart.zero_y == pytest.approx((TOP + BOTTOM) / 2)
    assert above.y + above.height == pytest.approx(chart.zero_y)
    assert below.y + below.height == pytest.approx(BOTTOM)


def test_zero_alone_draws_a_flat_bar_on_the_ground():
    chart = draw([year(2024, target=0, actual=0)])
    assert (chart.columns[0].bar.y, chart.columns[0].bar.height) == (BOTTOM, 0)
    assert chart.zero_y == BOTTOM


def test_no_values_draw_nothing():
    assert draw([]).columns == []


def test_columns_stay_within_the_picture_for_twelve_years():
    chart = draw([year(2014 + index, target=5, actual=index) for index in range(12)])
    assert chart.is_dense
    assert chart.columns[0].bar.x > 0
    assert chart.columns[-1].bar.x + chart.columns[-1].bar.width < 100


@pytest.mark.parametrize(
    ("number", "text"),
    [("1250", "1.250"), ("12.50", "12,5"), ("100", "100"), ("0", "0"), ("-3.25", "−3,25"), (None, "")],
)
def test_numbers_are_written_as_germans_write_them(number, text):
    assert describe_number(number and Decimal(number)) == text
