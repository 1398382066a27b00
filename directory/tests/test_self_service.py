"""The maintainer's pages, from the link in the mail to the sent changes."""

import re
from datetime import date, time, timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cms.mail.models import AccessLink, Mail
from directory.entry_changes.snapshot import ROW_MODELS
from directory.models import EntryProposal, Maintainership, Offer, OrganisationPage, PublicEntry
from directory.tests.factories import make_category, make_district, make_entry
from directory.workflow.links import Purpose, open_session
from tests.support.recorded import recorded

pytestmark = pytest.mark.django_db
MAINTAINER = "petra@example.org"
HALL = "0b54fa21-7d55-4b1c-9a5e-3b7d2f0f4a10"
HOSTILE = "<script>alert(1)</script>\x00'\"{{ 7|add:7 }}\u202e" + "ä" * 300


@pytest.fixture
@recorded
def entry(directory):
    page = make_entry(
        directory,
        districts=[make_district()],
        phone="+49656112345",
        offers=[Offer(name="Training", frequency="weekly", weekdays="MO", starts_at=time(17))],
    )
    Maintainership.objects.create(page=page, maintainer_email=MAINTAINER, assured_on=date(2020, 1, 1))
    return page


@pytest.fixture
def address(entry):
    """The address of an open session."""
    return reverse("edit_entry", args=[open_session(entry.pk, MAINTAINER)])


def ask(client, entry, email):
    return client.post(reverse("ask_to_edit", args=[entry.public_id]), {"email": email})


def link_in_mail():
    mail = Mail.objects.get(kind="entry-edit-link")
    return re.search(r"https?://[^/]+(/\S+)", mail.text)[1]


def written(client, address, **changes):
    """What a browser would submit: the unchanged form with these changes (`offers-0-name` …)."""
    form = client.get(address).context["form"]
    data = {"version": client.get(address).context["version"]}
    forms = [form.page_form]
    for rows in form.row_sets.values():
        forms += [rows.management_form, *rows.forms]
    for each in forms:
        for field in each:
            value = field.value()
            # Browsers leave out unticked boxes and lists without a ticked item.
            if value is not None and value is not False and value != [""]:
                data[field.html_name] = value
    return data | {name.replace("__", "-"): value for name, value in changes.items()}


def test_maintainer_gets_a_link_that_opens_her_entry_once(client, entry):
    assert ask(client, entry, MAINTAINER).status_code == 303
    link = link_in_mail()
    assert client.get(link).status_code == client.head(link).status_code == 200
    opened = client.post(link)
    assert opened.status_code == 303
    assert client.get(opened.url).status_code == 200
    assert client.post(link).status_code == 410


@pytest.mark.parametrize("email", [MAINTAINER, "fremd@example.org"])
def test_answer_is_the_same_for_known_and_unknown_addresses(client, entry, email):
    answer = ask(client, entry, email)
    shown = client.get(answer.url)
    assert (answer.status_code, "angefragt=1" in answer.url) == (303, True)
    assert email not in shown.content.decode()


def test_known_and_unknown_addresses_cost_the_same_work(client, entry, settings):
    settings.ERRANDS_IN_WORKER = True

    def work(email):
        with CaptureQueriesContext(connection) as queries:
            ask(client, entry, email)
        statements = (re.sub(r"'[^']*'|\d+", "?", each["sql"]) for each in queries)
        return [each for each in statements if "SAVEPOINT" not in each]

    work("warm@example.org")
    assert work(MAINTAINER) == work("fremd@example.org")


def test_unknown_address_gets_no_mail(client, entry):
    ask(client, entry, "fremd@example.org")
    # Once there is a maintainer, knowing the entry's public address is not enough.
    ask(client, entry, "info@example.org")
    assert not Mail.objects.exists()
    assert not AccessLink.objects.exclude(email="").exists()


def test_sixth_link_within_an_hour_is_not_mailed_whatever_entry_it_is_for(client, directory, entry):
    other = make_entry(directory, email=MAINTAINER)
    answers = [ask(client, page, MAINTAINER) for page in (entry, other) * 3]
    assert Mail.objects.filter(kind="entry-edit-link").count() == 5
    assert {answer.status_code for answer in answers} == {303}


def test_link_is_over_after_an_hour(client, entry):
    ask(client, entry, MAINTAINER)
    AccessLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert client.post(link_in_mail()).status_code == 410


def test_link_for_something_else_opens_nothing(client, entry):
    key = open_session(entry.pk, MAINTAINER)
    assert client.post(reverse("open_edit_link", args=[key])).status_code == 404
    altered = key[:-1] + ("A" if key[-1] != "A" else "B")
    assert client.get(reverse("edit_entry", args=[altered])).status_code == 404
    assert AccessLink.objects.get().purpose == Purpose.SESSION


def test_pages_of_a_maintainer_are_neither_kept_nor_indexed(client, address):
    answer = client.get(address)
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Robots-Tag"] == "noindex"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert not answer.cookies


def test_untouched_form_changes_nothing(client, address):
    answer = client.post(address, {**written(client, address), "action": "preview"})
    assert answer.status_code == 303
    sending = client.get(answer.url.replace("vorschau", "senden"))
    assert sending.context["rows"] == []


def test_journey_from_the_form_to_a_proposal(client, entry, address):
    data = written(client, address, summary="Wir tanzen jetzt.", offers__0__name="Tanz", phone="06561 99999")
    to_preview = client.post(address, {**data, "action": "preview"})
    assert "Wir tanzen jetzt." in client.get(to_preview.url).content.decode()
    sending = f"{address}senden/"
    assert {row.title for row in client.get(sending).context["rows"]} == {
        "In einem Satz",
        "Telefon",
        "Angebot „Training“: Name des Angebots",
    }
    assert client.get(sending).context["at_once"] == {"phone"}
    assert PublicEntry.objects.get(page=entry).document["phone"] == "+49656112345"

    thanks = client.post(sending)

    document = PublicEntry.objects.get(page=entry).document
    assert (document["phone"], document["summary"]) == ("+49656199999", "Wir spielen zusammen.")
    proposal = EntryProposal.objects.get()
    assert (proposal.is_waiting, proposal.wanted["summary"]) == (True, "Wir tanzen jetzt.")
    assert "Telefon" in client.get(thanks.url).content.decode()
    assert client.get(address).status_code == 410


def test_form_that_is_kept_by_itself_is_there_with_the_next_link(client, entry, address):
    data = written(client, address, summary="Halb fertig", email="kaputt")
    answer = client.post(address, {**data, "action": "autosave"})
    assert answer.json()["version"] == 1
    again = reverse("edit_entry", args=[open_session(entry.pk, MAINTAINER)])
    page = client.get(again).content.decode()
    assert "Halb fertig" in page
    assert 'value="kaputt"' in page


def test_mistake_is_named_and_nothing_lost(client, address):
    answer = client.post(address, {**written(client, address, email="kaputt"), "action": "preview"})
    assert answer.status_code == 422
    assert 'href="#id_email"' in answer.content.decode()


def test_own_words_are_not_told_as_somebody_elses(client, address):
    data = written(client, address, summary="Meine Worte", email="kaputt")
    answer = client.post(address, {**data, "action": "preview"})
    assert (answer.status_code, answer.context["changed_since"]) == (422, [])


def test_what_somebody_else_changed_meanwhile_is_told_before_sending(client, entry, address):
    data = written(client, address, summary="Meine Worte")
    client.post(address, {**data, "action": "preview"})
    page = OrganisationPage.objects.get(pk=entry.pk)
    page.summary = "Von der Redaktion."
    page.save()
    [row] = client.get(f"{address}senden/").context["rows"]
    assert row.now == "Von der Redaktion."


def test_second_window_is_told_and_overwrites_nothing(client, address):
    data = written(client, address, summary="Erstes Fenster")
    client.post(address, {**data, "action": "autosave"})
    late = client.post(address, {**data, "summary": "Zweites Fenster", "action": "preview"})
    assert late.status_code == 409
    page = late.content.decode()
    assert "Zweites" in page
    assert "Erstes" in page
    assert EntryProposal.objects.get().data["summary"] == ["Erstes Fenster"]


def test_what_arrives_after_the_hour_is_kept(client, entry, address):
    data = written(client, address, summary="Zu spät")
    AccessLink.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    assert client.post(address, {**data, "action": "preview"}).status_code == 410
    assert EntryProposal.objects.get().data["summary"] == ["Zu spät"]


def test_row_without_a_script_is_added_and_another_removed(client, address):
    data = written(client, address, offers__0__DELETE="on", offers__1__name="Turnier")
    client.post(address, {**data, "action": "preview"})
    client.post(f"{address}senden/")
    wanted = EntryProposal.objects.get().wanted
    assert [row["name"] for row in wanted["offers"]] == ["Turnier"]


@pytest.mark.parametrize("action", ["autosave", "save", "preview", "nonsense"])
def test_hostile_input_in_every_field_is_never_an_error_of_the_server(client, address, action):
    data = {
        name: value if "FORMS" in name or name == "version" else HOSTILE
        for name, value in written(client, address).items()
    }
    answer = client.post(address, {**data, "action": action})
    assert answer.status_code < 500
    page = client.get(address).content.decode()
    assert "<script>alert(1)" not in page


@pytest.mark.parametrize(
    "data",
    [{}, {"version": "x"}, {"version": "0", "offers-TOTAL_FORMS": "999999", "offers-INITIAL_FORMS": "-1"}],
)
def test_crippled_form_is_never_an_error_of_the_server(client, address, data):
    for action in ("preview", "save"):
        assert client.post(address, {**data, "action": action}).status_code < 500
    for page in ("", "vorschau/", "senden/"):
        assert client.get(f"{address}{page}").status_code < 500


def test_planted_script_stays_text_on_every_page(client, address):
    data = written(client, address, summary="<script>alert(1)</script>", offers__0__name="<b>x</b>")
    client.post(address, {**data, "action": "preview"})
    for page in ("", "vorschau/", "senden/"):
        shown = client.get(f"{address}{page}").content.decode()
        assert "<script>alert(1)" not in shown
        assert "<b>x</b>" not in shown


def test_everything_is_right_confirms_the_entry(client, entry, address):
    client.get(f"{address}stimmt/")
    assert Maintainership.objects.get(page=entry).assured_on == date(2020, 1, 1)
    client.post(f"{address}stimmt/")
    assert Maintainership.objects.get(page=entry).assured_on == timezone.localdate()


def test_withdrawn_entry_is_gone_and_her_address_too(client, entry, address):
    assert client.post(f"{address}zurueckziehen/").status_code == 200
    assert PublicEntry.objects.filter(page=entry).exists()
    client.post(f"{address}zurueckziehen/", {"sure": "on"})
    assert not PublicEntry.objects.filter(page=entry).exists()
    assert Maintainership.objects.get(page=entry).maintainer_email == ""
    assert client.get(address).status_code == 410


def test_offer_takes_place_at_a_place_that_was_added_in_the_same_form(client, entry, address):
    new = {
        "meeting_places-0-key": HALL,
        "meeting_places-0-name": "Turnhalle",
        "offers-0-place_key": HALL,
    }
    answer = client.post(address, {**written(client, address), **new, "action": "preview"})
    assert answer.status_code == 303
    rows = {row.title: row for row in client.get(f"{address}senden/").context["rows"]}
    assert rows["Angebot „Training“: Ort"].after[0].text == "Turnhalle"
    client.post(f"{address}senden/")
    wanted = EntryProposal.objects.get().wanted
    assert wanted["offers"][0]["place_key"] == wanted["meeting_places"][0]["id"] == HALL


def test_kept_place_can_be_chosen_without_a_script(client, entry, address):
    data = written(client, address, meeting_places__0__key=HALL, meeting_places__0__name="Turnhalle")
    client.post(address, {**data, "action": "save"})
    choices = client.get(address).context["form"].row_sets["offers"].forms[0].fields["place_key"].choices
    assert (HALL, "Turnhalle") in choices


def test_offer_of_a_removed_place_takes_place_nowhere_in_particular(client, entry, address):
    new = {"meeting_places-0-key": HALL, "meeting_places-0-name": "x", "meeting_places-0-DELETE": "on"}
    data = {**written(client, address), **new, "offers-0-place_key": HALL, "action": "preview"}
    assert client.post(address, data).status_code == 303
    client.post(f"{address}senden/")
    wanted = EntryProposal.objects.get().wanted
    assert (wanted["meeting_places"], wanted["offers"][0]["place_key"]) == ([], Offer.CHANGING_PLACES)


@pytest.mark.parametrize(
    "regret", [{"offers-1-DELETE": "on"}, {"offers-1-name": "", "offers-1-description": ""}]
)
def test_new_row_that_was_kept_can_be_dropped_again(client, address, regret):
    client.post(address, {**written(client, address, offers__1__name="Turnier"), "action": "save"})
    kept = written(client, address)
    assert kept["offers-1-name"] == "Turnier"
    assert client.post(address, {**kept, **regret, "action": "preview"}).status_code == 303
    assert client.get(f"{address}senden/").context["rows"] == []


def test_mistake_in_a_folded_part_of_a_row_is_unfolded(client, address):
    page = client.post(
        address,
        {**written(client, address, offers__0__age_from="9", offers__0__age_to="3"), "action": "preview"},
    )
    groups = page.context["form"].row_sets["offers"].forms[0].groups
    assert [group["is_open"] for group in groups] == [False, False, True]


def test_answer_that_got_lost_on_the_way_is_no_second_window(client, address):
    data = written(client, address, summary="Erste Worte") | {"window": "a"}
    client.post(address, {**data, "action": "autosave"})
    again = client.post(address, {**data, "summary": "Letzte Worte", "action": "autosave"})
    assert (again.status_code, again.json()["version"]) == (200, 2)
    other = client.post(address, {**data, "window": "b", "action": "autosave"})
    assert other.status_code == 409


def test_window_that_comes_after_sending_loses_nothing(client, entry, address):
    data = written(client, address, summary="Gesendet")
    client.post(address, {**data, "action": "preview"})
    client.post(f"{address}senden/")
    late = client.post(address, {**data, "summary": "Danach", "action": "save"})
    assert late.status_code == 410
    assert "schon abgeschickt" in late.content.decode()
    again = reverse("edit_entry", args=[open_session(entry.pk, MAINTAINER)])
    assert "Danach" in client.get(again).content.decode()


def test_what_cannot_be_kept_after_the_hour_is_shown_to_be_copied(client, entry, address):
    data = written(client, address, summary="Fenster eins") | {"window": "a"}
    client.post(address, {**data, "action": "autosave"})
    AccessLink.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    late = client.post(address, {**data, "window": "b", "summary": "Fenster zwei", "action": "preview"})
    assert late.status_code == 410
    assert "zwei" in late.content.decode()
    assert EntryProposal.objects.get().data["summary"] == ["Fenster eins"]


def test_keeping_goes_on_after_the_hour(client, address):
    data = written(client, address, summary="Noch wach") | {"window": "a"}
    AccessLink.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    for version in (1, 2):
        answer = client.post(address, {**data, "action": "autosave"})
        assert (answer.status_code, answer.json()["version"]) == (410, version)


def test_text_that_is_too_long_to_keep_stays_in_the_form(client, address):
    data = written(client, address, description="ä" * 300_001)
    assert client.post(address, {**data, "action": "autosave"}).json()["text"]
    answer = client.post(address, {**data, "action": "save"})
    assert answer.status_code == 413
    assert "ä" * 300_001 in answer.content.decode()


def test_session_ends_when_somebody_else_becomes_the_maintainer(client, entry, address):
    Maintainership.objects.update(maintainer_email="nachfolge@example.org")
    assert client.get(address).status_code == 410


def closed_folds(control):
    """The titles of closed folds in which a control stands, except that of its own row."""
    row = control.find_parent(class_="maintainer-row")
    folds = [each for each in control.find_parents("details") if each is not row]
    return [each.summary.get_text(" ", strip=True) for each in folds if not each.has_attr("open")]


def required_fields(form):
    forms = [form.page_form, *(each for rows in form.row_sets.values() for each in rows.forms)]
    return [bound for each in forms for bound in each if bound.field.required]


def test_no_required_field_is_in_a_closed_fold(client, entry, address):
    answer = client.get(address)
    soup = BeautifulSoup(answer.content, "html.parser")
    required = required_fields(answer.context["form"])
    assert {"title", "summary", "main_category", "districts", "offers-0-name"} <= {
        bound.html_name for bound in required
    }
    for bound in required:
        control = soup.select_one(f'[name="{bound.html_name}"]')
        row = control.find_parent(class_="maintainer-row")
        # Only whoever begins a row has to finish it; `closed_folds` looks into the row.
        inside = [fold for fold in control.find_parents("details") if row in fold.parents]
        assert [fold for fold in inside if not fold.has_attr("open")] == [], bound.html_name
        assert row or closed_folds(control) == [], bound.html_name


@pytest.mark.parametrize("relation", list(ROW_MODELS))
def test_a_row_that_is_begun_stands_open_with_its_section(client, entry, address, relation):
    number = 1 if relation == "offers" else 0
    form = client.get(address).context["form"]
    begun = next(name for name, field in form.row_sets[relation].empty_form.fields.items() if is_text(field))
    client.post(address, written(client, address, **{f"{relation}-{number}-{begun}": "x", "action": "save"}))
    soup = BeautifulSoup(client.get(address).content, "html.parser")
    control = soup.select_one(f'[name="{relation}-{number}-{begun}"]')
    assert all(fold.has_attr("open") for fold in control.find_parents("details"))


def is_text(field):
    return field.__class__.__name__ == "CharField" and not field.widget.is_hidden


def test_an_interval_left_empty_is_every_week(client, entry, address):
    data = written(client, address, offers__0__interval="", offers__0__name="Freies Spiel", action="preview")
    assert client.post(address, data).status_code == 303


def test_categories_stand_below_their_wider_one(client, entry, address):
    music = make_category("Musik")
    make_category("Chor", parent=music)
    soup = BeautifulSoup(client.get(address).content, "html.parser")
    groups = soup.select("#id_main_category optgroup")
    assert [each["label"] for each in groups] == ["Musik"]
    assert [each.text for each in groups[0].select("option")] == ["Musik (allgemein)", "Chor"]
    (boxes,) = soup.select(".check-groups fieldset")
    assert boxes.legend.text == "Musik"
    assert [each.get_text(strip=True) for each in boxes.select("label")] == ["Musik (allgemein)", "Chor"]


def test_a_category_ticked_below_its_wider_one_is_kept(client, entry, address):
    choir = make_category("Chor", parent=make_category("Musik"))
    client.post(address, written(client, address, categories=[choir.pk], action="save"))
    soup = BeautifulSoup(client.get(address).content, "html.parser")
    assert [each["value"] for each in soup.select('[name="categories"][checked]')] == [str(choir.pk)]
