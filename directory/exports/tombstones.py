"""Keys of entries that are public no more, so that whoever copied them deletes them, too."""

from collections.abc import Iterator

from ..models import PublicEntry, Tombstone
from .records import json_bytes
from .source import PIECE, Source


def tombstones(source: Source) -> Iterator[bytes]:
    """Return all tombstones, the newest first; an entry that is public again is none."""
    yield b'{"licence":' + json_bytes(source.licence.url) + b',"deleted":['
    before = b"\n"
    for stone in public_tombstones(source.site).iterator(PIECE):
        yield before + json_bytes(_stone(stone))
        before = b",\n"
    yield b"\n]}\n"


def public_tombstones(site):
    back_again = PublicEntry.objects.values("public_id")
    return Tombstone.objects.of_town(site).exclude(public_id__in=back_again).order_by("-removed_at", "pk")


def _stone(stone: Tombstone) -> dict:
    return {
        "id": str(stone.public_id),
        "reason": stone.reason,
        "merged_into": stone.merged_into and str(stone.merged_into),
        "removed_at": stone.removed_at.isoformat(),
    }
