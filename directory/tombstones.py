"""What is left of an entry when its public record goes."""

from .models import PublicEntry, Stewardship, Tombstone

Reason = Tombstone.Reason


def bury(record: PublicEntry) -> Tombstone:
    """Keep the key of a record that is about to go. One that staff merged is an alias already and stays one."""
    grave, _is_new = Tombstone.objects.get_or_create(
        public_id=record.public_id, defaults={"reason": _reason_of(record)}
    )
    return grave


def _reason_of(record: PublicEntry) -> str:
    is_expired = Stewardship.objects.filter(page=record.page_id, hidden_on__isnull=False).exists()
    return Reason.EXPIRED if is_expired else Reason.WITHDRAWN
