"""Who may confirm an entry, record a letter, renew a call: exact status codes, and what is written."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission

from directory.models import MaintainerLetter, Maintainership, Opening, OrganisationPage
from directory.workflow import hide_entry
from tests.support.making import make_page, make_user
from tests.support.recorded import recorded

from .factories import make_entry

pytestmark = pytest.mark.django_db


@pytest.fixture
@recorded
def entry(directory):
    call = Opening(title="Vorlesen", valid_until=timezone.localdate())
    page = make_entry(directory, openings=[call])
    long_ago = timezone.localdate() - timedelta(days=340)
    Maintainership.objects.create(
        page=page, maintainer_mode="letter", assured_on=long_ago, postal_address="Markt 1\n54634 Bitburg"
    )
    return page


def in_group(page, *codenames):
    """A user with the directory's permissions, and these for the pages below `page`."""
    user = make_user("andere")
    group = Group.objects.create(name="Andere")
    directory = Permission.objects.filter(content_type__app_label="directory")
    group.permissions.add(Permission.objects.get(codename="access_admin"), *directory)
    for codename in codenames:
        permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=codename)
        GroupPagePermission.objects.create(group=group, page=page, permission=permission)
    user.groups.add(group)
    return user


def elsewhere(entry):
    return make_page(entry.get_parent().get_parent(), "Anderswo", "directory.DirectoryPage")


VIEWERS = {
    "anonymous": lambda entry: None,
    "citizen": lambda entry: make_user("buergerin"),
    "Redaktion": lambda entry: make_user(group="Redaktion"),
    "another section": lambda entry: in_group(elsewhere(entry), "change_page", "publish_page"),
    "may not publish": lambda entry: in_group(entry.get_parent(), "change_page"),
    "Ehrenamtsagentur": lambda entry: make_user(group="Ehrenamtsagentur"),
    "superuser": lambda entry: make_user("chefin", is_superuser=True),
}
# Whether they may open the entry's state, confirm it, record a letter, renew its call, show it when hidden.
LADDER = {
    "anonymous": (302, False, False, False, False),
    "citizen": (302, False, False, False, False),
    "Redaktion": (302, False, False, False, False),
    "another section": (302, False, False, False, False),
    "may not publish": (200, True, True, False, False),
    "Ehrenamtsagentur": (200, True, True, True, True),
    "superuser": (200, True, True, True, True),
}


@pytest.fixture(params=LADDER)
def viewer(request, entry, client):
    if user := VIEWERS[request.param](entry):
        client.force_login(user)
    return request.param


def post(client, name, pk, action) -> None:
    assert client.post(reverse(name, args=[pk]), {"action": action}).status_code == 302


def test_state_of_the_entry(client, entry, viewer):
    assert client.get(reverse("directory_entry_state", args=[entry.pk])).status_code == LADDER[viewer][0]


def test_confirming(client, entry, viewer):
    post(client, "directory_entry_state", entry.pk, "confirm")
    assert (Maintainership.objects.get().assured_on == timezone.localdate()) is LADDER[viewer][1]


def test_noting_a_letter(client, entry, viewer):
    post(client, "directory_entry_state", entry.pk, "letter")
    assert (Maintainership.objects.get().reminders == 3) is LADDER[viewer][2]


@pytest.mark.parametrize(("kind", "action"), [("letters", "print"), ("claims", "print-claim")])
def test_printing_a_letter(client, entry, viewer, kind, action):
    client.post(reverse("ask_for_letter", args=[entry.public_id]))
    is_allowed = LADDER[viewer][2]
    one = client.post(reverse("directory_entry_state", args=[entry.pk]), {"action": action})
    assert one.status_code == (200 if is_allowed else 302)
    together = client.post(reverse("directory_letters"), {"kind": kind, "action": "print"})
    assert (together["Content-Type"] == "application/pdf") is is_allowed
    assert MaintainerLetter.objects.exclude(digest="").exists() is is_allowed


@pytest.mark.parametrize("action", ["sent-claim", "refuse-claim"])
def test_deciding_about_a_claim(client, entry, viewer, action):
    client.post(reverse("ask_for_letter", args=[entry.public_id]))
    MaintainerLetter.objects.update(digest="x" * 64)
    post(client, "directory_entry_state", entry.pk, action)
    assert MaintainerLetter.objects.claims().unsent().exists() is not LADDER[viewer][2]


def test_renewing_a_call(client, entry, viewer):
    post(client, "directory_opening", Opening.objects.get().pk, "renew")
    assert (Opening.objects.get().valid_until > timezone.localdate()) is LADDER[viewer][3]


def test_showing_a_hidden_entry_again(client, entry, viewer):
    hide_entry(entry)
    post(client, "directory_entry_state", entry.pk, "confirm")
    assert OrganisationPage.objects.get().live is LADDER[viewer][4]


@pytest.mark.parametrize("action", ["", "delete", "renew"])
def test_unknown_action_does_nothing(client, entry, action):
    client.force_login(make_user("chefin", is_superuser=True))
    before = Maintainership.objects.values().get()
    post(client, "directory_entry_state", entry.pk, action)
    assert Maintainership.objects.values().get() == before
