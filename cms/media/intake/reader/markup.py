"""The XML inside office files: what runs, hides or fetches something, in elements, fields and formulas."""

import re
from functools import lru_cache
from xml.parsers import expat

from .addresses import is_remote, is_risky_link
from .refusal import Refused, Steps

DEEPEST_ELEMENT = 500
PIECE = 256 * 1024
# By the name of a part or its content type.
PROGRAMS = (
    "vbaproject",
    "basic/",
    "scripts/",
    "macros/",
    "activex",
    "macrosheet",
    "dialogsheet",
    "macroenabled",
)
# Relations to what would be loaded from elsewhere or belongs to another program; the last word of their type.
EMBEDDED = {"oleobject", "control", "activexcontrolbinary", "afchunk", "vbaproject", "xlmacrosheet"}
ELEMENTS = {
    "ddelink": "dde", "olelink": "dde", "dde-source": "dde", "dde-link": "dde", "dde-connection": "dde",
    "dde-connection-decl": "dde", "oleobject": "embedded", "object-ole": "embedded", "applet": "program",
    "plugin": "program", "event-listener": "program", "script": "program", "encryption-data": "password",
    "webpr": "remote", "dbpr": "remote", "oledbpr": "remote", "datafeedpr": "remote",
}  # fmt: skip
# Elements whose address waits for a click. That of any other is loaded when the file opens.
LINKS = {"a", "hyperlink", "button", "area-rectangle", "area-circle", "area-polygon", "shape", "shapetype", "rect",
         "roundrect", "oval", "line", "polyline", "curve", "arc", "group"}  # fmt: skip
ADDRESSES = {"href", "src", "sourcefile"}
DDE = re.compile(r"\bDDE(AUTO)?\b|\bQUOTE(\s+\d+){3}", re.IGNORECASE)
LOADING_FIELD = re.compile(r"\b(INCLUDE|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|RD|DATABASE)\b", re.IGNORECASE)
LINK_FIELD = re.compile(r"\bHYPERLINK\b", re.IGNORECASE)
WORDS_OF_FIELD = re.compile(r'"([^"]*)"?|([^\s"]+)')
FORMULAS = {
    "f",
    "formula",
    "formula1",
    "formula2",
    "definedname",
    "calculatedcolumnformula",
    "totalsrowformula",
}
TEXT_IN_FORMULA = re.compile(r'"[^"]*"')
STARTING_FORMULA = re.compile(
    r"[\w.']\|(?:'[^']*'|[\w.]+)!|\b(?:RTD|CALL|REGISTER|REGISTER\.ID|EXEC|DDE|SQL\.REQUEST)\s*\(",
    re.IGNORECASE,
)
LOADING_FORMULA = re.compile(r"\b(?:WEBSERVICE|IMAGE)\s*\(", re.IGNORECASE)
LINK_IN_FORMULA = re.compile(r'\bHYPERLINK\s*\(\s*"([^"]*)"', re.IGNORECASE)
TABLE_IN_FORMULA = re.compile(r"'([^']+)'#")
# Actions of slides that start something.
SLIDE_ACTION = re.compile(r"ppaction://(program|macro|ole|hlinkfile)", re.IGNORECASE)


class Part:
    """Reads one XML part piece by piece. The words of a field may be split among many elements, with fields in them."""

    def __init__(self, steps: Steps, is_drawing: bool):
        self.steps, self.depth = steps, 0
        self.instructions, self.fields, self.formula = [], [[]], None
        self.is_instruction = False
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler, self.parser.EndElementHandler = self._start, self._end
        self.parser.CharacterDataHandler = self._text
        # Entities are how small files grow. Of document types, office programs write none, those for drawings do.
        self.parser.EntityDeclHandler = self._refuse
        if not is_drawing:
            self.parser.StartDoctypeDeclHandler = self._refuse

    def read(self, beginning: bytes, stream) -> None:
        self.parser.Parse(beginning)
        while piece := stream.read(PIECE):
            self.parser.Parse(piece)
        self.parser.Parse(b"", True)
        for field in self.fields:
            _check_field("".join(field))
        # A word may be made of what several fields give.
        _check_for_dde("".join(self.instructions))

    def _refuse(self, *_declaration) -> None:
        raise Refused("damaged")

    def _start(self, name: str, attributes: dict) -> None:
        self.steps.take()
        self.depth += 1
        if self.depth > DEEPEST_ELEMENT:
            raise Refused("costly")
        local = _local(name)
        if reason := ELEMENTS.get(local):
            raise Refused(reason)
        if local == "relationship":
            _check_relation(attributes)
        if attributes:
            self._check_attributes(local, {_local(key): value for key, value in attributes.items()})
        self.is_instruction = local in {"instrtext", "delinstrtext"}
        self.formula = [] if local in FORMULAS else None

    def _check_attributes(self, local: str, values: dict) -> None:
        kind = values.get("contenttype", "").casefold()
        if kind and any(word in kind for word in PROGRAMS):
            raise Refused("macro")
        if "action" in values and SLIDE_ACTION.search(values["action"]):
            raise Refused("program")
        for key in ADDRESSES & values.keys():
            is_wrong = is_risky_link if key == "href" and local in LINKS else is_remote
            if is_wrong(values[key]):
                raise Refused("remote")
        if "instr" in values:
            _check_field(values["instr"])
        if local == "fldchar":
            self._field_begins_or_ends(values.get("fldchartype", ""))
        if "formula" in values:
            _check_formula(values["formula"].removeprefix("of:="))

    def _field_begins_or_ends(self, kind: str) -> None:
        if kind == "begin":
            self.fields.append([])
        elif kind == "end" and len(self.fields) > 1:
            _check_field("".join(self.fields.pop()))

    def _end(self, _name: str) -> None:
        self.depth -= 1
        if self.formula:
            _check_formula("".join(self.formula))
        self.formula, self.is_instruction = None, False

    def _text(self, text: str) -> None:
        if self.formula is not None:
            self.formula.append(text)
        elif self.is_instruction:
            self.instructions.append(text)
            self.fields[-1].append(text)


def _check_for_dde(text: str) -> None:
    if DDE.search(text):
        raise Refused("dde")


def _check_field(text: str) -> None:
    _check_for_dde(text)
    if LOADING_FIELD.search(text):
        is_wrong = is_remote
    elif LINK_FIELD.search(text):
        is_wrong = is_risky_link
    else:
        return
    words = (quoted or plain for quoted, plain in WORDS_OF_FIELD.findall(text))
    if any(is_wrong(word.replace("\\\\", "\\")) or is_wrong(word) for word in words):
        raise Refused("remote")


def _check_formula(formula: str) -> None:
    if STARTING_FORMULA.search(TEXT_IN_FORMULA.sub("", formula)):
        raise Refused("dde")
    loads = LOADING_FORMULA.search(formula) or any(map(is_remote, TABLE_IN_FORMULA.findall(formula)))
    if loads or any(map(is_risky_link, LINK_IN_FORMULA.findall(formula))):
        raise Refused("remote")


def _check_relation(attributes: dict) -> None:
    kind = attributes.get("Type", "").rsplit("/", 1)[-1].casefold()
    if kind in EMBEDDED:
        raise Refused("embedded")
    is_wrong = is_risky_link if kind == "hyperlink" else is_remote
    if is_wrong(attributes.get("Target", "")):
        raise Refused("remote")


@lru_cache(4096)
def _local(name: str) -> str:
    return name.rpartition(":")[2].casefold()
