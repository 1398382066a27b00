"""Factories for pages of the strategy."""

from datetime import date

from strategy.models import Measure
from tests.support.making import make_page


def make_overview(home, title="Handlungsfelder", **fields):
    return make_page(home, title, model="strategy.FieldsOfActionPage", **fields)


def make_field(overview, title="Mobilität", measures=(), **fields):
    """Return a field of action; `measures` are dictionaries for `make_measure`."""
    page = make_page(overview, title, model="strategy.FieldOfActionPage", **fields)
    for order, measure in enumerate(measures):
        make_measure(page, sort_order=order, **measure)
    return page


def make_measure(page, title="Mitfahrbank", status="planned", **fields):
    defaults = {"description": "<p>Eine Bank, ein Schild.</p>", "starts_on": date(2024, 3, 1)}
    return Measure.objects.create(page=page, title=title, status=status, **(defaults | fields))


def make_indicator(*values, name="Fahrten", unit="Fahrten"):
    """Return the raw block; `values` are (year, target, actual)."""
    rows = [{"year": year, "target": target, "actual": actual} for year, target, actual in values]
    return {"type": "indicator", "value": {"name": name, "unit": unit, "note": "", "values": rows}}
