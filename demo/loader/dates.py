"""What clubs announce, and single days on which an offer is not as its rule says. Neither is part of a page."""

from datetime import datetime, timedelta

from cms.media.intake.reader.kinds import JPEG
from cms.media.models import SiteImage
from cms.recurrence.zone import BERLIN
from directory.models import OrganisationPage
from events.models import ChangedDay, DatePicture, PartnerEvent

from .data import CONTENT, ContentError, PageRecord, read_yaml
from .days import resolve_day
from .fields import fill
from .references import References
from .tree import PageTree

SOURCE = "dates.yaml"


def load_dates(new: list[PageRecord], references: References, tree: PageTree) -> int:
    """Load those of new entries: what stands there already belongs to the editors."""
    paths, content = {record.path for record in new}, read_yaml(CONTENT / SOURCE)
    dates = [each for each in content["dates"] if each["organisation"]["$page"] in paths]
    for values in dates:
        _announce(values, references)
    changed = [each for each in content["changed_days"] if each["organisation"] in paths]
    for values in changed:
        _change(values, tree)
    return len(dates) + len(changed)


def _announce(values: dict, references: References) -> None:
    date = PartnerEvent(state=PartnerEvent.State.PUBLIC)
    facts = {name: value for name, value in values.items() if name != "image"}
    try:
        fill(date, facts, references)
        if "image" in values:
            _illustrate(date, references.find(values["image"]))
    except ContentError as error:
        raise ContentError(f"{SOURCE}: {values['title']}: {error}") from error
    if date.first_date is None:
        # A rule says on which day it begins.
        date.first_date = date.schedule.first_day_from(resolve_day({"in_days": 0}))
    date.full_clean()
    date.save()


def _illustrate(date: PartnerEvent, image: SiteImage) -> None:
    """Show a picture of the library, as if the club had sent it."""
    size = {"width": image.width, "height": image.height}
    date.picture = DatePicture.objects.create(page=date.organisation, image=image, kind=JPEG, **size)
    date.picture_description, date.picture_author = image.description, image.author


def _change(values: dict, tree: PageTree) -> None:
    """Change the next date of the entry's first offer."""
    page = OrganisationPage.objects.get(pk=tree.get(values["organisation"]).pk)
    offer = page.offers.first()
    day = offer.schedule.first_day_from(resolve_day(values["from"]))
    changed = ChangedDay(series=offer.key, day=day, change=values["change"], reason=values["reason"])
    if later := values.get("days_later"):
        changed.new_start = datetime.combine(day + timedelta(days=later), offer.starts_at, BERLIN)
    changed.full_clean()
    changed.save()
