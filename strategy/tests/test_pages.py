import pytest
from wagtail.models import PageViewRestriction, Site

from cms.towns.models import TownSettings
from strategy.models import Measure
from tests.support.making import make_page

from .making import make_field, make_indicator, make_measure, make_overview

pytestmark = pytest.mark.django_db


@pytest.fixture
def contact(home):
    page = make_page(home, "Kontakt")
    settings = TownSettings.for_site(Site.objects.get(is_default_site=True))
    settings.contact_page = page
    settings.save()
    return page


def get(client, page, **query):
    response = client.get(page.url, query)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("model", ["StrategyPage", "FieldsOfActionPage", "PartnersPage"])
def test_a_way_through_the_strategy_ends_with_the_calls_to_action(client, home, contact, model):
    last = make_page(home, "Letzte", model=f"strategy.{model}")
    assert 'class="acts"' in get(client, last)
    leading_on = make_page(home, "Eine", model=f"strategy.{model}", next_page=last)
    assert 'class="acts"' not in get(client, leading_on)


def test_a_field_of_action_ends_with_the_calls_to_action(client, home, contact):
    assert 'class="acts"' in get(client, make_field(make_overview(home)))


def test_strategy_pages_nest(client, home):
    parent = make_page(home, "Strategie", model="strategy.StrategyPage")
    child = make_page(parent, "Vision", model="strategy.StrategyPage")
    assert child.url == "/strategie/vision/"
    assert "<h1>Vision</h1>" in get(client, child)


def test_a_measure_shows_status_responsible_period_and_indicator(client, home):
    page = make_field(make_overview(home))
    make_measure(
        page,
        status="done",
        responsible="Ehrenamtsagentur",
        indicators=[make_indicator((2024, "80", "74"))],
    )
    html = get(client, page)
    assert "Mitfahrbank" in html
    assert Measure.objects.get().get_status_display() in html
    assert "Ehrenamtsagentur" in html
    assert "2024" in html
    assert '<svg class="chart' in html


def test_the_overview_shows_measures_of_all_fields(client, home):
    overview = make_overview(home)
    make_field(overview, "Mobilität", [{"title": "Mitfahrbank"}])
    make_field(overview, "Nachwuchs", [{"title": "Jugendrat"}])
    html = get(client, overview)
    assert "Mitfahrbank" in html
    assert "Jugendrat" in html


def test_the_overview_filters_measures_by_status(client, home):
    overview = make_overview(home)
    make_field(
        overview,
        "Mobilität",
        [{"title": "Mitfahrbank", "status": "done"}, {"title": "Rufbus", "status": "planned"}],
    )
    html = get(client, overview, status="done")
    assert "Mitfahrbank" in html
    assert "Rufbus" not in html


@pytest.mark.parametrize("status", ["unsinn", "\x00", "Ä" * 5000, ""])
def test_an_unknown_status_shows_all_measures(client, home, status):
    overview = make_overview(home)
    make_field(overview, measures=[{"title": "Mitfahrbank", "status": "done"}])
    assert "Mitfahrbank" in get(client, overview, status=status)


def test_measures_of_drafts_and_private_fields_stay_hidden_in_the_overview(client, home):
    overview = make_overview(home)
    make_field(overview, "Entwurf", [{"title": "Geheimsache"}], live=False)
    private = make_field(overview, "Intern", [{"title": "Geheimsache"}])
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    assert "Geheimsache" not in get(client, overview)


def test_a_next_step_that_is_not_public_is_left_out(client, home):
    goal = make_page(home, "Geheimes Ziel", live=False)
    page = make_page(home, "Idee", model="strategy.StrategyPage", next_page=goal)
    assert "Geheimes Ziel" not in get(client, page)


def test_a_public_next_step_stands_at_the_end(client, home):
    goal = make_page(home, "Das Programm")
    page = make_page(
        home, "Idee", model="strategy.StrategyPage", next_page=goal, next_text="Lesen Sie weiter"
    )
    html = get(client, page)
    assert f'href="{goal.url}"' in html
    assert "Lesen Sie weiter" in html


def test_partners_are_shown_with_their_role(client, home):
    group = {
        "title": "Fördernde",
        "intro": "",
        "partners": [{"name": "Musterstiftung", "role": "Geldgeberin"}],
    }
    page = make_page(
        home, "Partner", model="strategy.PartnersPage", groups=[{"type": "group", "value": group}]
    )
    html = get(client, page)
    assert "Musterstiftung" in html
    assert "Geldgeberin" in html


def test_each_page_type_has_a_preview(home, rf):
    overview = make_overview(home)
    for page in (
        overview,
        make_field(overview, measures=[{}]),
        make_page(home, "S", model="strategy.StrategyPage"),
    ):
        response = page.make_preview_request(preview_mode=page.default_preview_mode)
        assert response.status_code == 200
