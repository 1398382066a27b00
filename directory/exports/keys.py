"""Keys of the parts of an entry: the same every time, whatever order the parts stand in."""

from collections import Counter
from collections.abc import Iterator
from uuid import UUID, uuid5

from ..documents import offers_of

# Offers that are over are not shown anywhere.
SHOWN = {"active", "pausing"}


def services_of(document: dict) -> Iterator[tuple[int | None, str]]:
    """Yield (number among the shown offers, key of the service).

    An entry without an offer is one service of its own; its number is None.
    """
    offers = offers_of(document, SHOWN)
    if not offers:
        yield None, part_key(document["public_id"], "service")
    for number, offer in enumerate(offers):
        yield number, offer["key"]


def part_key(owner: str, kind: str, name: str = "") -> str:
    """Return a UUID (version 5) of a part that has no key of its own; it changes only with the part's name."""
    return str(uuid5(UUID(owner), f"{kind}:{_plain(name)}"))


def keyed(owner: str, kind: str, names: list[str]) -> list[str]:
    """Return the keys of all parts of one kind; those of the same name are counted."""
    seen: Counter = Counter()
    keys = []
    for name in names:
        seen[_plain(name)] += 1
        number = seen[_plain(name)]
        keys.append(part_key(owner, kind, name if number == 1 else f"{name}#{number}"))
    return keys


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
