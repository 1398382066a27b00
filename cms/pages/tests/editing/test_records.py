"""Two people on one setting, snippet or file: like two on one page."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, GroupApprovalTask, Workflow

from cms.pages.tests.editing.test_overwriting import anna, bert
from cms.towns.models import TownSettings
from cms.webhooks.models import WebhookEndpoint
from directory.models import District
from tests.support.making import make_document, make_image, make_user

pytestmark = pytest.mark.django_db
__all__ = ["anna", "bert"]


@pytest.fixture
def district(home):
    return District.objects.create(name="Mitte", slug="mitte")


def open_form(client, address: str) -> dict[str, str]:
    return values_of(client.get(address))


def values_of(answer) -> dict[str, str]:
    form = (
        BeautifulSoup(answer.content, "html.parser")
        .find("input", {"name": "opened-with"})
        .find_parent("form")
    )
    fields = {}
    for each in form.find_all(["input", "textarea", "select"]):
        kind = each.get("type")
        if not each.get("name") or kind == "file":
            continue
        if kind in {"checkbox", "radio"} and not each.has_attr("checked"):
            continue
        if each.name == "select":
            chosen = each.find("option", selected=True)
            fields[each["name"]] = chosen["value"] if chosen else ""
        else:
            fields[each["name"]] = (
                each.text.removeprefix("\n") if each.name == "textarea" else each.get("value", "")
            )
    return fields


def test_snippet(district, anna, bert):
    address = f"/admin/snippets/directory/district/edit/{district.pk}/"
    form_a, form_b = open_form(anna, address), open_form(bert, address)
    assert anna.post(address, form_a | {"name": "Stadtmitte"}).status_code == 302

    for _ in range(2):
        asked = bert.post(address, form_b | {"name": "Altstadt"})
        assert asked.status_code == 200
        assert "Stadtmitte" in told(asked)
        assert values_of(asked)["name"] == "Altstadt"
        district.refresh_from_db()
        assert district.name == "Stadtmitte"

    assert bert.post(address, values_of(asked)).status_code == 302
    district.refresh_from_db()
    assert district.name == "Altstadt"


def test_own_request_twice_asks_nothing(district, anna):
    address = f"/admin/snippets/directory/district/edit/{district.pk}/"
    form = open_form(anna, address) | {"name": "Stadtmitte"}
    assert [anna.post(address, form).status_code for _ in range(2)] == [302, 302]


def test_error_elsewhere_in_the_form_hides_nothing(district, anna, bert):
    address = f"/admin/snippets/directory/district/edit/{district.pk}/"
    form_b = open_form(bert, address)
    anna.post(address, open_form(anna, address) | {"name": "Stadtmitte"})

    asked = bert.post(address, form_b | {"name": "Altstadt", "slug": "kein Schlüssel"})

    assert "Stadtmitte" in asked.text
    assert "Altstadt" in asked.text


def test_setting(home, anna, bert):
    town = TownSettings.for_site(home.get_site())
    town.save()
    address = f"/admin/settings/towns/townsettings/{home.get_site().pk}/"
    streams = {"social_links-count": "0"}
    form_a, form_b = open_form(anna, address) | streams, open_form(bert, address) | streams
    answer = anna.post(address, form_a | {"phone": "06561 15060"})
    assert answer.status_code == 302, answer.context["form"].errors

    asked = bert.post(address, form_b | {"claim": "Wir für alle"})

    assert asked.status_code == 200
    assert "06561 15060" in told(asked)
    assert values_of(asked)["claim"] == "Wir für alle"
    town.refresh_from_db()
    assert (town.phone, town.claim) == ("06561 15060", "Engagierte Stadt")


def test_document(home, anna, bert):
    document = make_document("Satzung")
    address = f"/admin/documents/edit/{document.pk}/"
    form_a, form_b = open_form(anna, address), open_form(bert, address)
    assert anna.post(address, form_a | {"title": "Satzung 2026"}).status_code == 302

    asked = bert.post(address, form_b | {"title": "Alte Satzung"})

    assert "Satzung 2026" in asked.text
    document.refresh_from_db()
    assert document.title == "Satzung 2026"


def test_picture(home, anna, bert):
    assert_second_one_is_asked(anna, bert, f"/admin/images/{make_image('Rathaus').pk}/", "title")


def test_user(home, anna, bert):
    person = make_user("ruth", first_name="Ruth", last_name="Heinz")
    assert_second_one_is_asked(anna, bert, f"/admin/users/edit/{person.pk}/", "first_name")


def test_site(home, anna, bert):
    assert_second_one_is_asked(anna, bert, f"/admin/sites/edit/{home.get_site().pk}/", "site_name")


def test_collection(home, anna, bert):
    collection = Collection.get_first_root_node().add_child(name="Feste")
    assert_second_one_is_asked(anna, bert, f"/admin/collections/{collection.pk}/", "name")


def test_redirect(home, anna, bert):
    redirect = Redirect.objects.create(old_path="/alt", redirect_link="https://example.org/alt")
    assert_second_one_is_asked(
        anna, bert, f"/admin/redirects/{redirect.pk}/", "redirect_link", "https://example.org/{}"
    )


def test_webhook(home, anna, bert):
    endpoint = WebhookEndpoint.objects.create(
        name="Portal", url="https://example.org/", events=["page.published"], site=home.get_site()
    )
    assert_second_one_is_asked(anna, bert, f"/admin/webhooks/edit/{endpoint.pk}/", "name")


def test_task(home, anna, bert):
    task = GroupApprovalTask.objects.create(name="Prüfen")
    groups = [Group.objects.create(name=name) for name in ("Nord", "Süd", "West")]
    task.groups.add(groups[0])
    address = f"/admin/workflows/tasks/edit/{task.pk}/"
    form_a, form_b = open_form(anna, address), open_form(bert, address)
    assert anna.post(address, form_a | {"groups": groups[1].pk}).status_code == 302

    asked = bert.post(address, form_b | {"groups": groups[2].pk})

    assert "auch Süd; ohne West" in told(asked)
    assert task.groups.get() == groups[1]


def test_workflow(home, anna, bert):
    workflow = Workflow.objects.create(name="Freigabe")
    assert_second_one_is_asked(anna, bert, f"/admin/workflows/edit/{workflow.pk}/", "name")


def test_pages_of_a_workflow(home, anna, bert):
    """What a view saves beside its form counts, too."""
    workflow = Workflow.objects.create(name="Freigabe")
    address = f"/admin/workflows/edit/{workflow.pk}/"
    form_a, form_b = open_form(anna, address), open_form(bert, address)
    assert anna.post(address, form_a | {"pages-0-page": str(home.pk)}).status_code == 302

    asked = bert.post(address, form_b | {"name": "Prüfung"})

    assert asked.status_code == 200
    assert home.title in told(asked)
    workflow.refresh_from_db()
    assert workflow.name == "Freigabe"


def test_permissions_of_a_group(home, anna, bert):
    group = Group.objects.create(name="Redaktion Nord")
    address = f"/admin/groups/edit/{group.pk}/"
    form_a, form_b = open_form(anna, address), open_form(bert, address)
    rights = {"page_permissions-TOTAL_FORMS": "1", "page_permissions-0-page": str(home.pk)}
    sent = anna.post(address, form_a | rights | {"page_permissions-0-permissions": "change_page"})
    assert sent.status_code == 302

    asked = bert.post(address, form_b | {"name": "Nordredaktion"})
    assert asked.status_code == 200
    assert home.title in told(asked)
    assert group.page_permissions.count() == 1
    assert bert.post(address, values_of(asked)).status_code == 302
    group.refresh_from_db()
    assert group.name == "Nordredaktion"


def test_of_many_choices_only_the_other_ones_are_told(home, anna, bert):
    person = make_user("ruth", group="Redaktion", first_name="Ruth", last_name="Heinz")
    person.groups.add(nord := Group.objects.create(name="Nord"))
    address = f"/admin/users/edit/{person.pk}/"
    form_a, form_b = open_form(anna, address), open_form(bert, address)
    kept = [str(each.pk) for each in person.groups.all() if each != nord]
    assert anna.post(address, form_a | {"groups": kept}).status_code == 302

    asked = bert.post(address, form_b | {"groups": [*kept, str(nord.pk)]})

    assert "ohne Nord" in told(asked)
    assert "Redaktion" not in told(asked)


def assert_second_one_is_asked(anna, bert, address, field, value="{}"):
    form_a, form_b = open_form(anna, address), open_form(bert, address)
    answer = anna.post(address, form_a | {field: value.format("annas")})
    assert answer.status_code == 302, answer.context["form"].errors

    for _ in range(2):
        asked = bert.post(address, form_b | {field: value.format("berts")})
        assert asked.status_code == 200
        assert "Noch nicht gespeichert" in told(asked)
        assert "annas" in told(asked)
        assert "berts" in values_of(asked)[field]
    assert bert.post(address, values_of(asked)).status_code == 302
    assert "berts" in open_form(anna, address)[field]


def told(asked) -> str:
    text = BeautifulSoup(asked.content, "html.parser").find(class_="messages").text
    assert "<" not in text
    return text
