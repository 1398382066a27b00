"""Tables of clubs' dates as secretaries send them: read, checked row by row, imported, taken back."""

import io
from datetime import date, datetime, time

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from django.utils import timezone
from openpyxl import Workbook
from wagtail.models import GroupPagePermission

from cms.jobs.registry import JOBS
from cms.jobs.state import run_due_jobs
from directory.imports import running
from directory.imports.running import begin_check, begin_import, begin_undo, carry_on, start_run
from directory.models import ImportRun, MeetingPlace, OrganisationPage
from directory.tests.factories import make_directory, make_entry
from directory.tests.imports.sheets import as_csv, as_xlsx
from events.models import ChangedDay, DateVersion, Occurrence, PartnerEvent
from events.workflow.announcing import withdraw
from tests.support.making import make_user
from tests.support.recorded import recorded

from ..making import announce

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("a_monday_in_march")]
LIST = "/admin/verzeichnis/importieren/"
HEADERS = [
    "Datum",
    "Uhrzeit",
    "Bis",
    "Veranstaltung",
    "Verein",
    "Ort",
    "Eintritt",
    "Alter",
    "Link",
    "Beschreibung",
]
ROW = {
    "Datum": "09.03.2030",
    "Uhrzeit": "14:30",
    "Bis": "18 Uhr",
    "Veranstaltung": "Vereinsfest",
    "Verein": "Chor am Markt",
}
State = PartnerEvent.State


def row(**cells) -> list[str]:
    given = ROW | cells
    return [given.get(header, "") for header in HEADERS]


@pytest.fixture
@recorded
def town(db):
    directory = make_directory()
    hall = MeetingPlace(name="Turnhalle", street="Weg", show_exact_address=True)
    make_entry(directory, "Chor am Markt", places=[hall], short_name="CaM")
    make_entry(directory, "Heimatverein Mötsch e. V.")
    make_entry(directory, "Noch nicht öffentlich", live=False)
    return directory


@pytest.fixture
def checked(town):
    def run_of(*rows, content: bytes | None = None, name="termine.csv"):
        content = content or as_csv([HEADERS, *rows])
        run = start_run(town, io.BytesIO(content), name=name, source="", by=make_user(name), kind="dates")
        begin_check(run, run.mapping)
        return carry_on(run, 60)

    return run_of


@pytest.fixture
def imported(checked):
    def run_of(*rows, **kwargs):
        run = checked(*rows, **kwargs)
        begin_import(run)
        return carry_on(run, 60)

    return run_of


def told(run) -> list[tuple[str, str, str]]:
    """State, field and text of the first message, of each row."""
    return [
        (each.state, *((each.messages[0]["field"], each.messages[0]["text"]) if each.messages else ("", "")))
        for each in run.rows.all()
    ]


def shown() -> list[tuple[str, str]]:
    rows = Occurrence.objects.select_related("event").order_by("start", "pk")
    return [(f"{timezone.localtime(each.start):%Y-%m-%d %H:%M}", each.event.title) for each in rows]


def test_a_row_becomes_a_public_date_of_its_club(imported):
    run = imported(
        row(
            Ort="Marktplatz", Eintritt="5 Euro", Alter="ab 6", Link="chor.example", Beschreibung="Mit Kuchen."
        )
    )
    event = PartnerEvent.objects.get()
    assert (event.title, event.organisation.title, event.state) == (
        "Vereinsfest",
        "Chor am Markt",
        State.PUBLIC,
    )
    assert (event.first_date, event.starts_at, event.ends_at) == (date(2030, 3, 9), time(14, 30), time(18))
    assert (event.place_key, event.place_name) == ("changing", "Marktplatz")
    assert (event.cost, event.cost_note, event.age_from, event.age_to) == ("fee", "5 Euro", 6, None)
    assert (event.url, event.summary) == ("https://chor.example", "Mit Kuchen.")
    assert shown() == [("2030-03-09 14:30", "Vereinsfest")]
    assert run.counts()["imported"] == 1
    version = DateVersion.objects.get()
    assert (version.state, version.decided_by) == (DateVersion.State.PUBLIC, run.started_by)


@pytest.mark.parametrize(
    ("cells", "fields"),
    [
        ({"Datum": "Sa, 9.3.2030"}, {"first_date": date(2030, 3, 9)}),
        ({"Datum": "Samstag, 9. März 2030"}, {"first_date": date(2030, 3, 9)}),
        ({"Datum": "9. Mär. 30"}, {"first_date": date(2030, 3, 9)}),
        ({"Datum": "2030-03-09 00:00:00"}, {"first_date": date(2030, 3, 9)}),
        ({"Datum": "47551"}, {"first_date": date(2030, 3, 9)}),
        ({"Uhrzeit": "14.30-18.00 Uhr", "Bis": ""}, {"starts_at": time(14, 30), "ends_at": time(18)}),
        ({"Uhrzeit": "von 14 bis 18 Uhr", "Bis": ""}, {"starts_at": time(14), "ends_at": time(18)}),
        ({"Uhrzeit": "0,604166666666667"}, {"starts_at": time(14, 30), "ends_at": time(18)}),
        ({"Uhrzeit": "20 Uhr", "Bis": "2 Uhr"}, {"ends_on": date(2030, 3, 10)}),
        ({"Uhrzeit": "", "Bis": ""}, {"all_day": True, "starts_at": None}),
        ({"Uhrzeit": "", "Bis": "10.03.2030"}, {"all_day": True, "ends_on": date(2030, 3, 10)}),
        ({"Ort": ""}, {"place_name": ""}),
        ({"Ort": "TURNHALLE"}, {"place_name": ""}),
        ({"Eintritt": "0 €"}, {"cost": "free", "cost_note": ""}),
        ({"Eintritt": "Eintritt frei"}, {"cost": "free"}),
        ({"Eintritt": "Spende erbeten"}, {"cost": "donation", "cost_note": "Spende erbeten"}),
        ({"Eintritt": "siehe Aushang"}, {"cost": "", "cost_note": "siehe Aushang"}),
        ({"Alter": "6 bis 10 Jahre"}, {"age_from": 6, "age_to": 10}),
        ({"Alter": "bis 12 J."}, {"age_from": None, "age_to": 12}),
        ({"Alter": "alle"}, {"age_from": None, "age_to": None}),
        ({"Verein": "CaM"}, {"title": "Vereinsfest"}),
        ({"Verein": "Chor am Markt e.V."}, {"title": "Vereinsfest"}),
        ({"Verein": "chor  am markt"}, {"title": "Vereinsfest"}),
    ],
)
def test_cells_are_understood_as_people_write_them(imported, cells, fields):
    run = imported(row(**cells))
    assert told(run) == [("imported", "", "")]
    event = PartnerEvent.objects.get()
    assert {name: getattr(event, name) for name in fields} == fields
    assert event.organisation.title == "Chor am Markt"


@pytest.mark.parametrize(
    ("cells", "field", "text"),
    [
        ({"Datum": ""}, "first_date", "Fehlt."),
        ({"Datum": "31.2.2030"}, "first_date", "„31.2.2030“ ist kein Tag"),
        ({"Datum": "9.3."}, "first_date", "„9.3.“ ist kein Tag"),
        ({"Datum": "nächsten Samstag"}, "first_date", "ist kein Tag"),
        ({"Datum": "So, 9.3.2030"}, "first_date", "Der 09.03.2030 ist ein Samstag."),
        ({"Datum": "01.03.2030"}, "first_date", "Dieser Tag ist vorbei."),
        ({"Datum": "09.03.2099"}, "first_date", "mehr als drei Jahre"),
        ({"Uhrzeit": "25:70"}, "starts_at", "„25:70“ ist keine Uhrzeit"),
        ({"Uhrzeit": "abends"}, "starts_at", "„abends“ ist keine Uhrzeit"),
        ({"Bis": "13 Uhr"}, "ends_at", "Das Ende muss nach dem Anfang liegen."),
        ({"Bis": "später"}, "ends_at", "ist kein Tag"),
        ({"Veranstaltung": ""}, "title", "Fehlt."),
        ({"Veranstaltung": "x" * 161}, "title", "160"),
        ({"Veranstaltung": "=SUMME(A1)"}, "title", "Formel"),
        ({"Veranstaltung": "FrÃ¼hlingsfest"}, "title", "unlesbare Zeichen"),
        ({"Verein": ""}, "club", "Fehlt."),
        ({"Verein": "Kegelclub Alle Neune"}, "club", "Steht nicht im Verzeichnis."),
        ({"Verein": "Heimatverein Möttsch"}, "club", "Vielleicht heißt er dort:"),
        ({"Verein": "Noch nicht öffentlich"}, "club", "Der Eintrag ist nicht öffentlich."),
        ({"Verein": "Heimatverein Mötsch"}, "place_name", "Bitte sagen Sie, wo"),
        ({"Alter": "Kinder"}, "ages", "„Kinder“ ist kein Alter"),
        ({"Alter": "10-6"}, "ages", "Das obere Alter"),
        ({"Link": "kein link"}, "url", ""),
        ({"Beschreibung": "x" * 301}, "summary", "300"),
    ],
)
def test_what_is_wrong_is_said_in_german_at_its_column(checked, cells, field, text):
    [(state, told_field, told_text)] = told(checked(row(**cells)))
    assert (state, told_field) == ("faulty", field)
    assert text in told_text


def test_two_clubs_of_one_name_are_told_apart_by_key(checked, town):
    other = make_entry(town, "Chor am Markt", places=[MeetingPlace(name="Saal", street="Weg")])
    run = checked(row())
    assert told(run)[0][:2] == ("faulty", "club")
    headers = [*HEADERS, "Schlüssel des Eintrags"]
    run = checked(content=as_csv([headers, [*row(), str(other.public_id)]]), name="mit-schluessel.csv")
    assert told(run) == [("ready", "", "")]
    assert "Saal" in run.rows.get().understood
    run = checked(content=as_csv([headers, [*row(), "unbekannt"]]), name="unbekannt.csv")
    assert told(run)[0] == ("faulty", "public_id", "Kein Eintrag hat diesen Schlüssel.")


def test_what_is_there_already_is_left_out_unless_somebody_decides(checked, imported, town):
    announce(OrganisationPage.objects.get(title="Chor am Markt"))
    run = checked(row(), row(Datum="10.03.2030"), row(Datum="10.03.2030"))
    assert told(run) == [
        ("alike", "title", "Steht schon im Kalender."),
        ("ready", "", ""),
        ("alike", "title", "Steht schon in Zeile 3."),
    ]
    again = imported(row(Datum="10.03.2030"), name="erste.csv")
    assert again.counts()["imported"] == 1
    repeated = checked(row(Datum="10.03.2030"), name="zweite.csv")
    assert told(repeated)[0][0] == "alike"


def excel(*rows) -> bytes:
    book, target = Workbook(), io.BytesIO()
    sheet = book.active
    sheet.append(["Termine 2030"])
    sheet.append(["Datum", "Von", "Bis", "Veranstaltung", "Verein"])
    for each in rows:
        sheet.append(each)
    book.save(target)
    return target.getvalue()


def test_excel_with_its_own_days_and_times_below_a_title(imported):
    run = imported(
        content=excel(
            [datetime(2030, 3, 9), time(14, 30), time(18), "Vereinsfest", "Chor am Markt"],
            [date(2030, 3, 10), datetime(2030, 3, 10, 9), None, "Frühschoppen", "Chor am Markt"],
        ),
        name="termine.xlsx",
    )
    assert [each[0] for each in told(run)] == ["imported", "imported"]
    assert shown() == [("2030-03-09 14:30", "Vereinsfest"), ("2030-03-10 09:00", "Frühschoppen")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_csv_in_the_encodings_of_office_programs(imported, encoding, delimiter):
    content = as_csv([HEADERS, row(Veranstaltung="Frühlingsfest für Große")], delimiter, encoding)
    imported(content=content)
    assert shown() == [("2030-03-09 14:30", "Frühlingsfest für Große")]


def test_undo_takes_out_what_nobody_has_touched(imported):
    run = imported(*(row(Datum=f"{day:02}.03.2030", Veranstaltung=f"Fest {day}") for day in range(10, 15)))
    changed, withdrawn, called_off = PartnerEvent.objects.order_by("first_date")[:3]
    DateVersion.objects.create(event=changed, page=changed.organisation, state="waiting", data={})
    withdraw(withdrawn)
    ChangedDay.objects.create(series=called_off.key, day=called_off.first_date, change="cancelled")
    begin_undo(run)
    run = carry_on(run, 60)
    assert [each.state for each in run.rows.all()] == ["kept", "kept", "kept", "undone", "undone"]
    assert set(PartnerEvent.objects.all()) == {changed, withdrawn, called_off}
    assert [title for _when, title in shown()] == ["Fest 10", "Fest 12"]


def test_an_entry_that_was_hidden_since_the_check_gets_no_date(checked, town):
    run = checked(row(), row(Datum="10.03.2030"))
    town.get_children().get(title="Chor am Markt").specific.unpublish()
    begin_import(run)
    run = carry_on(run, 60)
    assert [each[:2] for each in told(run)] == [("faulty", "club")] * 2
    assert not PartnerEvent.objects.exists()


def test_many_rows_cost_few_queries(checked, django_assert_max_num_queries):
    rows = [row(Datum=f"{1 + day:02}.04.2030", Veranstaltung=f"Fest {day}") for day in range(30)]
    run = checked(*rows)
    begin_import(run)
    with django_assert_max_num_queries(120):
        carry_on(run, 60)
    assert len(shown()) == 30


# The screens.


@pytest.fixture
def office(client, town):
    user = make_user("chefin", is_superuser=True)
    client.force_login(user)
    with JOBS.replaced(JOBS[running.JOB]):
        run_due_jobs()
        yield client


def upload(client, content: bytes, name="termine.csv", **data):
    file = io.BytesIO(content)
    file.name = name
    return client.post(LIST, {"file": file, "kind": "dates"} | data)


def address(step: str = "") -> str:
    return f"{LIST}{ImportRun.objects.latest('pk').pk}/{step}"


def test_the_whole_way_on_the_screens(office):
    first = office.get(LIST).content.decode()
    assert "Was steht in der Tabelle?" in first and "Termine der Vereine" in first
    faulty = row(Verein="Kegelclub")
    assert upload(office, as_csv([HEADERS, row(), faulty])).headers["Location"] == address("spalten/")
    columns = office.get(address("spalten/"))
    assert [each.chosen for each in columns.context["columns"]] == [
        *(
            "first_date",
            "starts_at",
            "ends_at",
            "title",
            "club",
            "place_name",
            "cost",
            "ages",
            "url",
            "summary",
        )
    ]
    assert "Nötig sind, was stattfindet, der Verein und der Tag." in columns.content.decode()
    office.post(address("spalten/"), {each.name: each.chosen for each in columns.context["columns"]})
    run_due_jobs()
    problems = office.get(address()).content.decode()
    assert "1 von 2 Zeilen" in problems
    assert "Steht nicht im Verzeichnis. Bitte legen Sie den Verein zuerst an." in problems
    assert "1 Termin in den Kalender übernehmen" in problems
    assert "Die Termine sind sofort öffentlich" in problems
    every = office.get(f"{address()}?zeilen=alle").content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert "Samstag, 9. März 2030, 14:30 bis 18 Uhr, Chor am Markt, Turnhalle" in every
    assert "Kegelclub" in office.get(address("zeile/3/")).content.decode()
    office.post(address(), {"action": "import"})
    run_due_jobs()
    event = PartnerEvent.objects.get()
    result = office.get(f"{address()}?zeilen=imported").content.decode()
    assert "1 Termin steht im Kalender" in result
    assert f'href="{reverse("club_date", args=[event.pk])}"' in result
    asked = office.get(address("rueckgaengig/")).content.decode()
    assert "1 Termin zurücknehmen" in asked and "verschwindet aus dem Kalender" in asked
    office.post(address("rueckgaengig/"))
    run_due_jobs()
    assert "1 Termin wurde zurückgenommen." in office.get(address()).content.decode()
    assert not PartnerEvent.objects.exists() and shown() == []


@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_template_can_be_filled_in_and_comes_back(office, town, file_format):
    answer = office.get(f"{LIST}vorlage-dates.{file_format}")
    assert f"vorlage-termine.{file_format}" in answer["Content-Disposition"]
    content = answer.getvalue()
    refused = upload(office, content, f"vorlage.{file_format}")
    assert "keine Zeile" in refused.content.decode()
    if file_format == "csv":
        headers = content.decode("utf-8-sig").splitlines()[0]
        assert headers.startswith('"Was findet statt? *";"Verein *";"Tag *"')
        filled = content + b'"Fest";"Chor am Markt";"9.3.2030";"14 Uhr"\r\n'
        upload(office, filled, "vorlage.csv")
        columns = office.get(address("spalten/")).context["columns"]
        assert all(each.chosen for each in columns)


def test_whoever_may_not_decide_about_dates_is_not_offered_them(client, town):
    user = make_user("nur-eintraege", is_superuser=False)
    grant_import_only(user, town)
    client.force_login(user)
    assert "Termine der Vereine" not in client.get(LIST).content.decode()
    # What is uploaded all the same is read as organisations.
    upload(client, as_csv([HEADERS, row()]))
    assert not ImportRun.objects.filter(kind="dates").exists()


def grant_import_only(user, directory) -> None:
    group = Group.objects.create(name="Nur Einträge")
    names = ["access_admin", "add_importrun"]
    group.permissions.set(Permission.objects.filter(codename__in=names))
    add = Permission.objects.get(codename="add_page")
    GroupPagePermission.objects.create(group=group, page=directory, permission=add)
    user.groups.add(group)


def test_a_table_of_organisations_still_becomes_entries(office, town):
    assert office.get(LIST).context["form"]["kind"].initial == "entries"
    lines = [
        ["Verein", "Kurzbeschreibung", "Kategorie", "Ortsteil", "E-Mail"],
        ["Neu", "Wir.", "x", "y", "a@b.example"],
    ]
    upload(office, as_xlsx(lines), "vereine.xlsx", kind="entries")
    assert ImportRun.objects.latest("pk").kind == "entries"
    assert "Nötig sind Name" in office.get(address("spalten/")).content.decode()


# One decision for each club that the directory does not know.


def unknown_rows(number: int = 3) -> list[list[str]]:
    return [row(Verein="Kegelclub Alle Neune", Datum=f"{day:02}.03.2030") for day in range(10, 10 + number)]


def decide(client, **sent):
    answer = client.post(address(), {"action": "names", **sent}, follow=True)
    run_due_jobs()
    return answer.content.decode()


def states(run=None) -> list[str]:
    return [each.state for each in (run or ImportRun.objects.latest("pk")).rows.all()]


@pytest.fixture
def with_unknown(office):
    """A table of which three rows name a club that nobody knows, and one another that is nearly there."""
    lines = [HEADERS, row(), *unknown_rows(), row(Verein="Heimatverein Möttsch", Ort="Saal")]
    upload(office, as_csv(lines))
    columns = office.get(address("spalten/")).context["columns"]
    office.post(address("spalten/"), {each.name: each.chosen for each in columns})
    run_due_jobs()
    return office


def test_a_club_that_nobody_knows_is_asked_about_once(with_unknown):
    page = with_unknown.get(address())
    asked = [
        (each.written, len(each.rows), list(each.choices.values())) for each, _ in page.context["open_names"]
    ]
    assert asked == [
        ("Kegelclub Alle Neune", 3, []),
        ("Heimatverein Möttsch", 1, ["Heimatverein Mötsch e. V."]),
    ]
    html = page.content.decode()
    assert "2 Vereine der Tabelle stehen nicht im Verzeichnis" in html
    assert "Noch nicht öffentlich" not in html
    assert states() == ["ready", "faulty", "faulty", "faulty", "faulty"]


def test_one_decision_gives_all_rows_to_an_entry(with_unknown):
    entries = OrganisationPage.objects.count()
    html = decide(
        with_unknown,
        **{"name-kegelclub alle neune": "other", "other-kegelclub alle neune": "chor am Markt"},
    )
    assert states() == ["ready", "ready", "ready", "ready", "faulty"]
    with_unknown.post(address(), {"action": "import"})
    run_due_jobs()
    assert {each.organisation.title for each in PartnerEvent.objects.all()} == {"Chor am Markt"}
    assert (PartnerEvent.objects.count(), OrganisationPage.objects.count()) == (4, entries)
    assert "Kein öffentlicher Eintrag" not in html


def test_an_entry_that_is_nearly_called_so_is_chosen_by_one_click(with_unknown):
    key = OrganisationPage.objects.get(title__startswith="Heimatverein").pk
    decide(with_unknown, **{"name-heimatverein moettsch": str(key)})
    assert states() == ["ready", "faulty", "faulty", "faulty", "ready"]


def test_one_decision_leaves_out_all_rows_and_can_be_changed(with_unknown):
    decide(with_unknown, **{"name-kegelclub alle neune": "leave"})
    assert states()[1:4] == ["faulty"] * 3
    run = ImportRun.objects.latest("pk")
    assert "Sie haben entschieden" in run.rows.get(number=3).messages[0]["text"]
    page = with_unknown.get(address())
    assert "1 Verein der Tabelle steht nicht im Verzeichnis" in page.content.decode()
    key = OrganisationPage.objects.get(title="Chor am Markt").pk
    decide(with_unknown, **{"name-kegelclub alle neune": "other", "other-kegelclub alle neune": "CaM"})
    assert states()[1:4] == ["ready"] * 3
    assert str(key) in with_unknown.get(address()).context["open_names"][-1][0].choices
    decide(with_unknown, **{"name-kegelclub alle neune": ""})
    assert states()[1:4] == ["faulty"] * 3


@pytest.mark.parametrize("typed", ["Gibt es nicht", "Noch nicht öffentlich", "", "\x00<b>"])
def test_what_is_typed_must_be_a_public_entry(with_unknown, typed):
    html = decide(with_unknown, **{"name-kegelclub alle neune": "other", "other-kegelclub alle neune": typed})
    assert "Kein öffentlicher Eintrag heißt" in html
    assert states()[1:4] == ["faulty"] * 3


def test_the_entry_of_another_directory_cannot_be_chosen(with_unknown):
    hidden = OrganisationPage.objects.get(title="Noch nicht öffentlich")
    decide(with_unknown, **{"name-kegelclub alle neune": str(hidden.pk)})
    assert ImportRun.objects.latest("pk").decisions == {}


def test_a_row_that_a_decision_doubles_is_left_out(with_unknown):
    upload(with_unknown, as_csv([HEADERS, row(), row(Verein="Unbekannt")]), name="doppelt.csv")
    columns = with_unknown.get(address("spalten/")).context["columns"]
    with_unknown.post(address("spalten/"), {each.name: each.chosen for each in columns})
    run_due_jobs()
    decide(with_unknown, **{"name-unbekannt": "other", "other-unbekannt": "Chor am Markt"})
    assert states() == ["ready", "alike"]


def test_decisions_come_too_late_once_the_import_has_begun(with_unknown):
    with_unknown.post(address(), {"action": "import"})
    html = decide(with_unknown, **{"name-kegelclub alle neune": "leave"})
    assert "Zum Entscheiden ist es zu spät" in html
    assert ImportRun.objects.latest("pk").decisions == {}
