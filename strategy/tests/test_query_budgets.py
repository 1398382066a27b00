import pytest

from tests.support.making import make_image, make_page

from .making import make_field, make_indicator, make_overview

pytestmark = pytest.mark.django_db
BUDGET = 6


def measures(number):
    indicators = [make_indicator((2024, "80", "74"), (2025, "90", None))]
    linked = '<p><a linktype="page" id="1">Seite</a></p>'
    return [{"title": f"M{n}", "indicators": indicators, "description": linked} for n in range(number)]


@pytest.mark.parametrize("number", [1, 50])
def test_a_field_of_action_stays_within_the_budget(client, home, queries_of, number):
    page = make_field(make_overview(home), measures=measures(number), share_image=make_image())
    assert queries_of(page.url) <= BUDGET


@pytest.mark.parametrize("number", [1, 50])
def test_the_overview_stays_within_the_budget(client, home, queries_of, number):
    overview = make_overview(home, share_image=make_image())
    for each in range(number):
        make_field(overview, f"Feld {each}", measures(2), share_image=make_image())
    assert queries_of(overview.url) <= BUDGET


@pytest.mark.parametrize("number", [1, 50])
def test_a_strategy_page_stays_within_the_budget(client, home, queries_of, number):
    text = {"type": "richtext", "value": '<p><a linktype="page" id="1">Seite</a></p>'}
    parent = make_page(
        home,
        "Strategie",
        model="strategy.StrategyPage",
        share_image=make_image(),
        body=[text] * number,
        next_page=home,
    )
    for each in range(number):
        make_page(parent, f"Teil {each}", model="strategy.StrategyPage")
    assert queries_of(parent.url) <= BUDGET
