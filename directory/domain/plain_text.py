"""Converts a description to plain text, which can be edited without a rich text editor, and back.

Empty lines separate paragraphs; lines that begin with "- " or "1. " make lists. Unchanged blocks keep bold and italic
words.
"""

import re
from dataclasses import dataclass
from html.parser import HTMLParser

from django.utils.html import escape

_BULLET = re.compile(r"[-–•*]\s+(.*)")
_NUMBER = re.compile(r"\d{1,3}[.)]\s+(.*)")
_LIST_TAGS = {"bullet": "ul", "number": "ol"}
_INLINE = {"b", "strong", "i", "em"}


@dataclass(frozen=True)
class Block:
    """A paragraph or list item; `kind` is paragraph, bullet or number."""

    kind: str
    text: str
    html: str = ""


def to_text(html: str) -> str:
    lines: list[str] = []
    number = 0
    before = ""
    for block in _blocks_of_html(html):
        number = number + 1 if block.kind == before == "number" else 1
        if lines and not (block.kind == before and block.kind != "paragraph"):
            lines.append("")
        mark = {"bullet": "- ", "number": f"{number}. "}.get(block.kind, "")
        lines.append(mark + block.text)
        before = block.kind
    return "\n".join(lines)


def to_html(text: str, original: str = "") -> str:
    """Return the text as rich text; blocks with the same words as in `original` keep its markup."""
    if text.strip() == to_text(original).strip():
        return original
    known = {(block.kind, block.text): block.html for block in _blocks_of_html(original)}
    parts: list[str] = []
    open_list = ""
    for block in _blocks_of_text(text):
        wanted = _LIST_TAGS.get(block.kind, "")
        if wanted != open_list:
            parts += [f"</{open_list}>"] * bool(open_list) + [f"<{wanted}>"] * bool(wanted)
            open_list = wanted
        inner = known.get((block.kind, block.text)) or escape(block.text).replace("\n", "<br/>")
        parts.append(f"<li>{inner}</li>" if wanted else f"<p>{inner}</p>")
    parts += [f"</{open_list}>"] * bool(open_list)
    return "".join(parts)


def _blocks_of_text(text: str) -> list[Block]:
    blocks: list[Block] = []
    for chunk in re.split(r"\n\s*\n", text.strip()):
        lines: list[str] = []
        for line in filter(None, map(str.strip, chunk.split("\n"))):
            item = _list_item(line)
            if item and lines:
                blocks.append(Block("paragraph", "\n".join(lines)))
                lines = []
            if item:
                blocks.append(item)
            else:
                lines.append(line)
        if lines:
            blocks.append(Block("paragraph", "\n".join(lines)))
    return blocks


def _list_item(line: str) -> Block | None:
    if found := _BULLET.fullmatch(line):
        return Block("bullet", found[1])
    if found := _NUMBER.fullmatch(line):
        return Block("number", found[1])
    return None


def _blocks_of_html(html: str) -> list[Block]:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.finish_block()
    return reader.blocks


class _Reader(HTMLParser):
    """Parses rich text into blocks."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self.kind = "paragraph"
        self.text: list[str] = []
        self.html: list[str] = []

    def handle_starttag(self, tag, attrs):
        if tag == "br":
            self.text.append("\n")
            self.html.append("<br/>")
        elif tag in _INLINE:
            self.html.append(f"<{tag}>")
        else:
            self.finish_block()
            self.kind = {"ul": "bullet", "ol": "number"}.get(tag, self.kind)

    def handle_endtag(self, tag):
        if tag in _INLINE:
            self.html.append(f"</{tag}>")
        else:
            self.finish_block()
            if tag in _LIST_TAGS.values():
                self.kind = "paragraph"

    def handle_data(self, data):
        self.text.append(data)
        self.html.append(escape(data))

    def finish_block(self):
        text = "\n".join(" ".join(line.split()) for line in "".join(self.text).split("\n")).strip()
        if text:
            self.blocks.append(Block(self.kind, text, "".join(self.html).strip()))
        self.text, self.html = [], []
