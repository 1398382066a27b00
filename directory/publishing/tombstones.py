"""What remains of an entry when its public record is deleted."""

from uuid import UUID

from django.db.models import QuerySet

from cms.towns.scope import town_of

from ..models import Maintainership, PublicEntry, Tombstone

Reason = Tombstone.Reason
# Entries can be merged repeatedly; a cycle, which should never occur, must not loop forever.
LONGEST_CHAIN = 20


def bury(record: PublicEntry) -> Tombstone:
    """Keep the key of a record that is about to be deleted. An alias from a merge stays one."""
    grave, _is_new = Tombstone.objects.get_or_create(
        public_id=record.public_id, defaults={"reason": _reason_of(record), "site": town_of(record.directory)}
    )
    return grave


def _reason_of(record: PublicEntry) -> str:
    is_expired = Maintainership.objects.filter(page=record.page_id, hidden_on__isnull=False).exists()
    return Reason.EXPIRED if is_expired else Reason.WITHDRAWN


def find_successor(entries: QuerySet[PublicEntry], public_id: UUID) -> UUID | None:
    """Return the key of the one of these entries into which an entry was finally merged."""
    seen, key = set(), public_id
    while key not in seen and len(seen) < LONGEST_CHAIN:
        seen.add(key)
        key = Tombstone.objects.filter(public_id=key).values_list("merged_into", flat=True).first()
        if key is None:
            return None
        if entries.filter(public_id=key).exists():
            return key
    return None
