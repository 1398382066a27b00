"""How much a submission looks like advertising. Nothing is dropped: what scores high is filed as spam."""

import re
from dataclasses import dataclass

from .proof_of_work import Proof

LIMIT = 5
TRAPPED = 10
NO_PROOF = 2
BUSY = 2
MARKUP = 4
# One link is what people send; each further one counts.
PER_LINK = 2
MOST_FOR_LINKS = 6

_LINK = re.compile(r"https?://|\bwww\.", re.IGNORECASE)
_MARKUP = re.compile(r"<a\s|\[url|\[link", re.IGNORECASE)


@dataclass(frozen=True)
class Signs:
    """What was noticed about a sending, besides its answers."""

    is_trapped: bool = False
    proof: Proof | None = None
    is_busy: bool = False


def score(answers: list[dict], *, is_trapped: bool, is_proven: bool, is_busy: bool) -> int:
    """Return points from 0; people without JavaScript have `NO_PROOF` of them and are far from `LIMIT`."""
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
