"""The office puts many dates of clubs into the calendar at once, and takes them out again."""

from collections import Counter
from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from directory.models import OrganisationPage

from ..models import DateVersion, PartnerEvent
from ..models.date_version import facts_of
from ..publishing.projection import write_entries


@transaction.atomic
def enter_dates(events: list[PartnerEvent], *, by) -> None:
    """Store new dates as public, with a first version of each, and write the calendar once."""
    for event in events:
        event.state = PartnerEvent.State.PUBLIC
    PartnerEvent.objects.bulk_create(events)
    now = timezone.now()
    DateVersion.objects.bulk_create(
        DateVersion(
            event=event,
            page_id=event.organisation_id,
            state=DateVersion.State.PUBLIC,
            data=facts_of(event),
            sent_at=now,
            decided_at=now,
            decided_by=by,
        )
        for event in events
    )
    _tell(events, "enter_dates", by)


@transaction.atomic
def take_out(events: QuerySet[PartnerEvent], *, by) -> None:
    """Delete dates that nobody has worked on."""
    gone = list(events)
    events.delete()
    _tell(gone, "take_out_dates", by)


def _tell(events: Iterable[PartnerEvent], action: str, by) -> None:
    counts = Counter(event.organisation_id for event in events)
    write_entries(counts)
    for page in OrganisationPage.objects.filter(pk__in=counts):
        titles = [event.title for event in events if event.organisation_id == page.pk]
        title = titles[0] if len(titles) == 1 else _("%(n)d dates") % {"n": len(titles)}
        log(instance=page, action=f"events.{action}", user=by, data={"title": title})
