"""The staff's tasks: which entry belongs to which kind, and what its buttons do."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import connection
from django.db.models import F, Value
from django.db.models.functions import Mod
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from demo.sample_entries import add_samples
from directory.models import Maintainership, Opening, OrganisationPage, PublicEntry
from directory.workflow import hide_entry
from directory.workflow.proposals import get_draft, send_proposal
from directory.workflow.tasks import find_kind, waiting_in
from tests.support.making import make_user

from .factories import make_entry, make_help_type, make_target_group

pytestmark = pytest.mark.django_db
TASKS = "/admin/verzeichnis/aufgaben/"
MAINTAINER = "petra@example.org"


def ago(days):
    return None if days is None else timezone.localdate() - timedelta(days=days)


@pytest.fixture
def agency(directory, client):
    user = make_user("agentur", group="Ehrenamtsagentur", first_name="Alex", last_name="Agentur")
    client.force_login(user)
    return user


def keep(page, mode="agency", email="", assured=0, reminders=0, asked=None) -> Maintainership:
    return Maintainership.objects.create(
        page=page,
        maintainer_mode=mode,
        maintainer_email=email,
        assured_on=ago(assured),
        reminders=reminders,
        asked_on=ago(asked),
    )


def waiting_for(user) -> list:
    return waiting_in(SimpleNamespace(user=user))


def kinds_with_tasks(user) -> list[str]:
    return [each.kind.name for each in waiting_for(user) if each.count]


def state_address(page) -> str:
    return reverse("directory_entry_state", args=[page.pk])


# mode, address, days since the confirmation, mails or letters since then, days since the last of them: kind
WAITS = [
    ("agency", "", 334, 0, None, None),
    ("agency", "", 335, 0, None, "due"),
    ("agency", "", 365, 2, 15, "due"),
    ("agency", "", 366, 3, 1, "overdue"),
    ("agency", MAINTAINER, 420, 3, 50, "overdue"),
    ("club", MAINTAINER, 334, 0, None, None),
    ("club", MAINTAINER, 350, 1, 15, None),
    ("club", MAINTAINER, 365, 3, 0, "silent"),
    ("club", MAINTAINER, 20, 3, 40, None),
    ("club", "", 10, 0, None, "nobody"),
    ("club", "", 400, 3, 30, "nobody"),
    ("letter", "", 334, 0, None, None),
    ("letter", "", 335, 0, None, "letters"),
    ("letter", "", 500, 0, None, "letters"),
    ("letter", MAINTAINER, 400, 1, 30, "letters"),
    ("letter", "", 336, 3, 1, "silent"),
    ("letter", "", 336, 3, 340, "letters"),
]


@pytest.mark.parametrize(("mode", "email", "assured", "reminders", "asked", "kind"), WAITS)
def test_each_entry_stands_under_one_kind_or_none(
    directory, agency, mode, email, assured, reminders, asked, kind
):
    keep(make_entry(directory), mode, email, assured, reminders, asked)
    assert kinds_with_tasks(agency) == ([kind] if kind else [])


def test_entry_that_nobody_ever_confirmed_counts_from_its_publication(directory, agency):
    for days in (334, 335, 366):
        page = make_entry(directory)
        keep(page, assured=None)
        OrganisationPage.objects.filter(pk=page.pk).update(
            first_published_at=timezone.now() - timedelta(days=days)
        )
    assert {each.kind.name: each.count for each in waiting_for(agency) if each.count} == {
        "overdue": 1,
        "due": 1,
    }


@pytest.mark.parametrize(("hidden", "kinds"), [(0, ["hidden"]), (365, ["hidden"]), (366, [])])
def test_hidden_entry_waits_until_it_is_given_up(directory, agency, hidden, kinds):
    page = make_entry(directory)
    keep(page, "club", MAINTAINER, 430 + hidden, 3, 60 + hidden)
    hide_entry(page, on=ago(hidden))
    assert kinds_with_tasks(agency) == kinds


@pytest.mark.parametrize(("fields", "kinds"), [({}, ["imported"]), ({"imported_on": None}, [])])
def test_only_imported_drafts_wait_to_be_published(directory, agency, fields, kinds):
    keeping = keep(make_entry(directory, live=False), assured=None)
    Maintainership.objects.filter(pk=keeping.pk).update(**{"imported_on": ago(1)} | fields)
    assert kinds_with_tasks(agency) == kinds


@pytest.mark.parametrize(
    ("mode", "email", "days", "waits"),
    [
        ("agency", "", -1, False),
        ("agency", "", 0, True),
        ("agency", "", 7, True),
        ("agency", "", 8, False),
        ("letter", MAINTAINER, 7, True),
        ("club", MAINTAINER, 7, False),
        ("club", "", 7, True),
    ],
)
def test_call_that_ends_soon_waits_where_nobody_is_mailed(directory, agency, mode, email, days, waits):
    opening = Opening(title="Vorlesen", valid_until=ago(-days))
    keep(make_entry(directory, openings=[opening]), mode, email)
    assert ("openings" in kinds_with_tasks(agency)) is waits


def test_proposal_waits_for_those_who_may_publish_the_entry(directory, agency):
    page = make_entry(directory)
    keep(page, "club", MAINTAINER)
    draft = get_draft(page, MAINTAINER)
    send_proposal(draft, {**draft.base, "title": "Tanzgruppe"})
    assert kinds_with_tasks(agency) == ["proposals"]
    elsewhere = make_user("woanders")
    elsewhere.user_permissions.set(agency.groups.get().permissions.all())
    assert kinds_with_tasks(elsewhere) == []


def test_list_says_why_since_when_and_what_to_do(directory, agency, client):
    keep(make_entry(directory, "Lange nichts gehört"), assured=370)
    html = client.get(TASKS).content.decode()
    for words in (
        "Lange nichts gehört",
        "Zuletzt bestätigt wurde er am",
        "wird er verborgen",
        "Wartet seit",
        "Alles stimmt",
    ):
        assert words in html
    assert "Verborgene Einträge" not in html


def test_each_button_of_the_list_carries_the_token_against_forgery(directory, agency, client):
    keep(make_entry(directory), "letter", assured=340)
    html = client.get(TASKS, {"kind": "letters"}).content.decode()
    assert html.count('name="action"') == html.count('name="csrfmiddlewaretoken"') > 2


def test_empty_list_says_so(agency, client):
    assert "Nichts wartet. Das Verzeichnis ist auf dem Laufenden." in client.get(TASKS).content.decode()
    assert "Davon wartet nichts." in client.get(TASKS, {"kind": "letters"}).content.decode()


@pytest.mark.parametrize(
    "query", [{"kind": "gibt-es-nicht"}, {"kind": "\x00"}, {"p": "9" * 30}, {"kind": ""}]
)
def test_list_ignores_what_it_does_not_know(agency, client, query):
    assert client.get(TASKS, query).status_code == 200


def test_one_kind_is_shown_in_pages(directory, agency, client):
    for number in range(27):
        keep(make_entry(directory, f"Eintrag {number:02}"), assured=400 - number)
    overview = client.get(TASKS).content.decode()
    assert overview.count('class="task"') == 5
    assert "Alle 27 zeigen" in overview
    pages = [client.get(TASKS, {"kind": "overdue", "p": p}).content.decode() for p in (1, 2)]
    assert [html.count('class="task"') for html in pages] == [25, 2]
    assert "Eintrag 00" in pages[0]
    assert "Eintrag 26" in pages[1]


def test_entry_is_confirmed_from_the_list_and_the_list_comes_back(directory, agency, client):
    page = make_entry(directory)
    keep(page, assured=370, reminders=3, asked=5)
    address = f"{TASKS}?kind=overdue"
    answer = client.post(state_address(page), {"action": "confirm", "next": address})
    assert (answer.status_code, answer["Location"]) == (302, address)
    keeping = Maintainership.objects.get()
    assert (keeping.assured_on, keeping.assured_by) == (timezone.localdate(), "Alex Agentur")
    assert PublicEntry.objects.get().document["assured_on"] == timezone.localdate().isoformat()
    noted = PageLogEntry.objects.get(page=page, action="directory.confirm")
    assert (noted.user, noted.data) == (agency, {"by": "Alex Agentur"})
    assert kinds_with_tasks(agency) == []


def test_nobody_is_led_to_a_foreign_address(directory, agency, client):
    page = make_entry(directory)
    keep(page, assured=370)
    answer = client.post(state_address(page), {"action": "confirm", "next": "https://example.org/"})
    assert answer["Location"] == state_address(page)


def test_long_name_of_who_confirms_fits(directory, agency, client):
    agency.first_name = agency.last_name = "x" * 150
    agency.save()
    page = make_entry(directory)
    keep(page, assured=370)
    client.post(state_address(page), {"action": "confirm"})
    assert len(Maintainership.objects.get().assured_by) == 120


def test_confirming_a_hidden_entry_shows_it_again(directory, agency, client):
    page = make_entry(directory)
    keep(page, "club", MAINTAINER, 430, 3, 61)
    hide_entry(page, on=ago(3))
    assert "wieder zeigen" in client.get(state_address(page)).content.decode()
    client.post(state_address(page), {"action": "confirm"})
    assert OrganisationPage.objects.get().live
    assert kinds_with_tasks(agency) == []


@pytest.mark.parametrize("hidden", [None, 400])
def test_what_is_gone_is_not_confirmed(directory, agency, client, hidden):
    page = make_entry(directory)
    keep(page, "club", MAINTAINER, 900)
    hide_entry(page, on=ago(hidden or 0))
    Maintainership.objects.update(hidden_on=ago(hidden))
    answer = client.post(state_address(page), {"action": "confirm"}, follow=True)
    assert "lässt sich nicht bestätigen" in answer.content.decode()
    assert not OrganisationPage.objects.get().live
    assert Maintainership.objects.get().assured_on == ago(900)


def test_letter_is_noted_once(directory, agency, client):
    page = make_entry(directory)
    keep(page, "letter", assured=340)
    client.post(state_address(page), {"action": "letter"})
    assert Maintainership.objects.values_list("reminders", "asked_on").get() == (3, ago(0))
    Maintainership.objects.update(asked_on=ago(10))
    answer = client.post(state_address(page), {"action": "letter"}, follow=True)
    assert "schon vermerkt" in answer.content.decode()
    assert Maintainership.objects.get().asked_on == ago(10)


@pytest.mark.parametrize(("mode", "assured"), [("letter", 100), ("club", 340), ("agency", 340)])
def test_no_letter_is_noted_where_none_is_due(directory, agency, client, mode, assured):
    page = make_entry(directory)
    keep(page, mode, MAINTAINER, assured)
    client.post(state_address(page), {"action": "letter"})
    assert Maintainership.objects.get().reminders == 0


def test_call_is_renewed_and_ended(directory, agency, client):
    page = make_entry(directory, openings=[Opening(title="Vorlesen", valid_until=ago(-3))])
    keep(page)
    address = reverse("directory_opening", args=[Opening.objects.get().pk])
    client.post(address, {"action": "renew"})
    assert Opening.objects.get().valid_until > ago(-80)
    client.post(address, {"action": "close"})
    assert Opening.objects.get().valid_until == ago(1)
    assert client.get(address).status_code == 405


@pytest.mark.parametrize("number", ["0", "999999", "9" * 18, "9" * 30, "-1"])
@pytest.mark.parametrize("path", ["eintrag", "aufruf"])
def test_unknown_entry_is_not_found(agency, client, path, number):
    assert client.post(f"/admin/verzeichnis/{path}/{number}/", {"action": "confirm"}).status_code == 404


def test_menu_and_start_page_tell_how_much_waits(directory, agency, client):
    keep(make_entry(directory), assured=370)
    keep(make_entry(directory), "letter", assured=370)
    start = client.get(reverse("wagtailadmin_home")).content.decode()
    assert "Zu erledigen (2)" in start
    assert "Verzeichnis (2)" in start
    assert f"{TASKS}?kind=letters" in start
    assert f"{TASKS}?kind=hidden" not in start


def spread_over_all_kinds(directory) -> None:
    """The existing entries of the directory, and a task of every other kind."""
    modes = ["agency", "club", "letter", "agency"]
    for rest, mode in enumerate(modes):
        chosen = Maintainership.objects.annotate(rest=Mod(F("pk"), Value(4))).filter(rest=rest)
        keys = list(chosen.values_list("pk", flat=True))
        days = 350 if rest == 3 else 380
        Maintainership.objects.filter(pk__in=keys).update(maintainer_mode=mode, assured_on=ago(days))
    silent = Maintainership.objects.filter(maintainer_mode="club").values_list("pk", flat=True)[:5]
    Maintainership.objects.filter(pk__in=list(silent)).update(
        maintainer_email=MAINTAINER, reminders=3, asked_on=ago(9)
    )
    hidden, asking = make_entry(directory, "Verborgen"), make_entry(directory, "Fragt")
    keep(hidden, "club", MAINTAINER, 440, 3, 70)
    hide_entry(hidden)
    keep(asking, "club", MAINTAINER)
    draft = get_draft(asking, MAINTAINER)
    send_proposal(draft, {**draft.base, "title": "Anders"})
    keep(make_entry(directory, "Import", live=False), assured=None)
    Maintainership.objects.filter(page__title="Import").update(imported_on=ago(1))
    keep(make_entry(directory, openings=[Opening(title="Vorlesen", valid_until=ago(-3))]))
    keep(make_entry(directory), "club")


@pytest.mark.parametrize("count", [10, 200])
def test_number_of_queries_does_not_grow_with_the_entries(directory, agency, client, count):
    make_help_type(), make_target_group()
    make_entry(directory).delete()
    add_samples(count)
    spread_over_all_kinds(directory)
    assert len(kinds_with_tasks(agency)) == 9
    # Twelve of them belong to Wagtail and the inbox, for the menu.
    for query, most in (({}, 17), ({"kind": "overdue"}, 15)):
        client.get(TASKS, query)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(TASKS, query).status_code == 200
        assert len(captured) <= most, "\n".join(each["sql"][:150] for each in captured)


def test_a_kind_is_found_by_its_name_by_whom_it_is_for(agency):
    assert find_kind("hidden", agency).label == "Verborgene Einträge"
    assert find_kind("hidden", make_user("niemand")) is None
