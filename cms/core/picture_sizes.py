"""The sizes in which pictures are shown, and who makes them.

They are made after an upload, by the worker (`media_jobs`). A citizen never waits for much of it: a request makes a
few missing ones itself if the files lie on this machine; otherwise it shows a placeholder, and the worker is told.
"""

from contextvars import ContextVar
from dataclasses import dataclass

from django.core.cache import cache
from django.http import HttpRequest


@dataclass(frozen=True)
class Role:
    """What a place in a page needs: sizes as WebP, the smallest first, and one for browsers without it."""

    webp: tuple[str, ...]
    fallback: str

    @property
    def specs(self) -> tuple[str, ...]:
        return (*self.webp, self.fallback)


def _role(*operations: str, fallback: str = "jpeg") -> Role:
    webp = tuple(f"format-webp|{operation}" for operation in operations)
    return Role(webp, f"format-{fallback}|{operations[0]}")


ROLES = {
    "thumb": _role("fill-240x180", "fill-480x360"),
    "card": _role("fill-480x320", "fill-800x533"),
    "half": _role("width-480", "width-960"),
    "wide": _role("width-640", "width-1280"),
    "logo": _role("max-240x120", "max-480x240", fallback="png"),
}
# How a page looks where its address is shared.
SHARED = "fill-1200x630|format-jpeg"
TOWN_LOGO = "max-400x200|format-png"
# In Wagtail's list of pictures.
LISTED = "max-165x165"
ALL_SPECS = (
    *dict.fromkeys(spec for role in ROLES.values() for spec in role.specs),
    SHARED,
    TOWN_LOGO,
    LISTED,
)

# Pixels of the originals that one request may work through, about two seconds.
MOST_PIXELS = 200_000_000
TOLD_EVERY = 300

_pixels_left: ContextVar[list[int] | None] = ContextVar("pixels_left", default=None)


class citizens_request:
    """While it runs, missing sizes are made within bounds only. Editors, commands and jobs are not bound."""

    def __enter__(self):
        self.token = _pixels_left.set([MOST_PIXELS])

    def __exit__(self, *exc_info):
        _pixels_left.reset(self.token)


def is_citizens(request: HttpRequest) -> bool:
    return not request.path_info.startswith("/admin/") and not getattr(request, "is_preview", False)


def may_make(image, number: int) -> bool:
    left = _pixels_left.get()
    if left is None:
        return True
    if not is_on_this_machine(image.file.storage):
        return False
    left[0] -= image.width * image.height * number
    return left[0] >= 0


def is_on_this_machine(storage) -> bool:
    try:
        storage.path("")
    except NotImplementedError:
        return False
    return True


def ask_for(image) -> None:
    """Have the worker make the sizes of a picture that somebody misses."""
    if cache.add(f"sizes-asked:{image.pk}", True, TOLD_EVERY):
        make_later(type(image).objects.filter(pk=image.pk))


def make_later(images) -> None:
    """Let the worker make the sizes of these pictures; those without a readable file are left alone."""
    if images.exclude(sizes=images.model.Sizes.FAILED).update(sizes=images.model.Sizes.DUE):
        wake_maker()


def wake_maker() -> None:
    from .jobs import wake

    wake("make-sizes")


def make_for_page(change) -> None:
    """Listener of `page_changes`: what becomes public gets its pictures."""
    from django.db import transaction

    if change.is_public:
        transaction.on_commit(lambda: make_later(_pictures_of(change.page)))


def _pictures_of(page):
    from wagtail.models import ReferenceIndex

    from .models import SiteImage

    references = ReferenceIndex.get_references_for_object(page)
    shown = [each.to_object_id for each in references if each.to_content_type.model_class() is SiteImage]
    return SiteImage.objects.filter(pk__in=shown, sizes=SiteImage.Sizes.UNKNOWN)
