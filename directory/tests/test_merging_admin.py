"""Admin screens of duplicates: who may open them, what each step does, how they handle hostile input."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page

from cms.accounts.roles import set_up_roles
from directory.duplicates.likely_pairs import find_likely_pairs
from directory.models import DuplicatePair, Maintainership, MeetingPlace, Offer, OrganisationPage, Tombstone
from tests.support.making import make_user
from tests.support.recorded import recorded

from .factories import make_entry

HOSTILE = "<script>alert(1)</script>“\u202e" + "ä" * 100
LIST = "/admin/verzeichnis/duplikate/"


@pytest.fixture
@recorded
def pair(directory):
    set_up_roles()
    one = make_entry(directory, "Chor Klangbrücke", slug="chor", places=[MeetingPlace(name="Haus Beda")])
    other = make_entry(
        directory, HOSTILE, slug="klang", phone="+49656115063", offers=[Offer(name="<b>Probe")]
    )
    return DuplicatePair.objects.create(one=one, other=other, score=90)


@pytest.fixture
def boss(client, pair):
    user = make_user("chefin", is_superuser=True)
    client.force_login(user)
    return user


def address(pair) -> str:
    return reverse("directory_merge", args=[pair.one_id, pair.other_id])


def seen(client, pair) -> str:
    return client.get(address(pair)).context["seen"]


def test_the_way_from_the_list_to_one_entry(client, pair, boss):
    html = client.get(LIST).content.decode()
    assert address(pair) in html and HOSTILE not in html
    form = client.get(address(pair))
    assert form.status_code == 200 and "<b>Probe" not in form.content.decode()
    choice = {
        "seen": form.context["seen"],
        "unit-phone": "gone",
        "rows": [option.value for group in form.context["sections"]["rows"] for option in group.options],
    }
    preview = client.post(address(pair), choice | {"action": "preview"})
    text = preview.content.decode()
    assert "06561 15063" in text and "Haus Beda" in text and not Tombstone.objects.exists()
    changed = client.post(address(pair), choice | {"action": "change"})
    assert {
        field.name: [o.value for o in field.options if o.is_chosen]
        for field in changed.context["sections"]["fields"]
    }["unit-phone"] == ["gone"]
    done = client.post(address(pair), choice | {"action": "merge"})
    assert (done.status_code, done["Location"]) == (302, LIST)
    merged = OrganisationPage.objects.get(pk=pair.one_id)
    assert (merged.phone, merged.title) == ("+49656115063", "Chor Klangbrücke")
    assert merged.offers.get().name == "<b>Probe"
    assert client.get(LIST).context["page"].paginator.count == 0


def test_a_stale_comparison_is_shown_again(client, pair, boss):
    before = seen(client, pair)
    Page.objects.filter(pk=pair.other_id).update(title="Anders")
    response = client.post(address(pair), {"seen": before, "action": "merge", "unit-phone": "gone"})
    assert response.status_code == 422 and "Anders" in response.content.decode()
    assert not Tombstone.objects.exists()


def test_a_choice_that_does_not_hold_is_told(client, pair, boss):
    OrganisationPage.objects.filter(pk=pair.other_id).update(summary="")
    data = {"seen": seen(client, pair), "action": "merge", "unit-summary": "gone"}
    response = client.post(address(pair), data)
    assert response.status_code == 422 and "in einem Satz" in response.content.decode()
    assert not Tombstone.objects.exists()


@pytest.mark.parametrize(
    "data",
    [
        {"rows": ["gone.offers.' OR 1=1", "\x00"], "unit-phone": "\ud800"},
        {"unit-nichts": "gone", "maintainer": "x" * 9999},
    ],
)
def test_values_that_nobody_offered_mean_nothing(client, pair, boss, data):
    data = {
        name: [
            each.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
            for each in ([value] if isinstance(value, str) else value)
        ]
        for name, value in data.items()
    }
    response = client.post(address(pair), data | {"seen": seen(client, pair), "action": "preview"})
    assert response.status_code == 200


def test_a_merged_pair_leads_back_to_the_list(client, pair, boss):
    Tombstone.objects.create(public_id=pair.other.public_id, merged_into=pair.one.public_id, reason="merged")
    assert client.get(address(pair))["Location"] == LIST
    assert client.post(address(pair), {"action": "merge"})["Location"] == LIST


def test_no_duplicate_is_remembered_for_good(client, pair, boss):
    Page.objects.filter(pk=pair.other_id).update(title="Chor Klangbrücke e. V.")
    client.post(reverse("directory_distinct", args=[pair.pk]))
    find_likely_pairs()
    pair.refresh_from_db()
    assert (pair.is_distinct, pair.decided_by) == (True, boss)
    assert DuplicatePair.objects.to_decide().count() == 0


VIEWERS = {
    # list, merge page, POST merge, POST no duplicate, POST search
    "nobody": (302, 302, 302, 302, 302),
    "citizen": (302, 302, 302, 302, 302),
    "Redaktion": (302, 302, 302, 302, 302),
    "other section": (200, 302, 302, 302, 302),
    "Ehrenamtsagentur": (200, 200, 422, 302, 302),
}


@pytest.mark.parametrize("viewer", VIEWERS)
def test_who_may_do_it(client, pair, viewer):
    user = None
    if viewer in ("Redaktion", "Ehrenamtsagentur"):
        user = make_user("jemand", group=viewer)
    elif viewer == "other section":
        user = make_user("jemand", group="Ehrenamtsagentur")
        GroupPagePermission.objects.filter(group__name="Ehrenamtsagentur").delete()
    elif viewer == "citizen":
        user = make_user("buergerin")
    if user:
        client.force_login(user)
    is_office = viewer == "Ehrenamtsagentur"
    found = (
        client.get(LIST).status_code,
        client.get(address(pair)).status_code,
        client.post(address(pair), {"action": "merge", "seen": "alt"}).status_code,
        client.post(reverse("directory_distinct", args=[pair.pk])).status_code,
        client.post(LIST).status_code,
    )
    assert found == VIEWERS[viewer]
    assert DuplicatePair.objects.filter(is_distinct=True).exists() is is_office
    assert not Tombstone.objects.exists()


@pytest.mark.parametrize("kind", ["unknown", "GET of a decision"])
def test_addresses_that_are_none(client, pair, boss, kind):
    if kind == "unknown":
        for path in (f"{LIST}999999/{pair.one_id}/", f"{LIST}{pair.one.get_parent().pk}/{pair.one_id}/"):
            assert client.get(path).status_code == 404
        assert client.post(reverse("directory_distinct", args=[99999])).status_code == 404
    else:
        assert client.get(reverse("directory_distinct", args=[pair.pk])).status_code == 405


def test_the_list_asks_the_same_for_two_pairs_and_for_forty(client, directory, pair, boss):
    def count():
        client.get(LIST)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(LIST).status_code == 200
        return len(captured)

    few = count()
    for number in range(10):
        entry = make_entry(directory, f"Verein {number}")
        DuplicatePair.objects.create(one=pair.one, other=entry, score=70)
    assert count() == few


def test_likely_pairs_are_found_without_comparing_all_with_all(directory, monkeypatch):
    set_up_roles()
    from directory.duplicates import likely_pairs

    compared = []
    score = likely_pairs.likeness
    monkeypatch.setattr(likely_pairs, "likeness", lambda *args: compared.append(1) or score(*args))
    names = [
        "Angeln",
        "Backen",
        "Chorgesang",
        "Dichten",
        "Eislauf",
        "Fechten",
        "Gärtnern",
        "Handball",
        "Imkern",
    ]
    for name in names:
        make_entry(directory, name, email=f"{name}@example.org".lower().replace("ä", "ae"))
    twin = make_entry(directory, "Imkern Bitburg e. V.", email="neu@example.org", live=False)
    withdrawn = make_entry(directory, "Imkern", email="alt@example.org")
    withdrawn.unpublish()
    assert find_likely_pairs() == {"pairs": 1}
    assert DuplicatePair.objects.get().other_id == twin.pk
    assert len(compared) < 5
    assert find_likely_pairs() == {"pairs": 1}


def test_what_looks_alike_no_more_is_forgotten(directory):
    _one, other = make_entry(directory, "Imkern", email="a@example.org"), make_entry(directory, "Imkern")
    find_likely_pairs()
    assert DuplicatePair.objects.count() == 1
    Page.objects.filter(pk=other.pk).update(title="Ganz etwas anderes")
    find_likely_pairs()
    assert not DuplicatePair.objects.exists()


def test_hidden_entries_are_compared(directory):
    one, other = make_entry(directory, "Imkern"), make_entry(directory, "Imkern")
    Maintainership.objects.create(page=other, hidden_on="2026-01-01")
    other.unpublish()
    assert find_likely_pairs() == {"pairs": 1}
    assert DuplicatePair.objects.get().sides[0] == one
