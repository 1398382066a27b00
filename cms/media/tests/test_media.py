import pytest
from django.core.exceptions import ValidationError

from cms.media.models import SiteImage
from cms.media.models.documents import size_in_words
from tests.support.making import make_document, make_image, make_pdf, make_picture_file

pytestmark = pytest.mark.django_db


def test_a_picture_needs_words_or_the_word_decorative():
    image = SiteImage(title="Ohne", file=make_picture_file(), author="Test")
    with pytest.raises(ValidationError) as refused:
        image.full_clean()
    assert "description" in refused.value.error_dict


def test_a_decorative_picture_is_silent():
    assert make_image(is_decorative=True).default_alt_text == ""
    assert make_image().default_alt_text == "Zwei Menschen reden"


def test_a_pdf_is_described_by_type_pages_and_size():
    document = make_document(content=make_pdf(pages=3))
    assert document.describe.startswith("PDF, 3 Seiten, ")
    assert document.page_count == 3


def test_an_untagged_pdf_is_named_not_accessible():
    document = make_document()
    assert document.accessibility == "issues"
    assert "Tags" in document.accessibility_notes


def test_a_pdf_gets_the_picture_of_its_first_page():
    cover = make_document().cover
    assert cover.width * 3 == pytest.approx(cover.height * 2, rel=0.01)


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 broken", b"\x00" * 100, b"<html></html>"])
def test_what_comes_without_a_form_is_checked_as_well(content):
    with pytest.raises(ValidationError):
        make_document(content=content)


def test_an_absurdly_wide_page_gives_no_huge_picture():
    from io import BytesIO

    from pypdf import PdfWriter

    writer = PdfWriter()
    writer.add_blank_page(width=14_000, height=10)
    output = BytesIO()
    writer.write(output)
    assert make_document(content=output.getvalue()).cover is None


def test_a_text_file_is_described_without_pages():
    document = make_document(content=b"Hallo", name="notiz.txt")
    assert document.describe.startswith("TXT, ")
    assert document.cover is None


def test_a_document_leaves_only_through_its_view(client, home):
    document = make_document()
    response = client.get(document.url)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    assert "Content-Encoding" not in response
    assert client.get(f"/media/{document.file.name}").status_code == 404


def test_a_document_cannot_run_scripts_in_the_site(client, home):
    response = client.get(make_document().url)
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("size", "words"), [(1, "1\xa0KB"), (193_500, "189\xa0KB"), (1_258_291, "1,2\xa0MB")]
)
def test_a_size_is_told_no_finer_than_people_need(size, words):
    assert size_in_words(size) == words
