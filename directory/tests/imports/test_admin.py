"""Importing a table in the admin: upload, columns, check, import, undo."""

import io
from datetime import timedelta

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from cms.jobs.models import JobRun, JobState
from cms.jobs.registry import JOBS
from cms.jobs.state import run_due_jobs
from directory.imports import importing, running
from directory.models import ImportRun, OrganisationPage, Tombstone
from tests.support.making import make_user

from .sheets import FAULTS, HEADERS, THERE_ALREADY, as_csv, as_xlsx, planted, table
from .test_running import counts_of_all_tables

LIST = "/admin/verzeichnis/importieren/"


@pytest.fixture
def office(client, town):
    user = make_user("chefin", is_superuser=True)
    client.force_login(user)
    return user


@pytest.fixture
def only_imports():
    """The worker's rounds, without the other jobs of the site."""
    with JOBS.replaced(JOBS[running.JOB]):
        run_due_jobs()
        yield


@pytest.fixture
def upload(client, office, only_imports):
    def send(content: bytes | None = None, name: str = "vereine.xlsx", **data):
        file = io.BytesIO(as_xlsx_of_table() if content is None else content)
        file.name = name
        return client.post(LIST, {"file": file, "source": "Liste 2026"} | data)

    return send


def as_xlsx_of_table() -> bytes:
    # openpyxl refuses characters that Excel cannot hold.
    clean = [[cell.replace("\x00", "\ufffd") for cell in line] for line in table()]
    return as_xlsx(clean)


def address(step: str = "") -> str:
    return f"{LIST}{ImportRun.objects.latest('pk').pk}/{step}"


def go(client, step: str, **data):
    return client.post(address(step), data)


def assign(client, **changes):
    """Submit the form of the columns as offered, or with changes."""
    columns = client.get(address("spalten/")).context["columns"]
    return client.post(address("spalten/"), {column.name: column.chosen for column in columns} | changes)


def check(client, upload, *args, **kwargs) -> None:
    upload(*args, **kwargs)
    assign(client)
    run_due_jobs()


def shown(client, query: str = "") -> list:
    return client.get(address() + query).context["rows"].listed


def test_the_whole_way_with_twenty_faults_leaves_no_trace(client, upload, known_entry):
    assert upload().headers["Location"] == address("spalten/")
    columns = client.get(address("spalten/")).context["columns"]
    before = counts_of_all_tables() | {"jobs_jobrun": 0}
    assert [column.header for column in columns] == HEADERS
    assert columns[1].chosen == "title" and columns[1].samples[0] == "Verein Nr. 0x"
    assert assign(client).headers["Location"] == address()
    assert b"data-import-progress" in client.get(address()).content

    run_due_jobs()
    faults = shown(client)
    assert [
        (each.row.number, message.column, each.row.state) for each in faults for message in each.messages
    ] == planted()
    assert client.get(address()).context["counts"]["ready"] == 280

    assert go(client, "", action="import").status_code == 302
    assert client.get(address("stand/")).json() | {"text": ""} == {
        "status": "importing", "percent": 0, "text": "", "waits": False,
    }  # fmt: skip
    run_due_jobs()
    assert OrganisationPage.objects.filter(live=False).count() == 280
    assert client.get(LIST).context["page"].object_list[0].imported_count == 280

    assert client.get(address("rueckgaengig/")).context["doomed"] == 280
    go(client, "rueckgaengig/")
    run_due_jobs()
    assert client.get(address()).context["counts"]["undone"] == 280
    assert counts_of_all_tables() | {"jobs_jobrun": 0} == before
    assert not Tombstone.objects.exists()


def test_what_an_undo_cannot_take_back_is_named(client, upload):
    check(client, upload, as_csv(table(3, [])))
    go(client, "", action="import")
    run_due_jobs()
    page = OrganisationPage.objects.get(title="Verein Nr. 1x")
    page.save_revision()
    asked = client.get(address("rueckgaengig/"))
    assert asked.context["doomed"] == 2
    assert f"/admin/pages/{page.pk}/edit/" in asked.content.decode()
    go(client, "rueckgaengig/")
    run_due_jobs()
    assert [each.row.page for each in shown(client, "?zeilen=kept")] == [page]


def test_an_import_is_undone_once(client, upload):
    check(client, upload, as_csv(table(1, [])))
    assert client.get(address("rueckgaengig/")).headers["Location"] == address()
    assert go(client, "rueckgaengig/").headers["Location"] == address()
    assert ImportRun.objects.get().status == "checked"


def test_a_row_that_resembles_an_entry_stands_beside_it_and_is_decided(client, upload, known_entry):
    lines = table(2, [])
    lines[1][1] = f"{THERE_ALREADY} e.V."
    check(client, upload, as_csv(lines))
    assert [each.pages for each in shown(client)] == [[(known_entry.pk, THERE_ALREADY)]]
    beside = client.get(address("zeile/2/"))
    assert beside.context["pages"] == [known_entry]
    said = {
        line.label: (line.text, line.cells[0].text, line.cells[0].is_same) for line in beside.context["lines"]
    }
    assert said["Name"] == (f"{THERE_ALREADY} e.V.", THERE_ALREADY, False)
    assert said["Ortsteile"] == ("Stahl", "Stahl", True)

    go(client, "zeile/2/", action="take")
    assert [(each.row.state, each.may_leave) for each in shown(client)] == [("ready", True)]
    go(client, "zeile/2/", action="leave")
    assert [each.row.state for each in shown(client)] == ["alike"]
    go(client, "zeile/2/", action="take")
    go(client, "", action="import")
    run_due_jobs()
    assert OrganisationPage.objects.count() == 3
    go(client, "zeile/2/", action="leave")
    assert [each.row.state for each in shown(client)] == ["imported", "imported"]


@pytest.mark.parametrize(("state", "row"), [("ready", 3), ("faulty", 2)])
def test_nothing_but_a_resemblance_is_a_matter_of_opinion(client, upload, state, row):
    lines = table(2, [])
    lines[1][1] = ""
    check(client, upload, as_csv(lines))
    for action in ("take", "leave"):
        go(client, f"zeile/{row}/", action=action)
    assert ImportRun.objects.get().rows.get(number=row).state == state


@pytest.mark.parametrize("file_format", ["xlsx", "csv"])
def test_the_rows_left_out_are_mended_and_uploaded_again(client, upload, known_entry, file_format):
    check(client, upload)
    answer = client.get(address(f"fehler.{file_format}"))
    assert f'filename="vereine-fehler.{file_format}"' in answer["Content-Disposition"]
    content = b"".join(answer.streaming_content)
    if file_format == "xlsx":
        sheet = load_workbook(io.BytesIO(content)).active
        assert [cell.value for cell in sheet[1]][:3] == ["Zeile", "Fehler", "Nummer"]
        assert sheet.max_row == len(FAULTS) + 1
        assert sheet["B2"].value == "Verein: Fehlt."
        sheet["D2"] = "Heimatverein"
        mended = io.BytesIO()
        sheet.parent.save(mended)
        content = mended.getvalue()
    else:
        content = content.replace(b'"Verein: Fehlt.";"1005";""', b'"";"1005";"Heimatverein"')
    check(client, upload, content, f"vereine-fehler.{file_format}")
    columns = client.get(address("spalten/")).context["columns"]
    assert [column.chosen for column in columns[:4]] == ["", "", "source_id", "title"]
    # Two others were only duplicates within the sheet.
    ready = {each.name for each in shown(client, "?zeilen=ready")}
    assert ready == {"Heimatverein", "Verein Nr. 0x", "Verein Nr. 65x"}


def test_what_the_office_chose_is_remembered_for_the_same_headers(client, upload):
    upload(as_csv(table(2, [])), "a.csv")
    assign(client, **{"column-0": ""})
    upload(as_csv(table(3, [])), "b.csv")
    assert client.get(address("spalten/")).context["columns"][0].chosen == ""


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"column-1": ""}, "Bitte wählen Sie eine Spalte für: Name."),
        ({"column-2": "title"}, "Mehr als eine Spalte ist gewählt für: Name."),
        ({"column-2": "'; DROP\x00"}, "Bitte wählen Sie für jede Spalte ein Feld oder keines."),
    ],
)
def test_columns_that_cannot_be_are_refused_in_words(client, upload, changes, said):
    upload(as_csv(table(1, [])))
    answer = assign(client, **changes)
    assert answer.status_code == 422
    assert answer.context["errors"] == [said]
    assert ImportRun.objects.get().status == "uploaded"


def test_a_table_is_discarded(client, upload):
    check(client, upload, as_csv(table(1, [])))
    assert go(client, "", action="discard").headers["Location"] == LIST
    assert not ImportRun.objects.exists()


def test_another_import_in_between_makes_it_check_again(client, upload):
    content = as_csv(table(2, []))
    check(client, upload, content, "a.csv", source="a")
    first = address()
    check(client, upload, content, "b.csv", source="b")
    client.post(first, {"action": "import"})
    run_due_jobs()
    assert "noch einmal geprüft" in client.post(address(), {"action": "import"}, follow=True).content.decode()
    run_due_jobs()
    assert {each.row.state for each in shown(client)} == {"alike"}


class Killed(BaseException):
    pass


def test_a_killed_worker_loses_nothing_and_the_page_says_how_far_it_is(
    client, upload, monkeypatch, time_travel
):
    monkeypatch.setattr(importing, "CHUNK", 2)
    check(client, upload, as_csv(table(5, [])))
    go(client, "", action="import")
    step, steps = running._step, []

    def step_or_die(run, work):
        if len(steps) == 1:
            raise Killed
        steps.append(run)
        step(run, work)

    monkeypatch.setattr(running, "_step", step_or_die)
    with pytest.raises(Killed):
        run_due_jobs()
    assert client.get(address()).context["progress"].text == "2 von 5 Zeilen sind übernommen."
    monkeypatch.setattr(running, "_step", step)
    assert run_due_jobs() == []
    time_travel(timezone.now() + timedelta(minutes=3))
    client.force_login(make_user("kollegin", is_superuser=True))
    assert client.get(address("stand/")).json()["waits"] is True
    run_due_jobs()
    assert client.get(address()).context["counts"]["imported"] == 5
    assert OrganisationPage.objects.count() == 5


@pytest.mark.parametrize(
    ("due_ago", "locked_for", "waits"), [(5, None, False), (60, None, True), (60, 30, False), (60, -1, True)]
)
def test_the_page_says_when_no_worker_begins(client, upload, due_ago, locked_for, waits):
    upload(as_csv(table(1, [])))
    assign(client)
    now = timezone.now()
    locked = now + timedelta(seconds=locked_for) if locked_for else None
    JobState.objects.update(due_at=now - timedelta(seconds=due_ago), locked_until=locked)
    assert client.get(address()).context["progress"].waits is waits


def test_where_no_worker_ever_ran_the_page_says_so(client, upload):
    upload(as_csv(table(1, [])))
    assign(client)
    JobState.objects.all().delete()
    page = client.get(address()).content.decode()
    assert "Die Arbeit hat noch nicht begonnen." in page
    assert 'http-equiv="refresh"' in page


def test_the_worker_begins_in_its_next_round(client, upload):
    runs = JobRun.objects.count()
    assert run_due_jobs() == []
    upload(as_csv(table(1, [])))
    assign(client)
    run_due_jobs()
    assert JobRun.objects.count() == runs + 1


@pytest.mark.parametrize("file_format", ["xlsx", "csv"])
def test_the_template_is_recognised_and_its_example_not_imported(client, upload, file_format):
    answer = client.get(f"{LIST}vorlage-entries.{file_format}")
    content = b"".join(answer.streaming_content)
    refused = upload(content, f"vorlage.{file_format}")
    assert refused.status_code == 422 and not ImportRun.objects.exists()
    if file_format == "csv":
        line = content.decode("utf-8-sig").splitlines()[2].replace("Singkreis (Beispiel)", "Singkreis Mötsch")
        upload(content + line.encode(), "vorlage.csv")
        columns = client.get(address("spalten/")).context["columns"]
        assert all(column.chosen for column in columns)
        assign(client)
        run_due_jobs()
        assert [(each.row.state, each.name) for each in shown(client)] == [("ready", "Singkreis Mötsch")]


def test_lists_need_as_many_queries_with_many_rows(
    client, upload, known_entry, django_assert_max_num_queries
):
    check(client, upload)
    with django_assert_max_num_queries(26):
        client.get(address())
    go(client, "", action="import")
    run_due_jobs()
    with django_assert_max_num_queries(26):
        client.get(address())


def test_each_row_with_a_problem_opens(client, upload, known_entry):
    lines = table()
    faulty = [lines[number - 1] for number, _column, _state in planted()]
    check(client, upload, as_csv([*lines[:2], *faulty]), "vereine.csv")
    opened = [client.get(address(f"zeile/{number}/")).status_code for number in range(3, len(faulty) + 3)]
    assert opened == [200] * len(FAULTS)


def test_a_row_beside_an_entry_says_times_and_names_as_people_do(client, upload, known_entry):
    lines = table()
    check(client, upload, as_csv([lines[0], lines[51]]), "vereine.csv")
    said = {line.label: line for line in client.get(address("zeile/2/")).context["lines"]}
    assert [said[label].text for label in ("Wochentag", "Von (Uhrzeit)")] == ["Mittwoch", "18:30"]
    assert said["Name"].faults == [f"Ähnelt einem vorhandenen Eintrag: „{THERE_ALREADY}“"]
    assert [cell.title for cell in said["Name"].cells] == [THERE_ALREADY]
