"""What a change of content means for the cache."""

from ..page_changes import PageChange, address_of
from .dependents import BELOW, OUTLINE, touched_by
from .outbox import note


def note_content_change(sender, keys: tuple[str, ...], **kwargs) -> None:
    """Listener of `content_changed`."""
    note(*keys)


def note_page_change(change: PageChange) -> None:
    page = change.page
    keys = {f"page-{page.pk}"}
    if change.is_outline:
        keys.add(f"{OUTLINE}-{page.pk}")
    if change.includes_below or (change.is_outline and not change.is_deleted):
        keys.add(f"{BELOW}-{page.pk}")
    addresses = {f"{change.old_address}*"} if change.old_address else set()
    if change.is_deleted:
        # Must be recorded now: later, its address and the references to it are gone.
        touched = touched_by(keys)
        keys |= touched.keys | ({"*"} if touched.is_everything else set())
        # Outside of every site, such as Wagtail's page of welcome once there is a home page, it had none.
        addresses |= {f"{address}*" for address in [address_of(page)] if address}
    note(*keys, addresses=addresses)
