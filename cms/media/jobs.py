"""Background jobs for pictures and documents, and what wakes them when a page becomes public."""

import logging
from datetime import timedelta

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, ReferenceIndex, UploadedFile

from cms.caching.content_version import refresh_content
from cms.jobs.registry import job
from cms.jobs.state import wake

from .models import SiteImage
from .pending_deletions import delete_pending
from .photos import FAULTS
from .picture_sizes import is_on_this_machine, make_later
from .storage_faults import StorageAwayError

log = logging.getLogger(__name__)
# Small enough to finish well within the job's lease.
MOST_AT_ONCE = 40
MOST_TRIES = 3
KEEP_UPLOADS = timedelta(days=7)


@job(
    "make-sizes",
    every=timedelta(minutes=5),
    label=_("Make the sizes of pictures"),
    counts={"pictures": _("pictures"), "failed": _("pictures that cannot be read")},
    counts_tries=True,
)
def make_sizes() -> dict[str, int]:
    due = list(SiteImage.objects.filter(sizes=SiteImage.Sizes.DUE).order_by("-pk")[:MOST_AT_ONCE])
    made = [image for image in due if make_sizes_of(image)]
    if made:
        refresh_content("images", *(f"image-{image.pk}" for image in made))
    if len(due) == MOST_AT_ONCE:
        wake("make-sizes")
    return {"pictures": len(made), "failed": len(due) - len(made)}


def make_sizes_of(image: SiteImage) -> bool:
    """Make missing sizes and record the result. Raises StorageAwayError, since no other picture would work either."""
    state = SiteImage.Sizes.MADE
    # Only if the file has not been replaced in the meantime.
    mine = SiteImage.objects.filter(pk=image.pk, file=image.file.name)
    if image.size_tries >= MOST_TRIES:
        log.error("Sizes of picture %s are given up: each try ended its process.", image.pk)
        mine.update(sizes=SiteImage.Sizes.FAILED)
        return False
    # Before the try, which this process may not survive.
    mine.update(size_tries=F("size_tries") + 1)
    try:
        image.make_sizes()
    except FAULTS as error:
        # Wagtail wraps errors from opening the original.
        if away := next(
            (each for each in (error, error.__cause__) if isinstance(each, StorageAwayError)), None
        ):
            mine.update(size_tries=0)
            raise away from error
        log.warning("Sizes of picture %s cannot be made: %s", image.pk, type(error).__name__)
        state = SiteImage.Sizes.FAILED
    mine.update(sizes=state, size_tries=0)
    return state == SiteImage.Sizes.MADE


@job(
    "delete-leftovers",
    every=timedelta(minutes=10),
    label=_("Delete files that the media storage could not delete"),
    counts={"files": _("files deleted")},
)
def delete_left_files() -> dict[str, int]:
    return {"files": delete_pending()}


@job(
    "forget-uploads",
    every=timedelta(days=1),
    label=_("Delete uploads that nobody finished"),
    counts={"files": _("files deleted")},
)
def forget_uploads() -> dict[str, int]:
    """Delete uploads whose details an editor never filled in."""
    deleted = 0
    for upload in UploadedFile.objects.all():
        try:
            is_old = upload.file.storage.get_modified_time(upload.file.name) < timezone.now() - KEEP_UPLOADS
        except FileNotFoundError:
            is_old = True
        if is_old:
            upload.file.delete(save=False)
            upload.delete()
            deleted += 1
    return {"files": deleted}


def makes_ahead() -> bool:
    """Whether sizes are made before anybody asks for them; with local files they are made on demand instead."""
    return not is_on_this_machine(default_storage)


def make_for_page(change) -> None:
    """Listener of page changes: prepares the pictures of a page that becomes public."""
    if change.is_public:
        transaction.on_commit(lambda: make_later(_pictures_of(change.page)))


def _pictures_of(page: Page) -> QuerySet[SiteImage]:
    references = ReferenceIndex.get_references_for_object(page)
    shown = [each.to_object_id for each in references if each.to_content_type.model_class() is SiteImage]
    return SiteImage.objects.filter(pk__in=shown, sizes=SiteImage.Sizes.UNKNOWN)
