"""Spam score of a submission. Nothing is dropped: high scores are filed as spam."""

import re
from dataclasses import dataclass

from .proof_of_work import Proof

LIMIT = 5
TRAPPED = 10
NO_PROOF = 2
BUSY = 2
MARKUP = 4
# One link is common; each further one counts.
PER_LINK = 2
MOST_FOR_LINKS = 6

_LINK = re.compile(r"https?://|\bwww\.", re.IGNORECASE)
_MARKUP = re.compile(r"<a\s|\[url|\[link", re.IGNORECASE)


@dataclass(frozen=True)
class Signs:
    """Signals about a submission besides its answers."""

    is_trapped: bool = False
    proof: Proof | None = None
    is_busy: bool = False


def score(answers: list[dict], *, is_trapped: bool, is_proven: bool, is_busy: bool) -> int:
    """Return points from 0; people without JavaScript get `NO_PROOF` of them, far below `LIMIT`."""
    text = "\n".join(answer["value"] for answer in answers)
    further_links = max(len(_LINK.findall(text)) - 1, 0)
    return sum(
        (
            TRAPPED * is_trapped,
            NO_PROOF * (not is_proven),
            BUSY * is_busy,
            MARKUP * bool(_MARKUP.search(text)),
            min(MOST_FOR_LINKS, PER_LINK * further_links),
        )
    )


def is_spam(points: int) -> bool:
    return points >= LIMIT
