"""Whatever is uploaded as a table: a message at the field, never a server error."""

import io
import resource
import time
import zipfile

import pytest

from cms.media.intake.reader import tables
from directory.imports import reading
from directory.imports.running import carry_on
from directory.models import ImportRun
from tests.support.making import make_user

from .sheets import GOOD, HEADERS, as_csv, as_xlsx, table

LIST = "/admin/verzeichnis/importieren/"
SHEET = "xl/worksheets/sheet1.xml"
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;">]>'
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    '<row r="1"><c r="A1" t="inlineStr"><is><t>&d;</t></is></c></row></sheetData></worksheet>'
)
FILE_OF_SERVER = LAUGHS.replace('<!ENTITY a "ha">', '<!ENTITY a SYSTEM "file:///etc/passwd">')
FAR_AWAY = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    '<dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Name</t></is></c></row>'
    '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData></worksheet>'
)


def with_sheet(xml: str | bytes, part: str = SHEET) -> bytes:
    """A real XLSX file with another sheet, or another part, inside."""
    source, target = zipfile.ZipFile(io.BytesIO(as_xlsx([["Name"], ["x"]]))), io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for name in {*source.namelist(), part}:
            package.writestr(name, xml if name == part else source.read(name))
    return target.getvalue()


def rows(number: int) -> bytes:
    opening = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    return opening + b"<row/>" * number + b"</sheetData></worksheet>"


def zipped(**parts: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return target.getvalue()


FILES = {
    "empty": (b"", "Die Datei ist leer."),
    "only a mark": (b"\xef\xbb\xbf", "Die Tabelle braucht"),
    "old excel": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4000), "alte Excel-Datei (.xls)"),
    "pdf": (b"%PDF-1.7\n" + b"x" * 500, "Das ist ein PDF."),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, "Das ist keine Tabelle."),
    "web page": (b"<html><table><tr><td>Name</td></tr></table>", "eine Webseite oder eine XML-Datei"),
    "nothing but NUL": (b"\x00" * 5000, "Das ist keine Tabelle."),
    "damaged": (b"PK\x03\x04" + b"\x00" * 100, "Die Datei ist nicht lesbar."),
    "another archive": (zipped(a="b"), "Die Datei ist nicht lesbar."),
    "many rows": (lambda: with_sheet(rows(800_000)), "Die Datei enthält zu viel."),
    "open document": (
        zipped(**{"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<a/>"}),
        "OpenDocument-Tabelle (.ods)",
    ),
    "letter": (zipped(**{"word/document.xml": "<a/>"}), "ein Textdokument"),
    "binary excel": (zipped(**{"xl/workbook.bin": "x"}), "eine binäre Excel-Datei (.xlsb)"),
    "no encoding that we know": (
        "Verein;Ort\nŽluťoučký kůň;Brno\n".encode("cp1250"),
        "verrät nicht, wie sie Umlaute schreibt",
    ),
    "two encodings are likely": (b"Verein;Ort\nNord;Stra\xe1e\n", "verrät nicht, wie sie Umlaute schreibt"),
    "bomb": (lambda: with_sheet(rows(8_000_000)), "Die Datei enthält zu viel."),
    "one endless row": (
        lambda: with_sheet(rows(0).replace(b"<sheetData>", b"<sheetData><row>" + b"<c/>" * 2_000_000)),
        "Die Datei enthält zu viel.",
    ),
    "nothing, but much of it": (lambda: with_sheet(b" " * 70_000_000), "Die Datei enthält zu viel."),
    "a long comment": (
        lambda: with_sheet(b"<a><!--" + b"x" * 200_000 + b"--></a>"),
        "Die Datei enthält zu viel.",
    ),
    "laughs": (with_sheet(LAUGHS), "Die Datei ist nicht lesbar."),
    "file of the server": (with_sheet(FILE_OF_SERVER), "Die Datei ist nicht lesbar."),
    "far away": (with_sheet(FAR_AWAY), "Die Datei enthält zu viel."),
    "wide": (b";".join([b"Name"] * 200) + b"\n" + b"x;" * 200, "mehr als 100 Spalten"),
    "only headers": (as_csv([HEADERS]), "Die Tabelle braucht"),
    "one huge cell": (b'Name\n"' + b"x" * 200_000 + b'"\n', "Die Datei ist nicht lesbar."),
}


@pytest.fixture
def upload(client, town):
    client.force_login(make_user("chefin", is_superuser=True))

    def send(content: bytes, name: str = "liste.xlsx", **data):
        file = io.BytesIO(content)
        file.name = name
        return client.post(LIST, {"file": file} | data)

    return send


@pytest.mark.parametrize("kind", FILES)
def test_no_table_is_refused_in_words(upload, kind):
    content, said = FILES[kind]
    answer = upload(content() if callable(content) else content)
    assert answer.status_code == 422
    assert said in " ".join(answer.context["form"].errors["file"])
    assert not ImportRun.objects.exists()


SLOW = {
    "spaces after a formula": b"<row><c><f>1</f>" + b" " * 200_000 + b"x</c></row>",
    "cells without an end": b"<c " * 40_000,
    "formulas without an end": b"<row>" + b"<c><f" * 20_000 + b"</row>",
}


@pytest.mark.parametrize("kind", SLOW)
def test_looking_for_formulas_takes_no_longer_for_a_hostile_sheet(kind):
    begun = time.process_time()
    tables._without_result(SLOW[kind])
    assert time.process_time() - begun < 1


@pytest.mark.parametrize(
    ("part", "xml"),
    [
        (SHEET, rows(0).replace(b"<sheetData>", b"<sheetData><row>" + b"<c/>" * 60_000 + b"</row>")),
        ("xl/styles.xml", b"<c " + b" ".join(b"a%d=''" % n for n in range(300_000)) + b"/>"),
        ("xl/styles.xml", b"<xf/>" * 60_000),
        ("xl/sharedStrings.xml", b"<si><t>a</t></si>" * 320_000),
    ],
    ids=["one row of cells", "many attributes", "many styles", "many texts"],
)
def test_what_is_costly_inside_is_read_beside_this_process(upload, part, xml):
    before = resource.getrusage(resource.RUSAGE_SELF).ru_utime
    assert upload(with_sheet(xml, part)).status_code in {302, 422}
    assert resource.getrusage(resource.RUSAGE_SELF).ru_utime - before < 2


def test_too_many_rows_cells_or_bytes_are_refused(upload, monkeypatch):
    content = as_csv(table(20, []))
    for name, most in (("MOST_ROWS", 10), ("MOST_CELLS", 100), ("MOST_LETTERS", 100), ("MOST_BYTES", 1000)):
        with monkeypatch.context() as patch:
            patch.setattr(reading, name, most)
            assert upload(content).status_code == 422, name
    assert upload(content).status_code == 302


@pytest.mark.parametrize(
    ("content", "data"),
    [
        (None, {}),
        (as_csv(table(1, [])), {"source": "x" * 81}),
        (None, {"file": "only words"}),
    ],
    ids=["no file", "long source", "words for a file"],
)
def test_a_form_that_is_not_whole_is_shown_again(client, upload, content, data):
    answer = upload(content, **data) if content else client.post(LIST, data)
    assert answer.status_code == 422


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_whatever_program_wrote_it_umlauts_arrive(client, upload, encoding, delimiter):
    lines = table(1, [])
    lines[1][1] = "Möhnchörle Süß"
    assert upload(as_csv(lines, delimiter, encoding), "a\r\nb\x00\u202e<b>.csv").status_code == 302
    page = client.get(f"{LIST}{ImportRun.objects.get().pk}/spalten/")
    assert page.context["columns"][1].samples == ["Möhnchörle Süß"]
    assert "<b>.csv" not in page.content.decode() and "\u202e" not in page.content.decode()


NASTY = ['=HYPERLINK("http://x")', "<script>alert(1)</script>", "x" * 100_000, "a\x00b", "\u202eb", "\ud83d"]


def test_nasty_cells_are_faults_of_their_row(client, upload):
    lines = [HEADERS]
    for number, text in enumerate(NASTY):
        line = GOOD | {"Nummer": str(number), "Verein": text, "E-Mail": "info@example.org"}
        lines.append([line.get(header, "") for header in HEADERS])
    assert upload(_csv(lines)).status_code == 302
    run = ImportRun.objects.get()
    address = f"{LIST}{run.pk}/"
    columns = client.get(f"{address}spalten/")
    assert columns.status_code == 200 and "<script>alert(1)" not in columns.content.decode()
    client.post(f"{address}spalten/", {each.name: each.chosen for each in columns.context["columns"]})
    carry_on(run, 60)
    for step in ("", "?zeilen=alle", *(f"zeile/{number}/" for number in range(2, len(lines) + 1))):
        page = client.get(address + step)
        assert page.status_code == 200, step
        assert "<script>alert(1)" not in page.content.decode()
    table_of_faults = b"".join(client.get(f"{address}fehler.csv").streaming_content).decode()
    assert "\"'=HYPERLINK" in table_of_faults
    assert client.get(f"{address}fehler.xlsx").status_code == 200


def _csv(lines: list[list[str]]) -> bytes:
    text = "\n".join(";".join('"' + cell.replace('"', '""') + '"' for cell in line) for line in lines)
    return text.encode("utf-8", errors="surrogatepass")


@pytest.mark.parametrize(
    "query",
    ["?seite=9999999999999999999999", "?seite=\x00", "?zeilen=%00%ED", "?zeilen=' OR 1", "?quelle=%00%ff"],
)
def test_hostile_addresses_show_the_page(client, upload, query):
    upload(as_csv(table(1, [])))
    run = ImportRun.objects.get()
    ImportRun.objects.update(status="checked")
    assert client.get(f"{LIST}{run.pk}/{query}").status_code == 200
    assert client.get(f"{LIST}{query}").status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "999999999999999999/",
        "1/zeile/999999999/",
        "1/fehler.exe",
        "vorlage-entries.xls",
        "vorlage-nichts.csv",
        "x/",
    ],
)
def test_what_is_not_there_is_not_found(client, upload, path):
    upload(as_csv(table(1, [])))
    assert client.get(LIST + path, follow=True).status_code == 404


@pytest.mark.parametrize("action", ["", "nonsense", "\x00", "take"])
def test_an_unknown_action_does_nothing(client, upload, action):
    upload(as_csv(table(1, [])))
    run = ImportRun.objects.get()
    assert client.post(f"{LIST}{run.pk}/", {"action": action}).status_code == 302
    assert ImportRun.objects.get().status == "uploaded"
