import pytest
from django.apps import apps
from django.urls import reverse
from wagtail.models import Locale

from events.models import EventIndexPage, EventPage
from news.models import NewsIndexPage, NewsPage
from news.tests.making import make_category, make_news
from tests.support.making import make_user

from .making import make_event

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor_client(client):
    client.force_login(make_user("chefin", is_superuser=True))
    return client


@pytest.mark.parametrize(
    ("child", "parent"),
    [
        (NewsIndexPage, "home.HomePage"),
        (NewsPage, "news.NewsIndexPage"),
        (EventIndexPage, "home.HomePage"),
        (EventPage, "events.EventIndexPage"),
    ],
)
def test_page_type_has_exactly_one_place(child, parent):
    assert child.allowed_parent_page_models() == [apps.get_model(parent)]


@pytest.mark.parametrize("leaf", [NewsPage, EventPage])
def test_nothing_stands_below_a_leaf(leaf):
    assert leaf.allowed_subpage_models() == []


def test_second_list_is_refused(home, news_index, event_index):
    assert not NewsIndexPage.can_create_at(home)
    assert not EventIndexPage.can_create_at(home)


@pytest.mark.parametrize("name", ["newsindexpage", "newspage", "eventindexpage", "eventpage"])
def test_editor_opens_the_form_for_a_new_page(editor_client, home, news_index, event_index, name):
    parents = {"newspage": news_index, "eventpage": event_index}
    parent = parents.get(name)
    if parent is None:
        news_index.delete(), event_index.delete()
        parent = home
        home.refresh_from_db()
    url = reverse(
        "wagtailadmin_pages:add", args=["events" if name.startswith("event") else "news", name, parent.pk]
    )

    assert editor_client.get(url).status_code == 200


@pytest.mark.parametrize("make", [make_news, make_event])
def test_draft_can_be_previewed(editor_client, news_index, event_index, make):
    page = make(news_index if make is make_news else event_index, live=False)
    page.title = "Nur im Entwurf"
    page.save_revision()

    response = editor_client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))

    assert "Nur im Entwurf" in response.content.decode()


@pytest.mark.parametrize("fixture", ["news_index", "event_index"])
def test_list_can_be_previewed(editor_client, request, fixture):
    index = request.getfixturevalue(fixture)

    response = editor_client.get(reverse("wagtailadmin_pages:view_draft", args=[index.pk]))

    assert response.status_code == 200


def test_editor_chooses_among_categories_of_the_page_s_language(editor_client, news_index):
    make_category("Vereine")
    make_category("Clubs", locale=Locale.objects.create(language_code="en"))
    news = make_news(news_index)

    html = editor_client.get(reverse("wagtailadmin_pages:edit", args=[news.pk])).content.decode()

    assert "Vereine" in html
    assert "Clubs" not in html


def test_two_categories_of_one_language_never_share_an_address(news_index):
    make_category("Vereine")
    twin = apps.get_model("news", "NewsCategory")(name="Andere", slug="vereine")

    with pytest.raises(Exception, match="slug"):
        twin.full_clean()
