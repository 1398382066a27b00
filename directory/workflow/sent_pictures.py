"""Pictures that clubs send: taken in, shown in private, and put into the town's media library."""

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

from ..models import OrganisationPage
from ..models.sent_picture import SentPicture

KINDS = (k.JPEG, k.PNG, k.WEBP, k.HEIC)
LARGEST = 15_000_000
# Twice as wide as a page shows it.
PIXELS = 3_000_000
# Of one club, and in no library yet.
MOST_WAITING = 30
SHOWN = ROLES["half"].fallback


class TooManyPicturesError(Exception):
    """So many pictures of the club wait already."""


class PictureAwayError(Exception):
    """The media storage is down; nothing was changed."""


def keep_picture(model: type[SentPicture], page: OrganisationPage, upload: File) -> SentPicture:
    """Keep what a club sent: only its pixels. Raise TooManyPicturesError, ValidationError."""
    if model.objects.filter(page=page, image=None).count() >= MOST_WAITING:
        raise TooManyPicturesError
    taken = take(upload, KINDS, anew=True, pixels=PIXELS)
    taken.file.seek(0)
    width, height = taken.size
    return model.objects.create(
        page=page, content=taken.file.read(), kind=taken.kind, width=width, height=height
    )


def put_in_library(picture: SentPicture, *, title: str, description: str, author: str) -> SiteImage:
    """Put a picture that becomes public into the collection of its town, or give it its new words there.

    Raise PictureAwayError.
    """
    image = picture.image or SiteImage(
        file=picture.file, collection_id=_collection_of(picture.page), title=title[:255]
    )
    image.description, image.author = description, author
    try:
        image.save()
    except (OSError, ValidationError) as error:
        raise PictureAwayError from error
    picture.image, picture.content = image, b""
    picture.save()
    return image


def picture_response(picture: SentPicture) -> HttpResponse:
    """Show it to those who may see it before everybody does."""
    if picture.is_in_library:
        return redirect(picture.image.get_rendition(SHOWN).url)
    return HttpResponse(bytes(picture.content), content_type=picture.kind)


def _collection_of(page: OrganisationPage) -> int:
    town = TownSettings.for_site(town_of(page))
    return town.collection_id or get_root_collection_id()
