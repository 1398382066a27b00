"""What a table can be about. A kind brings its columns, its work on rows and its words; the way from upload to undo is
the same for all. Apps above the directory register theirs in `wiring.py`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from wagtail.models import Site

from cms.common.registry import Registry

from ..models import ImportRow, ImportRun
from .checking import Checking
from .fields import FieldSet


@dataclass(frozen=True)
class Made:
    """What came of a row, for the lists of the screens."""

    title: str
    url: str
    state: str


@dataclass(frozen=True)
class Wording:
    """What the screens say. Functions get a number."""

    label: str
    # Which columns nobody can do without.
    needed: str
    import_button: Callable[[int], str]
    # What follows from the import, before and after it.
    promise: str
    outcome: str
    imported: Callable[[int], str]
    # The button for a row that looks as if it were there already.
    take_button: str
    undo: Callable[[int], str]
    undo_button: Callable[[int], str]
    undone: Callable[[int], str]
    why_kept: str


@dataclass(frozen=True)
class OpenName:
    """Somebody whom many rows name and whom the directory does not know, to be decided about once.

    `choices` are {decision: name of an entry}; `decision` is what was decided, "" for nothing yet.
    """

    key: str
    written: str
    rows: list[int]
    choices: dict[str, str]
    decision: str = ""


@dataclass(frozen=True)
class TableKind:
    """`importing` and `undoing` are made with a run and have `some(run)`, which does one chunk (see `running`)."""

    name: str
    fields: FieldSet
    words: Wording
    checking: type[Checking]
    importing: type
    undoing: type
    # The rows that an undo leaves as they are.
    worked_on: Callable[[ImportRun], list[ImportRow]]
    # What came of rows, by their numbers.
    made: Callable[[list[ImportRow]], dict[int, Made]]
    # A row field by field, beside the entries that its messages name.
    lines: Callable[[ImportRun, ImportRow, list], list]
    # Whether a user may import into a directory, which needs the permission to import at all.
    may_import: Callable[[object, object], bool]
    # Examples for the template that depend on the town, by field.
    examples: Callable[[Site | None], dict[str, str]] = lambda town: {}
    # The names that are decided about once, and the decision for the name of an entry that somebody types.
    open_names: Callable[[ImportRun], list[OpenName]] = lambda run: []
    decision_for: Callable[[ImportRun, str], str | None] = lambda run, name: None
    # Whether what is imported can be ticked and published.
    makes_pages: bool = False
    template_name: str = ""
    # Where it stands among others.
    order: int = 0


# The decision about a name to leave out its rows.
LEAVE = "leave"
KINDS: Registry[str, TableKind] = Registry()
