"""Changes as table rows: before and after in words, with differences marked."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from .diff import Change, Kind
from .words import texts_of

_WORD = re.compile(r"\s+|\w+|[^\w\s]")
# Comparing longer texts word by word takes too long; they are shown unmarked.
MOST_WORDS = 4000


@dataclass(frozen=True)
class Piece:
    """Consecutive words; `is_marked` if the other side does not have them."""

    text: str
    is_marked: bool = False


@dataclass(frozen=True)
class Row:
    """A change. `now` is set only if somebody else has changed the same since."""

    change: Change
    before: list[Piece]
    after: list[Piece]
    now: str | None
    # Filled in by whoever may show them: `{label, url, width, height}`.
    pictures: tuple[dict, ...] = ()

    @property
    def key(self) -> str:
        return self.change.key

    @property
    def title(self) -> str:
        return self.change.title

    @property
    def text_before(self) -> str:
        return "".join(piece.text for piece in self.before)

    @property
    def text_after(self) -> str:
        return "".join(piece.text for piece in self.after)

    @property
    def is_added(self) -> bool:
        return self.change.kind == Kind.ADDED

    @property
    def is_removed(self) -> bool:
        return self.change.kind == Kind.REMOVED


def rows_of(changes: Iterable[Change]) -> list[Row]:
    changes = list(changes)
    places = {each.row_id: each.row_name for each in changes if each.is_new_place}
    return [_row(change, places) for change in changes]


def _row(change: Change, places: dict[str, str]) -> Row:
    before, after, now = texts_of(change, places)
    old, new = marked(before, after)
    return Row(change, old, new, (now or "") if change.is_conflict else None)


def marked(before: str, after: str) -> tuple[list[Piece], list[Piece]]:
    """Return both texts in pieces, with the differences marked."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    if not old or not new or len(old) + len(new) > MOST_WORDS:
        return _whole(before), _whole(after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < 0.3:
        # Hardly any word is the same, so marks would be noise.
        return _whole(before), _whole(after)
    blocks = matcher.get_opcodes()
    left = [Piece("".join(old[a:b]), kind != "equal") for kind, a, b, _c, _d in blocks if a < b]
    right = [Piece("".join(new[c:d]), kind != "equal") for kind, _a, _b, c, d in blocks if c < d]
    return left, right


def _whole(text: str) -> list[Piece]:
    return [Piece(text)] if text else []
