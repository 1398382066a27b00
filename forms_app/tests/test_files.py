"""Files from citizens: private, of the type that their content shows, and deleted with their submission."""

import unicodedata
import zipfile
from datetime import timedelta
from functools import partial
from io import BytesIO

import pillow_heif
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from pypdf import PdfWriter
from pypdf.actions import JavaScript

from cms.media.intake.reader.kinds import EXCEL, SHEET, TEXT, WORD
from forms_app.intake.uploads import check, clean_name
from forms_app.models import Submission, SubmissionFile, UnclaimedFile
from forms_app.services import sending
from forms_app.services.files import claim, remove_unclaimed_files
from forms_app.services.review import delete_submissions
from forms_app.tests.making import MESSAGE, QUESTIONS, make_form_page, make_ticket, send
from forms_app.tests.reviewing import make_staff, staff
from tests.support.making import make_pdf
from tests.support.recorded import recorded

pytestmark = pytest.mark.django_db

GPS = 0x8825


def picture(kind="JPEG", size=(40, 30), **options) -> bytes:
    output = BytesIO()
    Image.new("RGB", size, "#0a5663").save(output, kind, **options)
    return output.getvalue()


def picture_with_place() -> bytes:
    exif = Image.Exif()
    exif[GPS] = {1: "N", 2: (49.0, 58.0, 0.0)}
    return picture(exif=exif)


def package(**parts: bytes) -> bytes:
    output = BytesIO()
    with zipfile.ZipFile(output, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return output.getvalue()


DOCX = package(**{"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"})
ODT = package(mimetype=TEXT.encode(), **{"content.xml": b"<x/>"})


def upload(content: bytes, name="datei.pdf", content_type="application/pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type)


@pytest.fixture
@recorded
def page(home):
    return make_form_page(
        home, [*QUESTIONS, {"label": "Datei", "field_type": "file", "file_kinds": "documents"}]
    )


@pytest.fixture
def sent(page, client):
    """A submission with a file."""
    send(page, MESSAGE | {"datei": upload(make_pdf(), "Satzung.pdf")}, client=client)
    return Submission.objects.get()


def stored() -> list[str]:
    try:
        _folders, names = default_storage.listdir("submissions")
    except FileNotFoundError:
        return []
    return names


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (make_pdf(), "application/pdf"),
        (picture("JPEG"), "image/jpeg"),
        (picture("PNG"), "image/png"),
        (picture("WEBP"), "image/webp"),
        (DOCX, WORD),
        (package(**{"xl/workbook.xml": b"<x/>"}), EXCEL),
        (ODT, TEXT),
        (package(mimetype=SHEET.encode()), SHEET),
    ],
)
def test_type_is_what_the_content_shows(content, found):
    assert check("a.exe", ContentFile(content), "documents").content_type == found


HOSTILE = {
    "program": (b"MZ" + b"\x00" * 200, "Rechnung.pdf"),
    "page as PDF": (b"<html><script>alert(1)</script></html>", "a.pdf"),
    "drawing": (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "a.svg"),
    "shell script": (b"#!/bin/sh\nrm -rf /", "a.pdf"),
    "other package": (package(**{"evil.sh": b"x"}), "a.docx"),
    "macro": (package(**{"word/document.xml": b"<x/>", "word/vbaProject.bin": b""}), "a.docx"),
    "macro of LibreOffice": (package(mimetype=TEXT.encode(), **{"Basic/Standard/x.xml": b""}), "a.odt"),
    "broken package": (DOCX[:40], "a.docx"),
    "half a picture": (picture(size=(800, 800))[:300], "a.jpg"),
    "picture in name only": (b"\xff\xd8\xff\xe0" + b"\x00" * 500, "a.jpg"),
    # The callables: made in the test, because every test process loads this module.
    "huge picture": (partial(picture, "PNG", size=(7000, 6000)), "a.png"),
    "moving picture": (picture("GIF"), "a.gif"),
    "empty": (b"", "a.pdf"),
    "many parts": (
        lambda: package(**{f"word/{n}": b"" for n in range(5001)} | {"word/document.xml": b"<x/>"}),
        "a.docx",
    ),
    "too large": (make_pdf() + b"\x00" * 5 * 1024 * 1024, "a.pdf"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_file_is_an_error_at_its_field(page, client, name):
    content, filename = HOSTILE[name]
    file = upload(content() if callable(content) else content, filename)

    response = send(page, MESSAGE | {"datei": file}, client=client)

    assert response.status_code == 200
    assert response.context["form"].errors["datei"]
    assert not Submission.objects.exists()
    assert not stored()


def test_form_asks_for_its_kinds_only(home, client):
    page = make_form_page(home, [{"label": "Bild", "field_type": "file", "file_kinds": "pictures"}])

    html = client.get(page.url).content.decode()
    response = send(page, {"bild": upload(make_pdf())}, client=client)

    assert 'enctype="multipart/form-data"' in html
    assert 'accept="image/jpeg,image/png,image/webp,image/heic"' in html
    assert response.context["form"].has_error("bild", "type")


def test_optional_file_may_be_left_out(page, client):
    assert send(page, client=client).status_code == 303
    assert Submission.objects.get().answer("datei") == ""


def test_file_is_stored_under_a_name_that_says_nothing(sent):
    file = sent.files.get()

    assert (file.name, file.content_type, file.question) == ("Satzung.pdf", "application/pdf", "datei")
    [name] = stored()
    assert name == file.key.removeprefix("submissions/")
    assert "." not in name
    assert file.open().read() == make_pdf()
    assert sent.answer("datei") == "Satzung.pdf"
    assert not UnclaimedFile.objects.exists()


def test_stored_file_has_no_public_address(sent, client):
    assert client.get(f"/media/{sent.files.get().key}/").status_code == 404


def test_picture_loses_its_place(page, client):
    assert GPS in Image.open(BytesIO(picture_with_place())).getexif()

    send(page, MESSAGE | {"datei": upload(picture_with_place(), "Foto.JPG")}, client=client)

    file = SubmissionFile.objects.get()
    assert file.name == "Foto.jpg"
    with Image.open(file.open()) as kept:
        assert not kept.getexif()
        assert kept.size == (40, 30)


def kept(page, client, content: bytes, name: str) -> Image.Image:
    send(page, MESSAGE | {"datei": upload(content, name)}, client=client)
    return Image.open(BytesIO(SubmissionFile.objects.get().open().read()))


def test_a_scan_keeps_its_grey_steps(page, client):
    grey = Image.new("I;16", (256, 16))
    grey.putdata([x * 257 for _y in range(16) for x in range(256)])
    output = BytesIO()
    grey.save(output, "PNG")

    assert len(kept(page, client, output.getvalue(), "scan.png").convert("L").getcolors()) == 256


def test_a_photograph_of_a_phone_comes_upright(page, client):
    pixels = Image.new("RGB", (64, 32), "red")
    exif = Image.Exif()
    exif[0x0112] = 6
    output = BytesIO()
    pillow_heif.from_pillow(pixels).save(output, exif=exif.tobytes())

    photograph = kept(page, client, output.getvalue(), "IMG_0001.HEIC")

    assert (photograph.format, photograph.size) == ("JPEG", (32, 64))
    assert SubmissionFile.objects.get().name == "IMG_0001.jpg"


def pdf_that(**change) -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    getattr(writer, change["does"])(*change["with_"])
    output = BytesIO()
    writer.write(output)
    return output.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (pdf_that(does="add_open_action", with_=[JavaScript("app.alert(1)")]), "Programm"),
        (pdf_that(does="add_attachment", with_=["a.exe", b"MZ"]), "andere Datei"),
        (pdf_that(does="encrypt", with_=["geheim", "eigentum"]), "Kennwort"),
        (
            package(**{"word/document.xml": b"<x/>", "word/embeddings/a.bin": b"\xd0\xcf\x11\xe0"}),
            "andere Datei",
        ),
    ],
    ids=["script", "attachment", "password", "OLE"],
)
def test_staff_get_nothing_that_runs_hides_or_stays_closed(page, client, content, words):
    response = send(page, MESSAGE | {"datei": upload(content, "a.pdf")}, client=client)

    assert words in response.context["form"].errors["datei"][0]
    assert not stored()


def test_a_name_as_macos_writes_it_is_stored_as_others_do(page, client):
    send(
        page,
        MESSAGE | {"datei": upload(make_pdf(), unicodedata.normalize("NFD", "Größe.pdf"))},
        client=client,
    )

    assert SubmissionFile.objects.get().name == "Größe.pdf"


def test_nothing_hides_behind_a_picture(page, client):
    hidden = b"PK\x03\x04<script>alert(1)</script>"

    send(page, MESSAGE | {"datei": upload(picture() + hidden, "a.jpg")}, client=client)

    assert b"<script>" not in SubmissionFile.objects.get().open().read()


@pytest.mark.parametrize(
    ("sent_as", "name"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\Ruth\\Brief.docx", "Brief.pdf"),
        ("Rechnung\u202efdp.exe", "Rechnungfdp.pdf"),
        ("a\r\nX-Header: b.pdf", "a X-Header- b.pdf"),
        ("a" * 300 + ".pdf", "a" * 100 + ".pdf"),
        ("<b>.pdf", "-b-.pdf"),
        ("\x00", "datei.pdf"),
        ("...", "datei.pdf"),
    ],
)
def test_name_is_harmless(sent_as, name):
    assert clean_name(sent_as, ".pdf") == name


def test_form_that_comes_back_asks_for_the_file_again(page, client):
    answers = MESSAGE | {"nachricht": "", "datei": upload(make_pdf(), "Satzung.pdf")}

    response = send(page, answers, client=client)

    assert "Satzung.pdf" in str(response.context["form"].errors["datei"])
    assert 'value="Ruth Heinz"' in response.content.decode()


def test_repeated_sending_stores_its_file_once(page, client):
    ticket = make_ticket(page)

    for _attempt in range(2):
        send(page, MESSAGE | {"datei": upload(make_pdf())}, client=client, ticket=ticket)
    assert (Submission.objects.count(), len(stored())) == (1, 1)

    send(page, MESSAGE | {"datei": upload(make_pdf(pages=2))}, client=client, ticket=ticket)
    assert (Submission.objects.count(), len(stored())) == (2, 2)


@pytest.mark.parametrize("error", [RuntimeError, IntegrityError, KeyboardInterrupt])
def test_failed_transaction_leaves_no_file(page, client, monkeypatch, error):
    def fail(*_args):
        assert len(stored()) == 1
        raise error

    monkeypatch.setattr(sending, "claim", fail)

    with pytest.raises((error, Submission.DoesNotExist)):
        send(page, MESSAGE | {"datei": upload(make_pdf())}, client=client)

    assert not Submission.objects.exists()
    assert not stored()
    assert not UnclaimedFile.objects.exists()


def test_storage_that_is_away_is_told_and_nothing_is_stored(page, client, monkeypatch):
    def fail(*_args, **_kwargs):
        raise OSError

    monkeypatch.setattr(default_storage, "save", fail)

    response = send(page, MESSAGE | {"datei": upload(make_pdf())}, client=client)

    assert response.status_code == 503
    assert 'value="Ruth Heinz"' in response.content.decode()
    assert not Submission.objects.exists()


def test_file_goes_with_its_submission(sent, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        delete_submissions([sent], by=make_staff("delete_submission"))
        assert len(stored()) == 1

    assert not stored()
    assert not UnclaimedFile.objects.exists()


def test_file_that_could_not_be_removed_is_removed_later(
    sent, monkeypatch, django_capture_on_commit_callbacks
):
    def fail(*_args):
        raise OSError

    with monkeypatch.context() as storage_away:
        storage_away.setattr(default_storage, "delete", fail)
        with django_capture_on_commit_callbacks(execute=True):
            Submission.objects.all().delete()
        UnclaimedFile.objects.update(since=timezone.now() - timedelta(hours=2))
        assert remove_unclaimed_files() == 0
    assert len(stored()) == 1

    assert remove_unclaimed_files() == 1
    assert not stored()


def test_sending_whose_file_was_taken_for_a_remnant_is_refused(page, client, monkeypatch):
    """The clock jumps an hour ahead while somebody sends, and the job that tidies up runs."""

    def claim_late(files, submission):
        UnclaimedFile.objects.update(since=timezone.now() - timedelta(hours=2))
        assert remove_unclaimed_files() == 1
        claim(files, submission)

    monkeypatch.setattr("forms_app.services.sending.claim", claim_late)
    response = send(page, MESSAGE | {"datei": upload(make_pdf())}, client=client)

    assert response.status_code == 503
    assert not Submission.objects.exists()


def test_file_of_a_sending_under_way_is_left_alone():
    UnclaimedFile.objects.create(key="submissions/now")

    assert remove_unclaimed_files() == 0


def fetch(client, submission):
    return client.get(reverse("submission_file", args=[submission.pk, submission.files.get().pk]))


def test_file_is_handed_out_to_be_saved_only(sent):
    response = fetch(staff("view_submission"), sent)

    assert b"".join(response) == make_pdf()
    assert response["Content-Disposition"] == 'attachment; filename="Satzung.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "no-store" in response["Cache-Control"]


def test_file_that_the_storage_has_lost_is_told_to_those_who_may_see_it(home, sent):
    for name in stored():
        default_storage.delete(f"submissions/{name}")
    client = staff("view_submission")

    answer = fetch(client, sent)

    assert answer.url == reverse("einsendungen_modeladmin_inspect", args=[sent.pk])
    (message,) = client.get(answer.url).context["messages"]
    assert message.level_tag == "error"
    assert "Satzung.pdf" in str(message)
    assert fetch(staff("view_submission", forms=[make_form_page(home, slug="zwei")]), sent).status_code == 404
    assert fetch(staff("add_sitedocument"), sent).url == "/admin/"


def test_file_is_linked_in_the_submission(sent):
    url = reverse("submission_file", args=[sent.pk, sent.files.get().pk])
    response = staff("view_submission").get(reverse("einsendungen_modeladmin_inspect", args=[sent.pk]))

    assert f'href="{url}"' in response.content.decode()


def test_body_larger_than_any_form_allows_is_not_read(page, client):
    send = {"content_type": "multipart/form-data; boundary=x", "data": b""}

    assert client.post(page.url, CONTENT_LENGTH=str(64 * 1024 * 1024 + 1), **send).status_code == 413
    assert client.post(page.url, CONTENT_LENGTH="9" * 5000, **send).status_code == 413
    assert client.post(page.url, CONTENT_LENGTH="0", **send).status_code == 200
