"""PDFs: whether they open without a password, start or fetch something, and what they say about themselves."""

from typing import BinaryIO

import pypdfium2
from pypdf import PdfReader
from pypdf.generic import ArrayObject, ByteStringObject, DictionaryObject, IndirectObject, TextStringObject

from .addresses import is_remote, is_risky_link
from .refusal import Refused, Steps

MOST_STEPS = 3_000_000
ACTIONS = dict.fromkeys(
    ("/JavaScript", "/Launch", "/Rendition", "/Movie", "/Sound", "/RichMediaExecute"), "program"
) | dict.fromkeys(("/SubmitForm", "/ImportData", "/GoToR", "/GoToE"), "remote")
KEYS = {"/JS": "program", "/OnInstantiate": "program", "/XFA": "program", "/EF": "embedded"}
MARKS = dict.fromkeys(("/RichMedia", "/3D", "/Screen", "/Movie", "/Sound"), "program") | {
    "/FileAttachment": "embedded"
}
# Where a file specification or a stream names a file.
FILES = ("/F", "/UF", "/Unix", "/DOS", "/Mac")
# Where an address that somebody follows may stand, or what is put before all of them.
LINKS = ("/URI", "/Base")
# What only describes the text. Viewers follow no action from there, and it is most of a tagged document.
PASSIVE = {"/StructTreeRoot", "/ParentTree", "/PieceInfo"}
COVER_PIXELS = 1200  # of the longer side
PAGES_READ_FOR_TEXT = 3


def check_pdf(file: BinaryIO) -> dict:
    """Return facts; raise Refused."""
    reader = _opened(file)
    _search(reader)
    facts = _facts(reader)
    file.seek(0)
    document = pypdfium2.PdfDocument(file)
    facts["pages"] = len(document)
    facts["missing"]["text"] = not _has_text(document)
    return facts


def _opened(file: BinaryIO) -> PdfReader:
    try:
        reader = PdfReader(file)
        is_open = not reader.is_encrypted or reader.decrypt("")
    except NotImplementedError as error:
        # Encrypted for a certificate, for example.
        raise Refused("password") from error
    if not is_open:
        raise Refused("password")
    return reader


def write_cover(file: BinaryIO, cover: BinaryIO) -> dict:
    page = pypdfium2.PdfDocument(file)[0]
    scale = COVER_PIXELS / max(page.get_size())
    page.render(scale=scale).to_pil().convert("RGB").save(cover, "PNG")
    return {}


def _search(reader: PdfReader) -> None:
    """Look at everything that the trailer leads to, each object once: loops end, and depth is no stack."""
    steps, seen, waiting = Steps(MOST_STEPS), set(), [reader.trailer]
    generations = {number: each for each, places in reader.xref.items() for number in places}
    while waiting:
        thing = waiting.pop()
        steps.take()
        if isinstance(thing, IndirectObject):
            if (thing.idnum, thing.generation) in seen:
                continue
            seen.add((thing.idnum, thing.generation))
            if generations.get(thing.idnum, thing.generation) != thing.generation:
                # Some viewers show this object, others none; nobody can say what the file does.
                raise Refused("damaged")
            thing = reader.get_object(thing)
        if isinstance(thing, DictionaryObject):
            _judge(thing)
            waiting.extend(thing.raw_get(key) for key in thing if key not in PASSIVE)
        elif isinstance(thing, ArrayObject):
            waiting.extend(list.__iter__(thing))


def _judge(thing: DictionaryObject) -> None:
    for key, reason in KEYS.items():
        if key in thing and _resolved(thing, key) is not None:
            raise Refused(reason)
    for key, reasons in (("/S", ACTIONS), ("/Subtype", MARKS)):
        value = _resolved(thing, key)
        if isinstance(value, str) and value in reasons:
            raise Refused(reasons[value])
    if any(is_risky_link(_text(thing, key)) for key in LINKS):
        raise Refused("remote")
    if any(is_remote(_text(thing, key)) for key in FILES):
        raise Refused("remote")


def _resolved(thing: DictionaryObject, key: str):
    # Not `get`, which does not follow references.
    return thing[key] if key in thing else None  # noqa: SIM401


def _text(thing: DictionaryObject, key: str) -> str:
    value = _resolved(thing, key)
    if isinstance(value, ByteStringObject):
        return value.decode("latin-1")
    return str(value) if isinstance(value, TextStringObject) else ""


def _facts(reader: PdfReader) -> dict:
    """Language, and what is missing for screen readers (ISO 14289-1 requires tags, a title and a language)."""
    root = reader.root_object
    marks = _resolved(root, "/MarkInfo")
    is_tagged = isinstance(marks, dict) and bool(marks.get("/Marked")) and "/StructTreeRoot" in root
    language = _text(root, "/Lang")
    missing = {
        "tags": not is_tagged,
        "language": not language,
        "title": not (reader.metadata and reader.metadata.title),
    }
    return {"language": language[:2].lower(), "missing": missing}


def _has_text(document: pypdfium2.PdfDocument) -> bool:
    pages = range(min(len(document), PAGES_READ_FOR_TEXT))
    return any(document[number].get_textpage().get_text_range().strip() for number in pages)
