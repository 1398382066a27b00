"""What the worker does for pictures and documents."""

import logging
from datetime import timedelta

from django.core.files.storage import default_storage
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import UploadedFile

from .caching import refresh_content
from .jobs import job, wake
from .leftovers import delete_leftovers
from .media_storage import StorageAwayError
from .models import SiteImage
from .models.pictures import FAULTS
from .picture_sizes import is_on_this_machine

log = logging.getLogger(__name__)
# Far less than the lock of a job lasts.
MOST_AT_ONCE = 40
KEEP_UPLOADS = timedelta(days=7)


def makes_ahead() -> bool:
    """Where files lie on this machine, pictures that nobody has changed since are made when they are asked for."""
    return not is_on_this_machine(default_storage)


@job(
    "make-sizes",
    every=timedelta(minutes=5),
    label=_("Make the sizes of pictures"),
    counts={"pictures": _("pictures"), "failed": _("pictures that cannot be read")},
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
    """Make what is missing and note it; raises StorageAwayError, since then no other picture can be made either."""
    state = SiteImage.Sizes.MADE
    try:
        image.make_sizes()
    except FAULTS as error:
        # Wagtail wraps what happens when it opens the original.
        if away := next(
            (each for each in (error, error.__cause__) if isinstance(each, StorageAwayError)), None
        ):
            raise away from error
        log.warning("Sizes of picture %s cannot be made: %s", image.pk, type(error).__name__)
        state = SiteImage.Sizes.FAILED
    # Unless another file has taken its place meanwhile.
    SiteImage.objects.filter(pk=image.pk, file=image.file.name).update(sizes=state)
    return state == SiteImage.Sizes.MADE


@job(
    "delete-leftovers",
    every=timedelta(minutes=10),
    label=_("Delete files that the media storage could not delete"),
    counts={"files": _("files deleted")},
)
def delete_left_files() -> dict[str, int]:
    return {"files": delete_leftovers()}


@job(
    "forget-uploads",
    every=timedelta(days=1),
    label=_("Delete uploads that nobody finished"),
    counts={"files": _("files deleted")},
)
def forget_uploads() -> dict[str, int]:
    """What editors dropped into the list of uploads and then left without its details."""
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
