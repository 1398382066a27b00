from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from django.views.static import serve

from .admin_colours import admin_colours
from .colour import validate_accent

RENDITIONS = "images"

keep_for_ever = cache_control(public=True, max_age=31_536_000, immutable=True)


@keep_for_ever
def design(request, colour: str) -> HttpResponse:
    """A town's colour as a stylesheet of its own, since the security policy allows no inline style."""
    return _stylesheet(f"--accent:#{_checked(colour)}")


@keep_for_ever
def admin_design(request, colour: str) -> HttpResponse:
    """The same for Wagtail's admin."""
    return _stylesheet(
        ";".join(
            f"--w-color-{name}-hue:{hue:.0f};"
            f"--w-color-{name}-saturation:{saturation:.0f}%;"
            f"--w-color-{name}-lightness:{lightness:.0f}%"
            for name, (hue, saturation, lightness) in admin_colours(f"#{_checked(colour)}").items()
        )
    )


def _checked(colour: str) -> str:
    try:
        validate_accent(f"#{colour}")
    except ValidationError as error:
        raise Http404 from error
    return colour


def _stylesheet(declarations: str) -> HttpResponse:
    return HttpResponse(f":root{{{declarations}}}\n", content_type="text/css; charset=utf-8")


@require_safe
def rendition(request, path: str) -> HttpResponse:
    """A file of the folder of renditions and, whatever the path says, of no other."""
    return serve(request, path, document_root=Path(settings.MEDIA_ROOT) / RENDITIONS)
