from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from django.views.static import serve

from cms.common.colour import validate_accent
from cms.media.downloads import HEADERS
from cms.media.tree import PICTURES, RENDITIONS

from .admin_colours import admin_colours

keep_for_ever = cache_control(public=True, max_age=31_536_000, immutable=True)


@keep_for_ever
def design(request, colour: str) -> HttpResponse:
    """A town's colour as a separate stylesheet, since the content security policy forbids inline styles."""
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
    """A picture below the folder of renditions, never outside of it. nginx serves them in the same way."""
    response = serve(request, path, document_root=Path(settings.MEDIA_ROOT) / RENDITIONS)
    if response.headers.get("Content-Type") not in PICTURES:
        response["Content-Type"] = "application/octet-stream"
    for name, value in HEADERS.items():
        response[name] = value
    return response
