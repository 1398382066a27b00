"""Uploads of editors: judged by content, refused with a reason, and stripped of metadata."""

import zipfile
from functools import partial
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image, PngImagePlugin
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

from cms.media.admin import storing
from cms.media.intake import words
from cms.media.models import SiteDocument, SiteImage
from tests.support.making import make_image, make_pdf, make_user

pytestmark = pytest.mark.django_db
SECRET = b"Geheimwort"
DETAILS = {"description": "Ein Fest", "author": "Stadt", "licence": "own", "tags": "", "collection": "1"}


@pytest.fixture
def editor(client, home):
    client.force_login(make_user(group="Redaktion"))
    return client


def encoded(kind: str, mode="RGB", size=(60, 40), **options) -> bytes:
    output = BytesIO()
    Image.new(mode, size).save(output, kind, **options)
    return output.getvalue()


def animation() -> bytes:
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue")]
    output = BytesIO()
    frames[0].save(output, "GIF", save_all=True, append_images=frames[1:], duration=100)
    return output.getvalue()


def told_png() -> bytes:
    told = PngImagePlugin.PngInfo()
    told.add_text("Author", SECRET.decode())
    return encoded("PNG", pnginfo=told)


def with_xmp(kind: str) -> bytes:
    return encoded(kind, xmp=b"<x:xmpmeta>" + SECRET + b"</x:xmpmeta>")


def add_picture(editor, name: str, content: bytes):
    file = SimpleUploadedFile(name, content, "image/png")
    return editor.post(reverse("wagtailimages:add"), DETAILS | {"title": "Fest", "file": file})


REFUSED = {
    "nothing in it": ("a.png", b"", "leer"),
    "a text": ("a.png", b"Hallo", "JPEG, PNG"),
    "a page": ("a.jpg", b"<html><script>alert(1)</script></html>", "JPEG, PNG"),
    "a drawing that may hold programs": ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "JPEG, PNG"),
    "the same under another name": ("a.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "JPEG, PNG"),
    "a page behind the first bytes of a picture": (
        "a.gif",
        b"GIF89a/*<script>alert(1)</script>*/",
        str(words.UNREADABLE),
    ),
    "cut off": ("a.jpg", encoded("JPEG", size=(400, 400), quality=95)[:1500], str(words.UNREADABLE)),
    "cut off png": ("a.png", encoded("PNG", size=(400, 400))[:-60], str(words.UNREADABLE)),
    "a strip": ("a.png", encoded("PNG", size=(30_000, 1)), str(words.TOO_NARROW)),
    # Made in the test, because every test process loads this module.
    "too many pixels": ("a.png", partial(encoded, "PNG", size=(9000, 5000)), "Pixel"),
    "a bomb": ("a.png", partial(encoded, "PNG", mode="1", size=(14_000, 13_000)), "Pixel"),
    "moving": ("a.gif", animation(), str(words.ANIMATED)),
}


@pytest.mark.parametrize(("name", "content", "words"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_sound_picture_is_refused_beside_the_field(editor, name, content, words):
    response = add_picture(editor, name, content() if callable(content) else content)
    assert response.status_code == 200
    error = " ".join(response.context["form"].errors["file"])
    assert words.casefold() in error.casefold()
    assert not SiteImage.objects.exists()


KEPT = {
    "colours for print": ("a.jpg", encoded("JPEG", mode="CMYK"), "RGB"),
    "16 bits": ("a.png", encoded("PNG", mode="I;16"), "L"),
    "still gif": ("a.gif", encoded("GIF"), "P"),
    "webp": ("a.webp", encoded("WEBP"), "RGB"),
}


@pytest.mark.parametrize(("name", "content", "mode"), KEPT.values(), ids=KEPT)
def test_unusual_pictures_become_what_every_browser_shows(editor, name, content, mode):
    assert add_picture(editor, name, content).status_code == 302
    image = SiteImage.objects.get()
    assert Image.open(image.file).mode == mode
    made = image.get_renditions("format-webp|width-20", "format-jpeg|width-20")
    assert {Image.open(each.file).mode for each in made.values()} <= {"RGB", "L"}


TELLING = {
    "comment in a jpeg": ("a.jpg", encoded("JPEG", comment=SECRET)),
    "xmp in a jpeg": ("a.jpg", with_xmp("JPEG")),
    "xmp in a webp": ("a.webp", with_xmp("WEBP")),
    "text in a png": ("a.png", told_png()),
    "comment in a gif": ("a.gif", encoded("GIF", comment=SECRET)),
    "description": ("a.jpg", encoded("JPEG", exif=b"Exif\0\0" + Image.Exif().tobytes()[6:], comment=SECRET)),
}


def stored_bytes(image: SiteImage) -> list[bytes]:
    specs = ("original", "width-20", "format-webp|width-20", "format-jpeg|width-20", "fill-20x10")
    files = [image.file, *(each.file for each in image.get_renditions(*specs).values())]
    return [file.storage.open(file.name).read() for file in files]


@pytest.mark.parametrize(("name", "content"), TELLING.values(), ids=TELLING)
def test_nothing_is_kept_that_the_picture_does_not_show(editor, name, content):
    assert SECRET in content
    assert add_picture(editor, name, content).status_code == 302
    assert not [True for each in stored_bytes(SiteImage.objects.get()) if SECRET in each]


def test_what_hangs_behind_a_picture_stays_behind(editor):
    content = encoded("JPEG") + b"PK\x03\x04" + SECRET
    assert add_picture(editor, "a.jpg", content).status_code == 302
    assert not [True for each in stored_bytes(SiteImage.objects.get()) if SECRET in each]


def test_the_list_of_uploads_takes_metadata_out_as_well(editor):
    """Every picture needs an author, so multiple uploads wait for their details and are stored in another way."""
    file = SimpleUploadedFile("a.jpg", encoded("JPEG", comment=SECRET), "image/jpeg")
    added = editor.post(reverse("wagtailimages:add_multiple"), {"files[]": file, "title": "Fest"}).json()
    number = added["uploaded_file_id"]
    details = {
        f"uploaded-image-{number}-{name}": value for name, value in (DETAILS | {"title": "Fest"}).items()
    }
    address = reverse("wagtailimages:create_multiple_from_uploaded_image", args=[number])
    assert editor.post(address, details).json()["success"] is True
    image = SiteImage.objects.get()
    assert not [True for each in stored_bytes(image) if SECRET in each]
    assert (image.width, image.height) == (60, 40)


def test_the_list_of_uploads_says_what_is_wrong(editor):
    file = SimpleUploadedFile("a.gif", animation(), "image/gif")
    answer = editor.post(reverse("wagtailimages:add_multiple"), {"files[]": file, "title": "Fest"})
    assert answer.json() == {"success": False, "error_message": str(words.ANIMATED)}


@pytest.mark.embedded
def test_a_full_disk_is_told_in_words_and_loses_nothing(editor, monkeypatch):
    def fail(*args, **kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("django.core.files.storage.FileSystemStorage._save", fail)
    response = add_picture(editor, "a.png", encoded("PNG"))
    assert response.context["form"].errors["file"] == [str(storing.FULL)]
    assert "Ein Fest" in response.content.decode()


def test_a_damaged_original_shows_a_placeholder():
    image = make_image()
    image.file.storage.delete(image.file.name)
    image = SiteImage.objects.get()
    assert image.get_rendition("width-20").url == "/static/img/placeholder.svg"
    assert not image.renditions.exists()


UPLOADS = {
    "wagtailimages:add_multiple": [],
    "wagtailimages:create_multiple_from_uploaded_image": [1],
    "wagtaildocs:add_multiple": [],
    "wagtaildocs:create_multiple_from_uploaded_document": [1],
}


@pytest.mark.parametrize(("name", "args"), UPLOADS.items())
def test_only_editors_upload(client, home, name, args):
    address = reverse(name, args=args)
    assert client.post(address).url.startswith("/admin/login/")
    client.force_login(make_user("ohne-rechte"))
    assert client.post(address).url.startswith("/admin/login/")


# Documents


def package(*parts: str, mimetype="") -> bytes:
    output = BytesIO()
    with zipfile.ZipFile(output, "w") as archive:
        for part in parts:
            archive.writestr(part, "<x/>")
        if mimetype:
            archive.writestr("mimetype", mimetype)
    return output.getvalue()


def pdf_with(place: str) -> bytes:
    writer = PdfWriter()
    page = writer.add_blank_page(width=200, height=300)
    action = DictionaryObject(
        {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert(1)")}
    )
    if place == "opening":
        writer.root_object[NameObject("/OpenAction")] = action
    elif place == "page":
        page[NameObject("/AA")] = DictionaryObject({NameObject("/O"): action})
    else:
        named = ArrayObject([TextStringObject("a"), action])
        scripts = DictionaryObject(
            {NameObject("/JavaScript"): DictionaryObject({NameObject("/Names"): named})}
        )
        writer.root_object[NameObject("/Names")] = scripts
    output = BytesIO()
    writer.write(output)
    return output.getvalue()


def add_document(editor, name: str, content: bytes):
    fields = {"title": "Satzung", "language": "de", "collection": "1", "tags": "", "cover": ""}
    file = SimpleUploadedFile(name, content, "application/pdf")
    return editor.post(reverse("wagtaildocs:add"), fields | {"file": file})


BAD_DOCUMENTS = {
    "nothing in it": ("a.pdf", b"", "leer"),
    "only spaces": ("a.txt", b"  \n", "leer"),
    "a page": ("a.pdf", b"<html></html>", "nicht das, was ihr Name sagt"),
    "a page as text": (
        "a.txt",
        b"\xef\xbb\xbf <!DOCTYPE html><script>1</script>",
        "nicht das, was ihr Name sagt",
    ),
    "a page as table": ("a.csv", b"<svg onload=alert(1)>", "nicht das, was ihr Name sagt"),
    "a suffix that nobody may use": ("a.html", b"<html></html>", "CSV, DOCX"),
    "a PDF cut off": ("a.pdf", make_pdf()[:60], "nicht lesbar"),
    "a PDF that runs at its opening": ("a.pdf", pdf_with("opening"), "JavaScript"),
    "a PDF that runs on a page": ("a.pdf", pdf_with("page"), "JavaScript"),
    "a PDF that runs by name": ("a.pdf", pdf_with("name"), "JavaScript"),
    "a program in a text": ("a.docx", package("word/document.xml", "word/vbaProject.bin"), "Makro"),
    "a table as text": ("a.docx", package("xl/workbook.xml"), "nicht das, was ihr Name sagt"),
    "no calendar": ("a.ics", b"Hallo", "nicht das, was ihr Name sagt"),
    "bytes": ("a.txt", b"\x00\x01\x02", "kein Text"),
}


@pytest.mark.parametrize(("name", "content", "words"), BAD_DOCUMENTS.values(), ids=BAD_DOCUMENTS)
def test_what_is_no_sound_document_is_refused_beside_the_field(editor, name, content, words):
    response = add_document(editor, name, content)
    assert response.status_code == 200
    assert words in " ".join(response.context["form"].errors["file"])
    assert not SiteDocument.objects.exists()


GOOD_DOCUMENTS = {
    "a PDF": ("Satzung 2026.pdf", make_pdf()),
    "slides": ("a.pptx", package("ppt/presentation.xml")),
    "a text of LibreOffice": ("a.odt", package(mimetype="application/vnd.oasis.opendocument.text")),
    "a table as Windows writes it": ("a.csv", "Straße;Größe\n".encode("cp1252")),
    "a calendar": ("a.ics", b"BEGIN:VCALENDAR\r\n"),
    "subtitles": ("a.vtt", b"WEBVTT\n\n"),
}


@pytest.mark.parametrize(("name", "content"), GOOD_DOCUMENTS.values(), ids=GOOD_DOCUMENTS)
def test_documents_are_taken_under_keys_that_tell_nothing(editor, name, content):
    assert add_document(editor, name, content).status_code == 302
    document = SiteDocument.objects.get()
    assert document.filename == name.replace(" ", "_")
    assert "Satzung" not in document.file.name
    assert document.file.open().read() == content


def test_the_list_of_uploads_looks_into_documents_as_well(editor):
    file = SimpleUploadedFile("Plan.pdf", make_pdf(pages=3), "application/pdf")
    added = editor.post(reverse("wagtaildocs:add_multiple"), {"files[]": file, "title": "Plan"}).json()
    number = added["uploaded_file_id"]
    fields = {"title": "Plan", "language": "de", "collection": "1", "tags": "", "cover": ""}
    details = {f"uploaded-document-{number}-{name}": value for name, value in fields.items()}
    address = reverse("wagtaildocs:create_multiple_from_uploaded_document", args=[number])
    assert editor.post(address, details).json()["success"] is True
    document = SiteDocument.objects.get()
    assert (document.page_count, document.accessibility) == (3, "issues")
    assert document.cover
