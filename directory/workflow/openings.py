"""Renews or ends a call for volunteers at once; only its last day changes."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from ..entry_changes.apply import publish_changes
from ..entry_changes.diff import Change, Kind
from ..entry_changes.diff_fields import ROW_UNITS
from ..entry_changes.snapshot import row_id
from ..models import Opening, OrganisationPage
from ..models.openings import default_end

LAST_DAY = next(unit for unit in ROW_UNITS["openings"] if unit.name == "valid_until")


@transaction.atomic
def renew_opening(opening: Opening, *, by=None) -> None:
    """Extend the call to three months from today. `by` is the user, or None for the maintainer."""
    _set_last_day(opening, max(default_end(), opening.valid_until), "directory.renew_opening", by)


@transaction.atomic
def close_opening(opening: Opening, *, by=None) -> None:
    """Hide the call. It stays in the entry, so that it can be renewed."""
    yesterday = timezone.localdate() - timedelta(days=1)
    _set_last_day(opening, min(yesterday, opening.valid_until), "directory.close_opening", by)


def _set_last_day(opening: Opening, day, action: str, by) -> None:
    page = OrganisationPage.objects.select_for_update(of=("self",)).get(pk=opening.page_id)
    before, after = opening.valid_until.isoformat(), day.isoformat()
    if before == after:
        return
    change = Change(
        Kind.CHANGED,
        "openings",
        row_id(opening),
        opening.title,
        LAST_DAY,
        before={"valid_until": before},
        after={"valid_until": after},
    )
    publish_changes(page.pk, [change], by=by)
    log(instance=page, action=action, user=by)
