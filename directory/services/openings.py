"""Renews or ends a call for volunteers at once: its last day is all that changes."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from ..models import Opening, OrganisationPage
from ..models.openings import default_end
from ..self_service.applying import publish_changes
from ..self_service.changes import Change, Kind
from ..self_service.facts import row_id
from ..self_service.units import ROW_UNITS

LAST_DAY = next(unit for unit in ROW_UNITS["openings"] if unit.name == "valid_until")


@transaction.atomic
def renew_opening(opening: Opening, *, by=None) -> None:
    """Show the call for three months from today. `by` is the user, or None for the keeper."""
    _set_last_day(opening, max(default_end(), opening.valid_until), "directory.renew_opening", by)


@transaction.atomic
def close_opening(opening: Opening, *, by=None) -> None:
    """Show the call no more. It stays in the entry, so that it can be renewed."""
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
