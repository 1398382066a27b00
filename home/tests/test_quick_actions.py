import pytest
from django.urls import reverse

from tests.support.making import make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("group", "may_edit"), [("Redaktion", True), ("Leitung", True), ("Ehrenamtsagentur", False)]
)
def test_the_start_page_is_one_click_away_for_those_who_may_change_it(client, home, group, may_edit):
    client.force_login(make_user("jemand", group=group))
    html = client.get(reverse("wagtailadmin_home")).content.decode()
    assert "Website ansehen" in html
    assert (reverse("wagtailadmin_pages:edit", args=[home.pk]) in html) == may_edit
