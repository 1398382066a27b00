"""Parses the editor's rich text once: into nodes for other front ends and, from these, into clean HTML.

Only what nodes can express is output; anything else in the database is dropped or becomes plain text.
"""

from html.parser import HTMLParser
from typing import Annotated, Literal

from django.utils.html import escape
from ninja import Schema
from pydantic import Field
from typing_extensions import TypeAliasType

MARKS = {"b": "bold", "strong": "bold", "i": "italic", "em": "italic"}
HEADINGS = {f"h{level}": level for level in range(2, 7)}
LINK_KINDS = {"http": "external", "https": "external", "mailto": "email", "tel": "phone"}


class RichTextText(Schema):
    type: Literal["text"]
    text: str = Field(description="Plain text, spaces included.")
    marks: list[Literal["bold", "italic"]] = Field(description="How the text stands out.")


class RichTextLineBreak(Schema):
    type: Literal["line_break"]


class RichTextLink(Schema):
    """A link. Where its target is not public there is none, only its text."""

    type: Literal["link"]
    kind: Literal["page", "document", "email", "phone", "external", "anchor"] = Field(
        description="What it leads to. `anchor` is a heading of the same page."
    )
    url: str = Field(description="Absolute, or `#name` for a heading of the same page.")
    target_id: int | None = Field(description="The `id` of the page or document.")
    children: list[Annotated[RichTextText | RichTextLineBreak, Field(discriminator="type")]] = Field(
        description="What the link consists of, in order."
    )


RichTextInline = TypeAliasType(
    "RichTextInline",
    Annotated[RichTextText | RichTextLineBreak | RichTextLink, Field(discriminator="type")],
)


class RichTextParagraph(Schema):
    type: Literal["paragraph"]
    children: list[RichTextInline] = Field(description="What stands in the paragraph, in order.")


class RichTextHeading(Schema):
    type: Literal["heading"]
    level: int = Field(description="2 is the highest in a page.", ge=2, le=6)
    children: list[RichTextInline] = Field(description="What stands in the heading, in order.")


class RichTextListItem(Schema):
    children: list[RichTextInline] = Field(description="What stands in the item, in order.")
    lists: list["RichTextList"] = Field(description="Lists below this item.")


class RichTextList(Schema):
    type: Literal["list"]
    ordered: bool = Field(description="Whether the items are numbered.")
    items: list[RichTextListItem] = Field(description="The items, in order.")


class RichTextRule(Schema):
    type: Literal["rule"]


RichTextNode = TypeAliasType(
    "RichTextNode",
    Annotated[RichTextParagraph | RichTextHeading | RichTextList | RichTextRule, Field(discriminator="type")],
)


class RichText(Schema):
    """The same text twice: as HTML, and as nodes."""

    html: str = Field(description="Clean: paragraphs, headings, lists, bold, italic, absolute links.")
    nodes: list[RichTextNode] = Field(description="What the HTML says, for those who make their own of it.")


def rich_text(source: str | None, targets) -> dict:
    """Return `RichText` of what is stored; `targets` (see targets.py) knows the pages and documents."""
    reader = _Reader(targets)
    reader.feed(source or "")
    reader.close()
    nodes = [node for node in reader.nodes if not _is_empty(node)]
    return {"html": "".join(map(_html, nodes)), "nodes": nodes}


class _Reader(HTMLParser):
    def __init__(self, targets):
        super().__init__()
        self.targets = targets
        self.nodes: list[dict] = []
        self.marks: list[str] = []
        # Where text goes: the children of a paragraph, a heading, an item or a link; and the lists around it.
        self.inline: list[dict] | None = None
        self.around_link: list[dict] | None = None
        self.lists: list[dict] = []

    def handle_starttag(self, tag, attrs):
        if tag in MARKS:
            self.marks.append(MARKS[tag])
        elif tag == "a":
            self._open_link(dict(attrs))
        elif tag == "br":
            self._children().append({"type": "line_break"})
        elif tag == "p" and not self.lists:
            self._open_block({"type": "paragraph", "children": []})
        elif tag in HEADINGS and not self.lists:
            self._open_block({"type": "heading", "level": HEADINGS[tag], "children": []})
        elif tag in {"ul", "ol"}:
            self._open_list(ordered=tag == "ol")
        elif tag == "li" and self.lists:
            self._open_item()
        elif tag == "hr" and not self.lists:
            self.nodes.append({"type": "rule"})
            self.inline = None

    def handle_endtag(self, tag):
        if tag in MARKS and MARKS[tag] in self.marks:
            self.marks.remove(MARKS[tag])
        elif tag == "a" and self.around_link is not None:
            self.inline, self.around_link = self.around_link, None
        elif tag in {"ul", "ol"} and self.lists:
            self.lists.pop()
            self._end_inline()
        elif tag == "li" or (tag in {"p", *HEADINGS} and not self.lists):
            self._end_inline()

    def handle_data(self, data):
        if self.inline is None and not data.strip():
            return
        self._children().append({"type": "text", "text": data, "marks": sorted(set(self.marks))})

    def _children(self) -> list[dict]:
        """Where text goes now; text outside of everything begins a paragraph."""
        if self.inline is None:
            if self.lists:
                self._open_item()
            else:
                self._open_block({"type": "paragraph", "children": []})
        return self.inline

    def _open_block(self, node: dict) -> None:
        self._end_inline()
        self.nodes.append(node)
        self.inline = node["children"]

    def _open_list(self, ordered: bool) -> None:
        node = {"type": "list", "ordered": ordered, "items": []}
        if self.lists and self.lists[-1]["items"]:
            self.lists[-1]["items"][-1]["lists"].append(node)
        else:
            self.nodes.append(node)
        self._end_inline()
        self.lists.append(node)

    def _open_item(self) -> None:
        self._end_inline()
        item = {"children": [], "lists": []}
        self.lists[-1]["items"].append(item)
        self.inline = item["children"]

    def _end_inline(self) -> None:
        self.inline = self.around_link = None

    def _open_link(self, attrs: dict) -> None:
        link = _link(attrs, self.targets)
        if link is None or self.around_link is not None:
            return
        children = self._children()
        children.append(link)
        self.around_link, self.inline = children, link["children"]


def _link(attrs: dict, targets) -> dict | None:
    """Return the link, or None where no citizen could follow it."""
    kind, key = attrs.get("linktype"), attrs.get("id") or ""
    if kind in {"page", "document"}:
        pk = int(key) if key.isdecimal() else 0
        url = targets.page_url(pk) if kind == "page" else targets.document_url(pk)
        return url and _link_node(kind, url, targets.page_id(pk) if kind == "page" else pk)
    href = attrs.get("href") or ""
    if href.startswith("#"):
        return _link_node("anchor", href)
    if href.startswith("/"):
        return _link_node("external", targets.absolute(href))
    kind = LINK_KINDS.get(href.partition(":")[0].lower())
    return kind and _link_node(kind, href)


def _link_node(kind: str, url: str, pk: int | None = None) -> dict:
    return {"type": "link", "kind": kind, "url": url, "target_id": pk, "children": []}


def _is_empty(node: dict) -> bool:
    return node.get("children") == [] or node.get("items") == []


def _html(node: dict) -> str:
    inner = "".join(map(_html, node.get("children", ())))
    match node["type"]:
        case "text":
            return _marked(node)
        case "line_break":
            return "<br>"
        case "rule":
            return "<hr>"
        case "link":
            return f'<a href="{escape(node["url"])}">{inner}</a>'
        case "list":
            return _list_html(node)
        case "heading":
            return f"<h{node['level']}>{inner}</h{node['level']}>"
    return f"<p>{inner}</p>"


def _marked(node: dict) -> str:
    text = str(escape(node["text"]))
    for mark in node["marks"]:
        text = f"<b>{text}</b>" if mark == "bold" else f"<i>{text}</i>"
    return text


def _list_html(node: dict) -> str:
    tag = "ol" if node["ordered"] else "ul"
    items = (f"<li>{''.join(map(_html, [*item['children'], *item['lists']]))}</li>" for item in node["items"])
    return f"<{tag}>{''.join(items)}</{tag}>"
