"""Stable keys for parts of an entry, independent of their order."""

from collections import Counter
from collections.abc import Iterator
from uuid import UUID, uuid5

from .entry_document import offers_of

# Ended offers are shown nowhere.
SHOWN = {"active", "pausing"}


def services_of(document: dict) -> Iterator[tuple[int | None, str, dict | None]]:
    """Yield (number among the shown offers, key of the service, offer).

    An entry without an offer is one service itself, without a number.
    """
    offers = offers_of(document, SHOWN)
    if not offers:
        yield None, part_key(document["public_id"], "service"), None
    for number, offer in enumerate(offers):
        yield number, offer["key"], offer


def part_key(owner: str, kind: str, name: str = "") -> str:
    """Return a UUID (version 5) for a part that has no key of its own; it changes only with the part's name."""
    return str(uuid5(UUID(owner), f"{kind}:{_plain(name)}"))


def keyed(owner: str, kind: str, names: list[str]) -> list[str]:
    """Return the keys of all parts of one kind; those with the same name are numbered."""
    seen: Counter = Counter()
    keys = []
    for name in names:
        seen[_plain(name)] += 1
        number = seen[_plain(name)]
        keys.append(part_key(owner, kind, name if number == 1 else f"{name}#{number}"))
    return keys


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
