"""What is left of an entry when its public record goes."""

from uuid import UUID

from django.db.models import QuerySet

from cms.core.towns import town_of

from .models import PublicEntry, Stewardship, Tombstone

Reason = Tombstone.Reason
# Entries can be merged again and again; a ring, which nothing should make, must not hold us for ever.
LONGEST_CHAIN = 20


def bury(record: PublicEntry) -> Tombstone:
    """Keep the key of a record that is about to go. One that staff merged is an alias already and stays one."""
    grave, _is_new = Tombstone.objects.get_or_create(
        public_id=record.public_id, defaults={"reason": _reason_of(record), "site": town_of(record.directory)}
    )
    return grave


def _reason_of(record: PublicEntry) -> str:
    is_expired = Stewardship.objects.filter(page=record.page_id, hidden_on__isnull=False).exists()
    return Reason.EXPIRED if is_expired else Reason.WITHDRAWN


def find_successor(entries: QuerySet[PublicEntry], public_id: UUID) -> UUID | None:
    """Return the key of the entry, one of these, into which an entry was merged at last."""
    seen, key = set(), public_id
    while key not in seen and len(seen) < LONGEST_CHAIN:
        seen.add(key)
        key = Tombstone.objects.filter(public_id=key).values_list("merged_into", flat=True).first()
        if key is None:
            return None
        if entries.filter(public_id=key).exists():
            return key
    return None
