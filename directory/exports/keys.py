"""Keys of the parts of an entry: the same every time, whatever order the parts stand in."""

from collections import Counter
from collections.abc import Iterator
from uuid import UUID, uuid5

from ..documents import offers_of

# Offers that are over are not shown anywhere.
SHOWN = {"active", "pausing"}


def part_key(public_id: str, kind: str, name: str = "") -> str:
    """Return a UUID (version 5) of a part; it changes only when the part gets another name."""
    return str(uuid5(UUID(public_id), f"{kind}:{_plain(name)}"))


def keyed(public_id: str, kind: str, names: list[str]) -> list[str]:
    """Return the keys of all parts of one kind; those of the same name are counted."""
    seen: Counter = Counter()
    keys = []
    for name in names:
        seen[_plain(name)] += 1
        number = seen[_plain(name)]
        keys.append(part_key(public_id, kind, name if number == 1 else f"{name}#{number}"))
    return keys


def services_of(document: dict) -> Iterator[tuple[int | None, str]]:
    """Yield (number of the offer, key of the service).

    An entry without an offer is one service of its own; its number is None.
    """
    key = document["public_id"]
    offers = offers_of(document, SHOWN)
    if not offers:
        yield None, part_key(key, "service")
        return
    yield from enumerate(keyed(key, "offer", [offer["name"] for offer in offers]))


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
