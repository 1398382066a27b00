from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from strategy.blocks import IndicatorBlock, YearBlock
from strategy.models import FieldOfActionPage, Measure

from .making import make_indicator


def indicator(*values):
    return IndicatorBlock().to_python(make_indicator(*values)["value"])


def test_years_are_shown_in_order_whatever_the_order_of_entry():
    value = indicator((2026, "3", None), (2024, "1", "1"), (2025, "2", "2"))
    assert [row.year for row in value.years] == [2024, 2025, 2026]


def test_latest_is_the_last_known_value_and_goal_the_last_target():
    value = indicator((2024, "80", "74"), (2025, "100", "112"), (2026, "120", None))
    assert (value.latest.year, value.latest.actual) == (2025, Decimal(112))
    assert (value.goal.year, value.goal.target) == (2026, Decimal(120))


def test_an_indicator_without_actual_values_has_no_latest():
    assert indicator((2026, "120", None)).latest is None


def test_the_same_year_twice_is_refused():
    block = IndicatorBlock()
    with pytest.raises(ValidationError) as error:
        block.clean(indicator((2024, "1", None), (2024, "2", None)))
    assert list(error.value.block_errors["values"].block_errors) == [1]


def test_a_year_without_any_value_is_refused():
    with pytest.raises(ValidationError) as error:
        YearBlock().clean(YearBlock().to_python({"year": 2024, "target": None, "actual": None}))
    assert "actual" in error.value.block_errors


def test_a_year_with_one_of_both_values_is_accepted():
    block = YearBlock()
    assert block.clean(block.to_python({"year": 2024, "target": "0", "actual": None}))["target"] == 0


def test_the_drawing_and_the_table_tell_the_same_numbers():
    html = IndicatorBlock().render(indicator((2024, "80", "74"), (2025, "1100", None)))
    assert html.count("1.100") == 3  # head, description of the drawing, table
    assert 'role="img" aria-labelledby="chart-title chart-text"' in html
    assert "style=" not in html


def test_coordinates_are_written_with_a_point_and_years_without():
    html = IndicatorBlock().render(indicator((2024, "3", "1"), (2025, "3", "2"), (2026, "3", "2.5")))
    assert 'x="16.67%"' in html
    assert "2.024" not in html
    assert ">2,5<" in html


def test_an_end_before_the_beginning_is_refused():
    measure = Measure(title="x", description="x", starts_on=date(2025, 1, 1), ends_on=date(2024, 1, 1))
    with pytest.raises(ValidationError) as error:
        measure.clean()
    assert "ends_on" in error.value.message_dict


@pytest.mark.django_db
def test_milestones_are_sorted_by_date():
    values = [{"date": "2025-06-01", "title": "später"}, {"date": "2024-01-01", "title": "früher"}]
    page = FieldOfActionPage(milestones=[{"type": "milestone", "value": value} for value in values])
    assert [value["title"] for value in page.timeline] == ["früher", "später"]
