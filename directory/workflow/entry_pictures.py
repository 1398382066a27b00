"""The picture of an entry that its maintainer sends: compared, accepted into the library, or forgotten."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.media.models import SiteImage

from ..entry_changes.comparison import Row
from ..entry_changes.diff import Change
from ..entry_changes.snapshot import PICTURE_FIELDS
from ..models import EntryPicture, EntryProposal, OrganisationPage
from .sent_pictures import SHOWN, put_in_library

# The key of what was sent, in the data of a draft.
KEY = "picture_key"
# What was sent and is in no draft yet: the same request stores both.
WRITTEN_WITHIN = timedelta(days=1)
# As long as an older version of the page may come back.
REPLACED_KEPT = timedelta(days=90)


def into_library(page: OrganisationPage, changes: Iterable[Change]) -> list[Change]:
    """Put the pictures among accepted changes into the library. Raise ValidationError, PictureAwayError."""
    return [_in_library(page, change) if _is_sent(change) else change for change in changes]


def with_pictures(rows: Iterable[Row], url_of: Callable[[EntryPicture], str]) -> list[Row]:
    """Add what a comparison shows; `url_of` says where those who look may see what is in no library yet."""
    return [replace(row, pictures=_sides(row, url_of)) if _is_picture(row.change) else row for row in rows]


def forget_refused(page_ids: Iterable[int]) -> int:
    """Delete what was sent for these entries and no draft or proposal asks for any more; return how many."""
    return _forget_unnamed(EntryPicture.objects.filter(page__in=list(page_ids), image=None))


def forget_unused_pictures() -> int:
    """The same for all entries, and what no entry has shown for long, also in the library."""
    now = timezone.now()
    shown = OrganisationPage.objects.filter(logo=OuterRef("image"))
    replaced = EntryPicture.objects.filter(~Exists(shown), image__isnull=False)
    old = replaced.filter(created_at__lt=now - REPLACED_KEPT).delete()[1]
    waiting = EntryPicture.objects.filter(image=None, created_at__lt=now - WRITTEN_WITHIN)
    return old.get(EntryPicture._meta.label, 0) + _forget_unnamed(waiting)


def _forget_unnamed(pictures) -> int:
    found = dict(pictures.values_list("key", "page_id"))
    undecided = [EntryProposal.Status.DRAFT, EntryProposal.Status.SENT]
    proposals = EntryProposal.objects.filter(page__in=set(found.values()), status__in=undecided)
    named = {key for proposal in proposals for key in _keys_in(proposal)}
    unnamed = [key for key in found if str(key) not in named]
    return EntryPicture.objects.filter(key__in=unnamed).delete()[1].get(EntryPicture._meta.label, 0)


def _keys_in(proposal: EntryProposal) -> list[str]:
    wanted = (proposal.wanted.get(name) for name in PICTURE_FIELDS)
    return [*proposal.data.get(KEY, []), *(each["sent"] for each in wanted if isinstance(each, dict))]


def _is_picture(change: Change) -> bool:
    return not change.relation and change.unit.name in PICTURE_FIELDS


def _is_sent(change: Change) -> bool:
    return _is_picture(change) and isinstance(change.after[change.unit.name], dict)


def _in_library(page: OrganisationPage, change: Change) -> Change:
    name = change.unit.name
    said = change.after[name]
    picture = EntryPicture.objects.filter(page=page, key=said["sent"]).first()
    if picture is None:
        raise ValidationError(_("The picture is not there any more. Please ask the maintainer for it."))
    image = put_in_library(picture, title=page.title, description=said["description"], author=said["author"])
    return replace(change, after={name: image.pk})


def _sides(row: Row, url_of: Callable[[EntryPicture], str]) -> tuple[dict, ...]:
    name = row.change.unit.name
    labelled = ((_("Picture so far"), row.change.before[name]), (_("New picture"), row.change.after[name]))
    sides = ((label, _shown(value, url_of)) for label, value in labelled)
    return tuple(shown | {"label": label} for label, shown in sides if shown)


def _shown(value, url_of: Callable[[EntryPicture], str]) -> dict | None:
    if isinstance(value, dict):
        picture = EntryPicture.objects.filter(key=value["sent"]).defer("content").first()
        return picture and {"url": url_of(picture), "width": picture.width, "height": picture.height}
    image = SiteImage.objects.filter(pk=value).first() if value else None
    made = image and image.get_rendition(SHOWN)
    return made and {"url": made.url, "width": made.width, "height": made.height}
