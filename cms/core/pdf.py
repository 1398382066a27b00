"""What a PDF tells about itself, and a picture of its first page."""

from dataclasses import dataclass, field
from io import BytesIO

import pypdfium2
from django.core.files.images import ImageFile
from django.utils.translation import gettext as _
from pypdf import PdfReader
from pypdf.errors import PyPdfError

COVER_PIXELS = 1200  # of the longer side
PAGES_READ_FOR_TEXT = 3


@dataclass
class PdfFacts:
    """`problems` are sentences for editors; none means that nothing spoke against accessibility."""

    pages: int | None = None
    language: str = ""
    problems: list[str] = field(default_factory=list)
    cover: ImageFile | None = None


def inspect(file) -> PdfFacts:
    """Read an uploaded file. A damaged or encrypted one gives facts with a problem, never an error."""
    file.seek(0)
    content = file.read()
    file.seek(0)
    try:
        reader = PdfReader(BytesIO(content))
        return PdfFacts(len(reader.pages), _language(reader), _problems(reader), _cover(content))
    except (PyPdfError, pypdfium2.PdfiumError, ValueError, KeyError, TypeError, AttributeError, OSError):
        return PdfFacts(problems=[_("The file could not be read as a PDF.")])


def _language(reader: PdfReader) -> str:
    return str(reader.root_object.get("/Lang", ""))[:2].lower()


def _problems(reader: PdfReader) -> list[str]:
    """Signs that a screen reader will struggle (ISO 14289-1 asks for tags, title and language)."""
    root = reader.root_object
    is_tagged = bool(root.get("/MarkInfo", {}).get("/Marked")) and "/StructTreeRoot" in root
    has_text = any(page.extract_text().strip() for page in reader.pages[:PAGES_READ_FOR_TEXT])
    findings = {
        _("The PDF has no tags: headings, lists and pictures cannot be told apart."): not is_tagged,
        _("The PDF does not name its language."): not root.get("/Lang"),
        _("The PDF has no title."): not (reader.metadata and reader.metadata.title),
        _("The PDF holds no text, probably it is scanned."): not has_text,
    }
    return [sentence for sentence, is_true in findings.items() if is_true]


def _cover(content: bytes) -> ImageFile:
    page = pypdfium2.PdfDocument(content)[0]
    scale = COVER_PIXELS / max(page.get_size())
    picture = page.render(scale=scale).to_pil().convert("RGB")
    output = BytesIO()
    picture.save(output, "PNG")
    output.seek(0)
    return ImageFile(output, name="cover.png")
