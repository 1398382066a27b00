"""Which messages are written, and that they contain nothing that is not public."""

import json

import pytest
from django.db import transaction
from wagtail.models import PageViewRestriction, Site

from cms.webhooks.models import WebhookMessage
from tests.support.making import make_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(make_endpoint):
    """Do something; return the messages about it."""
    make_endpoint()

    def change(action):
        WebhookMessage.objects.all().delete()
        action()
        return [json.loads(message.body) for message in WebhookMessage.objects.order_by("pk")]

    return change


@pytest.fixture
def page(home):
    return make_page(home, "Über uns")


def types(messages):
    return [message["type"] for message in messages]


def restrict(page):
    return PageViewRestriction.objects.create(page=page, restriction_type="login")


def test_publishing_tells_key_and_address(told, page):
    [message] = told(lambda: page.save_revision().publish())
    assert message["type"] == "page.published"
    assert message["data"] == {"id": page.pk, "url": page.full_url, "locale": "de", "includes_below": False}
    assert set(message) == {"type", "timestamp", "data"}


def test_a_new_page_is_told(told, home):
    [message] = told(lambda: make_page(home, "Neu"))
    assert message["data"]["url"] == "http://testserver/neu/"


def test_withdrawing_deleting_and_moving_are_told(told, home, page):
    other = make_page(home, "Anderes")
    assert types(told(lambda: page.move(other, pos="last-child"))) == ["page.published"]
    page.refresh_from_db()
    assert types(told(page.unpublish)) == ["page.unpublished"]
    page.save_revision().publish()
    pk, address = page.pk, page.full_url
    [message] = told(page.delete)
    assert (message["type"], message["data"]["id"], message["data"]["url"]) == ("page.deleted", pk, address)


def test_drafts_are_told_to_nobody(told, home):
    draft = make_page(home, "Geheimer Plan", live=False)
    assert told(lambda: draft.save_revision()) == []
    assert told(draft.delete) == []
    page = make_page(home, "Offen")
    page.title = "Noch geheim"
    assert told(lambda: page.save_revision()) == []


def test_a_page_that_becomes_private_goes_once_and_is_then_silent(told, home, page):
    below = make_page(page, "Darunter")
    messages = told(lambda: restrict(page))
    assert types(messages) == ["page.unpublished"]
    assert messages[0]["data"]["includes_below"] is True
    for each in (page, below):
        assert told(lambda each=each: each.save_revision().publish()) == []
    assert told(lambda: make_page(page, "Auch geheim")) == []
    assert told(below.unpublish) == []
    assert told(below.delete) == []
    other = make_page(home, "Anderes")
    restrict(other)
    page.refresh_from_db()
    assert told(lambda: page.move(other, pos="last-child")) == []


def test_a_page_whose_protection_ends_is_told(told, page):
    restriction = restrict(page)
    messages = told(restriction.delete)
    assert types(messages) == ["page.published"]
    assert messages[0]["data"]["includes_below"] is True


def test_a_protected_page_that_is_deleted_is_told_to_nobody(told, page):
    restrict(page)
    assert told(page.delete) == []


def test_moving_into_a_protected_part_is_a_withdrawal(told, home, page):
    hidden = make_page(home, "Intern")
    restrict(hidden)
    before = page.full_url
    [message] = told(lambda: page.move(hidden, pos="last-child"))
    assert (message["type"], message["data"]["url"]) == ("page.unpublished", before)


def test_a_change_that_is_rolled_back_is_told_to_nobody(told, page):
    def fail():
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            page.save_revision().publish()
            raise ZeroDivisionError

    assert told(fail) == []


def test_an_endpoint_gets_what_it_asked_for(make_endpoint, page):
    make_endpoint(name="Löschungen", events=["page.deleted"])
    make_endpoint(name="Aus", is_active=False)
    page.save_revision().publish()
    assert not WebhookMessage.objects.exists()
    page.delete()
    assert [message.endpoint.name for message in WebhookMessage.objects.all()] == ["Löschungen"]


def test_another_site_hears_nothing(make_endpoint, home, page):
    other = make_page(home, "Andere Stadt", "home.StandardPage")
    site = Site.objects.create(hostname="andere.example", root_page=other)
    make_endpoint(site=site)
    page.save_revision().publish()
    assert not WebhookMessage.objects.exists()


def test_without_endpoints_nothing_is_looked_up(page, django_assert_max_num_queries):
    page.save()
    with django_assert_max_num_queries(30) as captured:
        page.save()
    assert not any("webhook" in query["sql"] for query in captured.captured_queries)
