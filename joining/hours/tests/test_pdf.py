"""The proof as a PDF: what screen readers find in it, and what it stands against."""

import logging
import re
import subprocess
from io import BytesIO

import pikepdf
import pytest
from pypdf import PdfReader
from wagtail.models import Site

from cms.towns.models import TownSettings
from joining.hours.pdf import making
from joining.hours.pdf.making import PdfUnavailableError
from joining.hours.pdf.proof import MOST_ROWS, pdf_of
from joining.hours.workflow import confirming
from tests.support.making import make_image

from .making import ACTIVITY, NAME, make_hours, text_of

pytestmark = pytest.mark.django_db
TITLE = "Nachweis über ehrenamtliches Engagement"


def proof(*hours, year=None) -> bytes:
    return pdf_of(hours, Site.objects.get(is_default_site=True), year)


def elements(pdf: bytes):
    """Every element of the structure tree, in reading order, with its parent's kind."""

    def below(node, parent):
        if not isinstance(node, pikepdf.Dictionary):
            return
        kind = str(node.get("/S", ""))
        if kind:
            yield kind, parent, node
        children = node.get("/K", [])
        for child in children if isinstance(children, pikepdf.Array) else [children]:
            yield from below(child, kind or parent)

    with pikepdf.open(BytesIO(pdf)) as opened:
        yield from below(opened.Root.StructTreeRoot, "")


def kinds(pdf: bytes) -> list[str]:
    return [kind for kind, _parent, _node in elements(pdf)]


def test_it_is_tagged_titled_and_german_as_the_standard_for_accessible_documents_asks(entry):
    with pikepdf.open(BytesIO(proof(make_hours(entry, "confirmed")))) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang).startswith("de")
        assert pdf.docinfo["/Title"] == TITLE
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        metadata = pdf.Root.Metadata.read_bytes().decode()
        assert re.search(r"pdfuaid:part>1<", metadata)
        assert all(page.get("/Tabs") == "/S" or "/Annots" not in page for page in pdf.pages)
        fonts = [font for page in pdf.pages for font in page.Resources.Font.values()]
        assert fonts and all("/ToUnicode" in font for font in fonts)


def test_screen_readers_find_heading_table_with_headers_and_the_picture_s_words(entry):
    pdf = proof(make_hours(entry, "confirmed"), make_hours(entry, "confirmed", activity="Kasse"))
    found = kinds(pdf)
    assert [kind for kind in found if re.fullmatch("/H[1-6]", kind)] == ["/H1", "/H2"]
    assert found.count("/TH") == 5
    parents = {kind: parent for kind, parent, _node in elements(pdf)}
    assert (parents["/TR"], parents["/THead"], parents["/TBody"]) == ("/TBody", "/Table", "/Table")
    with pikepdf.open(BytesIO(pdf)):
        scopes = [str(node.A[0].Scope) for kind, _parent, node in elements(pdf) if kind == "/TH"]
        pictures = [str(node.Alt) for kind, _parent, node in elements(pdf) if kind == "/Figure"]
    assert scopes == ["/Column"] * 5
    assert len(pictures) == 1 and "/nachweis/" in pictures[0]


def test_a_sheet_of_a_year_has_every_code_and_the_sum(entry, monkeypatch):
    monkeypatch.setattr(confirming, "MOST_MAILS", 40)
    rows = [make_hours(entry, "confirmed", activity=f"Einsatz {number}") for number in range(40)]
    pdf = proof(*rows, year=rows[0].year)
    text = text_of(pdf)
    assert len(PdfReader(BytesIO(pdf)).pages) > 1
    for each in rows:
        assert "-".join(re.findall("....", each.code)) in text
    assert "Summe 500" in text and f"Jahres {rows[0].year}" in text
    assert kinds(pdf).count("/Table") == 1


@pytest.mark.parametrize(
    "name", ["#let x = 1; *fett* $a$ [b] @c \\", "<script>", "x" * 120, "Łukasz Ąž", "محمد علي", "李雷 😀"]
)
def test_whatever_somebody_is_called_the_proof_comes_and_reads_no_markup(entry, name):
    pdf = proof(make_hours(entry, "confirmed", name=name))
    assert "/H1" in kinds(pdf)
    if name.isascii():
        assert name.replace(" ", "") in text_of(pdf).replace(" ", "").replace("\u200b", "")


def test_it_carries_the_town_s_name_colour_and_logo(entry, settings, tmp_path):
    town = TownSettings.for_site(Site.objects.get(is_default_site=True))
    town.name, town.logo, town.accent_colour = "Bitburg", make_image(), "#7a1f2b"
    town.save()
    pdf = proof(make_hours(entry, "confirmed"))
    assert "Bitburg" in text_of(pdf) and NAME in text_of(pdf) and ACTIVITY in text_of(pdf)
    reader = PdfReader(BytesIO(pdf))
    assert len(reader.pages[0].images) == 1


def test_most_rows_of_a_year_take_bounded_memory(entry):
    one = make_hours(entry, "confirmed", activity="ß" * 160, name="Ä" * 120)
    pdf = proof(*[one] * 2000, year=one.year)
    assert kinds(pdf).count("/TR") == MOST_ROWS + 2


def test_no_document_and_no_name_in_the_log_when_it_takes_too_long(entry, monkeypatch, caplog):
    hours = make_hours(entry, "confirmed")

    def hang(*args, **kwargs):
        raise subprocess.TimeoutExpired(args[0], 15, output=NAME.encode())

    monkeypatch.setattr(making.subprocess, "run", hang)
    with caplog.at_level(logging.ERROR), pytest.raises(PdfUnavailableError):
        proof(hours)
    assert "TimeoutExpired" in caplog.text and NAME not in caplog.text
