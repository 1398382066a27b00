"""The list as a table without executable formulas."""

import base64
import csv
import json
import re
import tracemalloc
from datetime import date, datetime
from io import BytesIO, StringIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook
from wagtail.models import ModelLogEntry

from cms.common.spreadsheets import csv_pieces, harmless, xlsx_pieces
from forms_app.models import Submission
from forms_app.tests.making import make_form_page, send
from forms_app.tests.reviewing import bulk_submissions, make_submission, staff

pytestmark = pytest.mark.django_db

FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    " =1",
    "'=1",
    '"=1',
    "\ufeff=1",
    "\u200b=1",
    "\u2060=1",
    "\u00ad=1",
    "\u200e\u202d=1",
    "\ufe0f=1",
    "\u3000=1",
    "\u2212" + "1",
    "\ufe66" + "1",
    "\ufe6bSUM",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://evil.example")',
]

SENDER = 5


@pytest.fixture
def client(home):
    return staff("view_submission", "export_submission")


def content(client, file_format, **query) -> bytes:
    response = client.get(reverse("submissions_export", args=[file_format]), query)
    assert response.status_code == 200
    return b"".join(response)


def csv_rows(data: bytes) -> list[dict]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


def sheet(data: bytes):
    return load_workbook(BytesIO(data)).active


@pytest.mark.parametrize("value", FORMULAS)
def test_no_cell_begins_a_formula(value):
    assert harmless(value).startswith("'")
    cell = sheet(b"".join(xlsx_pieces([["Kopf"], [value]])))["A2"]
    assert cell.data_type == "s"
    assert cell.number_format == "@"


@pytest.mark.parametrize("value", ["Ruth", "a=1", "06561 15063", "ruth@example.org", "", "Grüße 🎉", "1-2"])
def test_harmless_text_stays_as_it_is(value):
    assert harmless(value) == value


@pytest.mark.parametrize(
    ("value", "read"),
    [
        # Excel reads this as the original text, not as "=1+1".
        ("_x003D_1+1", "_x005F_x003D_1+1"),
        ("a\x00b\x0bc\ud800", "abc"),
        ("<b>&amp;</b>", "<b>&amp;</b>"),
        ("  zwei  ", "  zwei  "),
        ("a\r\nb", "a\nb"),
        ("a" * 40_000, "a" * 32_767),
    ],
)
def test_odd_text_is_a_valid_cell(value, read):
    assert sheet(b"".join(xlsx_pieces([["Kopf"], [value]])))["A2"].value == read


def test_many_columns():
    row = [str(number) for number in range(800)]

    assert [cell.value for cell in sheet(b"".join(xlsx_pieces([row])))[1]] == row


def test_planted_formulas_and_scripts_stay_text(home, client):
    answers = {
        "name": "=1+1",
        "e_mail": "a@example.org",
        "betreff": "＠SUM(1)",
        "nachricht": "<script>x</script>",
    }
    send(make_form_page(home), answers)

    [row] = csv_rows(content(client, "csv"))
    assert (row["Name"], row["Betreff"], row["Nachricht"]) == ("'=1+1", "'＠SUM(1)", "<script>x</script>")
    cells = [cell for cells in sheet(content(client, "xlsx")).iter_rows() for cell in cells if cell.value]
    # The only other cell is the day of receipt.
    assert [cell.data_type for cell in cells if cell.data_type != "s"] == ["d"]
    assert "=1+1" in {cell.value for cell in cells}


def test_question_of_an_editor_is_no_formula_either(home, client):
    send(make_form_page(home, [{"label": "=1+1"}]), {"1_1": "x"})

    assert "'=1+1" in csv_rows(content(client, "csv"))[0]


def test_each_question_has_a_column(home, client):
    make_submission(answers=[{"name": "a", "label": "Eins", "value": "1"}])
    make_submission(answers=[{"name": "b", "label": "Zwei", "value": "2"}])

    two, one = csv_rows(content(client, "csv"))

    assert (one["Eins"], one["Zwei"], two["Eins"], two["Zwei"]) == ("1", "", "", "2")


def test_a_renamed_question_keeps_its_column_and_no_two_columns_have_one_name(home, client):
    form, other = make_form_page(home), make_form_page(home)
    for page, label in ((form, "Wann?"), (form, "An welchem Tag?"), (other, "Uhrzeit")):
        answers = [
            {"name": "wann", "label": label, "value": label},
            {"name": "e_mail", "label": "E-Mail", "value": "a@example.org"},
            {"name": "e_mail_2", "label": "E-Mail", "value": "b@example.org"},
        ]
        make_submission(page=page, form_title=page.title, answers=answers)

    rows = csv_rows(content(client, "csv"))
    header = content(client, "csv").decode("utf-8-sig").splitlines()[0].split(";")

    assert len(header) == len(set(header))
    assert [row["An welchem Tag?"] for row in rows] == ["", "An welchem Tag?", "Wann?"]
    assert [row["Uhrzeit"] for row in rows] == ["Uhrzeit", "", ""]
    assert {(row["E-Mail (e_mail)"], row["E-Mail (e_mail_2)"]) for row in rows} == {
        ("a@example.org", "b@example.org")
    }


def test_days_can_be_sorted_and_several_choices_told_from_one_with_a_comma(home, client):
    questions = [
        {"label": "Tag", "field_type": "date"},
        {"label": "Hilfe", "field_type": "checkboxes", "choices": "kochen, backen\nfahren\nandere | mehr"},
    ]
    page = make_form_page(home, questions)
    for day, choices in (("2027-02-03", ["kochen, backen", "fahren"]), ("2026-12-24", ["kochen, backen"])):
        send(page, {"tag": day, "hilfe": choices})
    make_submission(
        due_on=date(2027, 1, 5), answers=[{"name": "tag", "label": "Tag", "value": "3. Februar 2027"}]
    )

    rows = csv_rows(content(client, "csv"))
    told = sheet(content(client, "xlsx"))
    place = [cell.value for cell in told[1]].index("Tag") + 1

    assert sorted(row["Tag"] for row in rows)[:2] == ["2026-12-24", "2027-02-03"]
    assert {row["Hilfe"] for row in rows} == {"kochen, backen | fahren", "kochen, backen", ""}
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d", row["Eingegangen"]) for row in rows)
    assert "2027-01-05" in {row["Fällig am"] for row in rows}
    days = [told.cell(row, place).value for row in (2, 3, 4)]
    assert datetime(2027, 2, 3) in days and datetime(2026, 12, 24) in days
    assert isinstance(told.cell(2, 2).value, datetime)


def test_export_is_the_filtered_list(home, client):
    make_submission(sender_name="offen")
    make_submission(sender_name="erledigt", status="done")

    for query, names in [({}, {"offen"}), ({"status": "all"}, {"offen", "erledigt"})]:
        senders = {list(row.values())[SENDER] for row in csv_rows(content(client, "csv", **query))}
        assert senders == names


def test_unknown_format_is_not_found(home, client):
    assert client.get("/admin/einsendungen/export/pdf/").status_code == 404


def test_who_exported_how_many_is_logged(home, client):
    bulk_submissions(3)

    content(client, "csv")

    entry = ModelLogEntry.objects.get(action="forms_app.export")
    assert entry.data == {"count": 3, "format": "CSV"}


@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_progress_tells_of_all_rows_and_gives_the_same_file(home, client, file_format):
    bulk_submissions(450)

    lines = [json.loads(line) for line in content(client, file_format, progress="1").splitlines()]

    steps = [line["done"] for line in lines]
    assert steps == sorted(steps)
    assert (steps[-1], lines[-1]["of"], lines[-1]["last"]) == (450, 450, True)
    assert len(set(steps)) > 2
    data = b"".join(base64.b64decode(line["data"]) for line in lines)
    table = csv_rows(data) if file_format == "csv" else list(sheet(data).iter_rows(min_row=2))
    assert len(table) == 450


@pytest.mark.parametrize("pieces", [csv_pieces, xlsx_pieces])
def test_memory_does_not_grow_with_the_rows(pieces):
    def peak(count):
        tracemalloc.start()
        for _piece in pieces([str(number)] * 12 for number in range(count)):
            pass
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    assert peak(8_000) < 2 * peak(800)


def test_ten_thousand_rows_arrive(home, client, django_assert_max_num_queries):
    bulk_submissions(10_000)

    with django_assert_max_num_queries(20):
        data = content(client, "csv")

    assert len(csv_rows(data)) == Submission.objects.count() == 10_000
