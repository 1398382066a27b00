"""Pictures with clubs' dates: kept in private until the office accepts them, then part of the media library."""

from functools import partial

from directory.workflow import sent_pictures

from ..models import DatePicture, PartnerEvent

keep_picture = partial(sent_pictures.keep_picture, DatePicture)


def show_picture(event: PartnerEvent) -> None:
    """Put the picture of a date that becomes public into the library, or give it its new words there.

    Raise PictureAwayError.
    """
    if event.picture is not None:
        sent_pictures.put_in_library(
            event.picture,
            title=f"{event.title} ({event.organisation.title})",
            description=event.picture_description,
            author=event.picture_author,
        )


def forget_unused_pictures() -> int:
    """Delete what no date shows any more, also in the library; return how many."""
    unused = DatePicture.objects.unused()
    return unused.delete()[1].get(DatePicture._meta.label, 0)
