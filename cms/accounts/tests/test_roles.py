import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.models import Workflow

from cms.accounts.roles import set_up_roles
from tests.support.making import make_page, make_user

pytestmark = pytest.mark.django_db


def test_setting_up_twice_changes_nothing(home):
    set_up_roles()
    before = Permission.objects.filter(group__isnull=False).count()
    set_up_roles()
    assert Permission.objects.filter(group__isnull=False).count() == before
    assert set(Group.objects.values_list("name", flat=True)) >= {"Redaktion", "Ehrenamtsagentur", "Leitung"}


def test_setting_up_takes_nothing_away(home):
    set_up_roles()
    extra = Permission.objects.get(codename="add_site")
    Group.objects.get(name="Redaktion").permissions.add(extra)
    set_up_roles()
    assert Group.objects.get(name="Redaktion").permissions.filter(pk=extra.pk).exists()


def test_what_is_sent_for_approval_reaches_the_heads(home):
    set_up_roles()
    task = Workflow.objects.get().tasks.get().specific
    assert [group.name for group in task.groups.all()] == ["Leitung"]
    assert "Moderators" not in task.name


LADDER = [
    # address, Redaktion, Ehrenamtsagentur, Leitung
    ("edit_page", 200, 302, 200),
    ("town_settings", 302, 302, 200),
    ("users", 302, 302, 200),
    ("images", 200, 200, 200),
]


def address(name, home):
    return {
        "edit_page": reverse("wagtailadmin_pages:edit", args=[home.pk]),
        "town_settings": reverse("wagtailsettings:edit", args=["towns", "townsettings", home.get_site().pk]),
        "users": reverse("wagtailusers_users:index"),
        "images": reverse("wagtailimages:index"),
    }[name]


@pytest.mark.parametrize("group", ["Redaktion", "Ehrenamtsagentur", "Leitung"])
@pytest.mark.parametrize("row", LADDER, ids=[row[0] for row in LADDER])
def test_each_role_may_do_its_own(client, home, group, row):
    directory = make_page(home, "Verzeichnis", model="directory.DirectoryPage")
    assert directory.live
    client.force_login(make_user(group=group))
    name, *statuses = row
    expected = dict(zip(["Redaktion", "Ehrenamtsagentur", "Leitung"], statuses, strict=True))[group]
    assert client.get(address(name, home)).status_code == expected


@pytest.mark.parametrize("row", LADDER, ids=[row[0] for row in LADDER])
def test_anonymous_is_sent_to_the_login(client, home, row):
    response = client.get(address(row[0], home))
    assert response.status_code == 302
    assert "/admin/login/" in response["Location"]
