"""The sizes in which pictures are shown, and who makes them.

The worker makes them after an upload (`jobs`). Visitors never wait long: with local files a request makes a few
missing sizes itself; otherwise it shows a placeholder and asks the worker.
"""

from contextvars import ContextVar
from dataclasses import dataclass

from django.core.cache import cache
from django.http import HttpRequest

from cms.jobs.state import wake


@dataclass(frozen=True)
class Role:
    """The sizes for one place on a page: WebP from small to large, and a fallback for old browsers."""

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
# The social media image of a page.
SHARED = "fill-1200x630|format-jpeg"
TOWN_LOGO = "max-400x200|format-png"
# Wagtail's list of pictures.
LISTED = "max-165x165"
ALL_SPECS = (
    *dict.fromkeys(spec for role in ROLES.values() for spec in role.specs),
    SHARED,
    TOWN_LOGO,
    LISTED,
)

# Pixels of originals that one request may process, about two seconds' work.
MOST_PIXELS = 200_000_000
TOLD_EVERY = 300
LONGEST_WAIT = 0.3

_pixels_left: ContextVar[list[int] | None] = ContextVar("pixels_left", default=None)


class citizens_request:
    """Limits how many missing sizes are made inside the block. Editors, commands and jobs have no limit."""

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


def longest_wait() -> float:
    """Seconds to wait while another picture is being decoded; citizens see a placeholder instead. -1: no limit."""
    return -1 if _pixels_left.get() is None else LONGEST_WAIT


def is_on_this_machine(storage) -> bool:
    try:
        storage.path("")
    except NotImplementedError:
        return False
    return True


def ask_for(image) -> None:
    """Ask the worker for the missing sizes of a picture."""
    if cache.add(f"sizes-asked:{image.pk}", True, TOLD_EVERY):
        make_later(type(image).objects.filter(pk=image.pk))


def make_later(images) -> None:
    """Have the worker make the sizes of these pictures, except those whose file is unreadable."""
    if images.exclude(sizes=images.model.Sizes.FAILED).update(sizes=images.model.Sizes.DUE):
        wake_maker()


def wake_maker() -> None:
    wake("make-sizes")
