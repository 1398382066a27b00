"""Pictures with clubs' dates: kept in private until the office accepts them, then part of the media library."""

from django.core.exceptions import ValidationError
from django.core.files import File
from django.http import HttpResponse
from django.shortcuts import redirect
from wagtail.models import get_root_collection_id

from cms.media.intake.reader import kinds as k
from cms.media.intake.taking import take
from cms.media.models import SiteImage
from cms.media.picture_sizes import ROLES
from cms.towns.models import TownSettings
from cms.towns.scope import town_of
from directory.models import OrganisationPage

from ..models import DatePicture, PartnerEvent

KINDS = (k.JPEG, k.PNG, k.WEBP, k.HEIC)
LARGEST = 15_000_000
# Twice as wide as the page of a date shows it.
PIXELS = 3_000_000
# Of one club, and in no library yet.
MOST_WAITING = 30
SHOWN = ROLES["half"].fallback


class TooManyPicturesError(Exception):
    """So many pictures of the club wait already."""


class PictureAwayError(Exception):
    """The media storage is down; nothing was changed."""


def keep_picture(page: OrganisationPage, upload: File) -> DatePicture:
    """Keep what a club sent: only its pixels. Raise TooManyPicturesError, ValidationError."""
    if DatePicture.objects.filter(page=page, image=None).count() >= MOST_WAITING:
        raise TooManyPicturesError
    taken = take(upload, KINDS, anew=True, pixels=PIXELS)
    taken.file.seek(0)
    width, height = taken.size
    return DatePicture.objects.create(
        page=page, content=taken.file.read(), kind=taken.kind, width=width, height=height
    )


def show_picture(event: PartnerEvent) -> None:
    """Put the picture of a date that becomes public into the library, or give it its new words there.

    Raise PictureAwayError.
    """
    picture = event.picture
    if picture is None:
        return
    image = picture.image or SiteImage(
        file=picture.file, collection_id=_collection(event), title=_title(event)
    )
    image.description, image.author = event.picture_description, event.picture_author
    try:
        image.save()
    except (OSError, ValidationError) as error:
        raise PictureAwayError from error
    picture.image, picture.content = image, b""
    picture.save()


def picture_response(picture: DatePicture) -> HttpResponse:
    """Show it to those who may see it before everybody does."""
    if picture.is_in_library:
        return redirect(picture.image.get_rendition(SHOWN).url)
    return HttpResponse(bytes(picture.content), content_type=picture.kind)


def forget_unused_pictures() -> int:
    """Delete what no date shows any more, also in the library; return how many."""
    unused = DatePicture.objects.unused()
    return unused.delete()[1].get(DatePicture._meta.label, 0)


def _title(event: PartnerEvent) -> str:
    return f"{event.title} ({event.organisation.title})"[:255]


def _collection(event: PartnerEvent) -> int:
    town = TownSettings.for_site(town_of(event.organisation))
    return town.collection_id or get_root_collection_id()
