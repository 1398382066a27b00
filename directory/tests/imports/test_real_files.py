"""Tables as programs really write them: read as they are meant, or marked, or refused; never wrong in silence."""

import io
import re
import zipfile
from datetime import date, datetime, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from openpyxl import Workbook

from cms.media.intake.reader.decoding import UNREADABLE, text_of
from cms.media.intake.reader.refusal import Refused
from directory.imports import cells
from directory.imports.building import Building
from directory.imports.fields import FIELDS
from directory.imports.reading import read_sheet
from directory.imports.words import Words

from .sheets import GOOD, as_csv

HEADERS = ["Verein", "Kurzbeschreibung", "Kategorie", "Ortsteil", "E-Mail", "Telefon", "Straße", "PLZ", "Ort"]
CLUBS = [
    ["Turnverein Nord", "Wir turnen.", "Kicken", "Stahl", "info@example.org", "06561 15063", "Am Markt 1", "", "Köln"],
    ["Müllerchor „Frohsinn“ e. V.", "Wir – alle.", "Kicken", "Stahl", "c@example.org", "", "Gäßchen 2", "", "Öhringen"],
    ["Schützenbruderschaft Größe", "Für 5 €.", "Kicken", "Stahl", "s@example.org", "", "Étang 3", "", "Überlingen"],
]  # fmt: skip
TABLE = [HEADERS, *CLUBS]


def book(*sheets: list[list], hidden: tuple[int, ...] = (), formats: dict[str, str] | None = None) -> bytes:
    workbook, target = Workbook(), io.BytesIO()
    workbook.remove(workbook.active)
    for number, lines in enumerate(sheets):
        sheet = workbook.create_sheet(f"Blatt {number}")
        for line in lines:
            sheet.append(line)
        sheet.sheet_state = "hidden" if number in hidden else "visible"
        for place, kind in (formats or {}).items():
            sheet[place].number_format = kind
    workbook.active = next(number for number in range(len(sheets)) if number not in hidden)
    workbook.save(target)
    return target.getvalue()


def with_result(content: bytes, formula: bytes, kind: bytes, result: bytes) -> bytes:
    """The file as Excel stores it: with the result of the formula."""
    source, target = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name in source.namelist():
            part = source.read(name)
            begin = part.find(b"<f>" + formula)
            if begin > 0:
                end = part.index(b"</c>", begin)
                opening = part.rindex(b"<c ", 0, begin)
                part = (
                    part[: opening + 3] + b't="%s" ' % kind + part[opening + 3 : begin]
                    + b"<f>%s</f><v>%s</v>" % (formula, result) + part[end:]
                )  # fmt: skip
            package.writestr(name, part)
    return target.getvalue()


def read(content: bytes) -> list[list[str]]:
    sheet = read_sheet(io.BytesIO(content), FIELDS)
    return [sheet.headers, *(row for _number, row in sheet.rows)]


def states(run) -> list[str]:
    return list(run.rows.order_by("number").values_list("state", flat=True))


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "mac_roman", "cp850"],
)
def test_umlauts_arrive_from_each_program(encoding):
    text = as_csv(TABLE).decode()
    if encoding == "cp850":
        text = re.sub("[€„“–]", "-", text)
    assert read(text.encode(encoding)) == read(text.encode())


@pytest.mark.parametrize("letter", "äöüßÄÖÜ")
@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman", "cp850"])
def test_one_letter_alone_is_right_or_refused(letter, encoding):
    words = {
        "ß": "Straße",
        "ä": "Gärten",
        "ö": "Hören",
        "ü": "Grün",
        "Ä": "Ämter",
        "Ö": "Öffnung",
        "Ü": "Übung",
    }
    data = f"Name;Ort\n{words[letter]};Bonn\n".encode(encoding)
    try:
        text = text_of(data)
    except Refused:
        return
    assert words[letter] in text or UNREADABLE in text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Клуб;Дружба", "cp1251"),
        ("Клуб;Дружба", "koi8-r"),
        ("Łódź;Żary", "cp1250"),
        ("Łódź;Żary", "cp852"),
    ],
)
def test_what_only_other_languages_write_so_is_refused_not_guessed(text, encoding):
    with pytest.raises(Refused):
        text_of(f"Name;Ort\n{text}\n".encode(encoding))


def test_words_of_our_neighbours_are_no_signs_of_another_encoding():
    text = "Name;Ort\nCréée à Épinal;Größe\nÄÖ-Verein;Füße\n"
    assert text_of(text.encode("cp1252")) == text


@pytest.mark.parametrize("space", [b"  ", b"\n\n", b"\xef\xbb\xbf\r\n"])
@pytest.mark.parametrize("content", [b"<html><table></table>", b"<?xml version='1.0'?><a/>"])
def test_a_page_is_recognised_below_empty_lines(space, content):
    with pytest.raises(ValidationError, match="Webseite"):
        read(space + content)


@pytest.mark.parametrize("wrong", [b"\xe4", b"\xfc\xdf", b"\x84", b"\xff", b"\xc3", b"\xf0\x9f"])
def test_a_bad_byte_marks_its_row_and_no_other(checked, wrong):
    content = as_csv(TABLE).replace(b"Frohsinn", b"Froh" + wrong + b"sinn")
    run = checked(content)
    assert states(run) == ["ready", "faulty", "ready"]
    assert run.rows.get(number=4).cells == CLUBS[2]


def test_rows_of_two_encodings_are_never_mojibake(checked):
    first, *others = as_csv(TABLE, encoding="utf-8").splitlines(keepends=True)
    run = checked(
        b"".join([first, *others[:2], "\r\n".join(";".join(line) for line in CLUBS[2:]).encode("cp1252")])
    )
    assert states(run) == ["ready", "ready", "faulty"]


@pytest.mark.parametrize(
    "name", ["MÃ¼ller", "Stra√üe", "GrÃ¶ÃŸe", "Frohsinn â€“ Chor", "M?ller", "Stra?e", "5Â°", "M\ufffdller"]
)
def test_what_another_program_has_broken_is_a_fault(name):
    assert cells.unreadable(name)


@pytest.mark.parametrize(
    "text",
    ["Müller", "Château", "Ça va?", "Wer? Wir!", "Âge d’or", "Sã o", "Platz #1", "#Ehrenamt", "a=b", "1E"],
)
def test_what_people_write_is_no_fault(text):
    assert not cells.unreadable(text)


ERRORS = [
    "#BEZUG!", "#WERT!", "#NV", "#ZAHL!", "#NAME?", "#NULL!", "#DIV/0!", "#ÜBERLAUF!", "#REF!", "#VALUE!", "#N/A",
    "#NUM!", "#SPILL!", "#CALC!", "#GETTING_DATA", "#####", "Err:502", "Fehler:508", "#ERROR!", "#FEHLER!",
    "Am Markt #BEZUG!",
    "6,56112E+09", "1.2E+10",
]  # fmt: skip


@pytest.mark.parametrize("column", HEADERS)
def test_a_fault_of_the_spreadsheet_is_one_in_every_column(checked, column):
    lines = [HEADERS]
    for number, error in enumerate(ERRORS):
        club = [*CLUBS[0]]
        club[0], club[4] = f"Verein {number}", f"v{number}@example.org"
        club[HEADERS.index(column)] = error
        lines.append(club)
    assert set(states(checked(as_csv(lines)))) == {"faulty"}


@pytest.mark.parametrize("above", [1, 2, 3])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_headers_are_found_below_titles(kind, above):
    titles = [["Vereinsliste der Stadt"], ["Stand", "31.12.2026"], ["", ""]][:above]
    lines = [*titles, *TABLE]
    assert read(as_csv(lines) if kind == "csv" else book(lines)) == [
        HEADERS,
        *([*line] for line in read(as_csv(TABLE))[1:]),
    ]


def test_headers_that_nobody_knows_are_found_below_a_title():
    assert read(as_csv([["Liste"], ["Eins", "Zwei"], ["a", "b"]])) == [["Eins", "Zwei"], ["a", "b"]]


def test_the_visible_sheet_with_our_headers_is_read():
    lists, cover, notes = (
        [["Kategorie"], ["Sport"]],
        [["Vereine"], ["der Stadt"], ["2026"]],
        [["a", "b"], ["c", "d"]],
    )
    assert read(book(lists, TABLE, hidden=(0,)))[0] == HEADERS
    assert read(book(cover, notes, TABLE))[0] == HEADERS
    assert read(book(TABLE, TABLE, hidden=(1,)))[0] == HEADERS
    with pytest.raises(ValidationError, match="„Blatt 0“, „Blatt 2“"):
        read(book(TABLE, notes, TABLE))


@pytest.mark.parametrize("line", ["sep=;", "SEP=;", '"sep=;"'])
def test_the_line_that_excel_writes_for_itself_is_no_row(line):
    assert read(f"{line}\r\n".encode() + as_csv(TABLE))[0] == HEADERS


@pytest.mark.parametrize("separator", ";,\t|")
def test_a_header_may_hold_what_separates_others(separator):
    lines = [["Verein", "Straße, Nr.; Ort | Land, Kreis, Amt"], ["Nord", "a"], ["Süd", "b"]]
    assert read(as_csv(lines, separator)) == lines
    unquoted = "Verein;Ort, Kreis, Land, Bund;Telefon\nNord;Bonn;1\nSüd;Köln, Deutz;2\n"
    assert read(unquoted.encode())[0] == ["Verein", "Ort, Kreis, Land, Bund", "Telefon"]


def test_results_of_formulas_are_read_and_a_formula_without_one_is_named(checked):
    club = [*CLUBS[0]]
    club[1] = '=CONCATENATE("a","b")'
    content = book([HEADERS, club, CLUBS[1]])
    assert states(checked(content, "a.xlsx")) == ["faulty", "ready"]
    formula = b'CONCATENATE("a","b")'
    assert read(with_result(content, formula, b"str", b"Wir singen."))[1][1] == "Wir singen."
    assert read(with_result(content, formula, b"str", b""))[1][1] == ""
    assert read(with_result(content, formula, b"e", b"#REF!"))[1][1] == "#REF!"


def test_moments_and_numbers_of_excel_are_understood(checked):
    headers = [*GOOD, "Verein", "E-Mail", "Telefon", "Ab", "Breitengrad", "Längengrad"]
    club = GOOD | {
        "Verein": "Zahlen", "E-Mail": "z@example.org", "Telefon": 6561123456, "Ab": datetime(2026, 12, 31), "PLZ": 1067,
        "Beginn": time(18, 30), "Ende": time(20, 0), "Gegründet": datetime(1923, 5, 1), "Wochentag": "Mi",
        "Breitengrad": 49.97412, "Längengrad": "6,52345",
    }  # fmt: skip
    raw = club | {
        "Verein": "Rohe", "E-Mail": "r@example.org", "Telefon": "06561 777", "Ab": 46387, "Beginn": 0.770833333,
        "Ende": 0.875, "Gegründet": 1923, "Wochentag": "Mo-Fr",
    }  # fmt: skip
    span = club | {
        "Verein": "Dauer",
        "E-Mail": "d@example.org",
        "Beginn": timedelta(hours=18, minutes=30),
        "Ab": date(2026, 12, 31),
    }
    run = checked(
        book([headers, *([line[name] for name in headers] for line in (club, raw, span))]), "a.xlsx"
    )
    assert [row.messages for row in run.rows.all()] == [[], [], []]
    built = [Building(run.values_of(row), Words(None)).read for row in run.rows.all()]
    for read in built:
        assert read["first_date"] == date(2026, 12, 31) and read["starts_at"] == time(18, 30)
        assert read["founded_year"] == 1923 and read["postcode"] == "01067"
    assert built[0]["phone"] == "+496561123456"
    assert built[1]["ends_at"] == time(21, 0) and built[1]["weekday"] == "MO,TU,WE,TH,FR"


@pytest.mark.parametrize("text", ["4965611506", "352261234", "3287123456", "15063", "33387123456"])
def test_a_number_that_could_be_one_of_our_neighbours_is_refused(text):
    with pytest.raises(ValidationError):
        cells.read_phone(text)


@pytest.mark.parametrize("size", ["A1", "A1:B2", "B2:A1", "Z1:Z9"])
def test_wrong_size_of_a_sheet_hides_no_row(size):
    """Some programs write the size before they know it."""
    source, target = zipfile.ZipFile(io.BytesIO(book(TABLE))), io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name in source.namelist():
            part = re.sub(
                rb'<dimension ref="[^"]*"', b'<dimension ref="%s"' % size.encode(), source.read(name)
            )
            package.writestr(name, part)
    assert len(read(target.getvalue())) == 4


def test_length_of_time_is_written_in_hours():
    assert read(book([["Name", "Dauer"], ["Wanderung", timedelta(hours=30, minutes=5)]]))[1][1] == "30:05"
