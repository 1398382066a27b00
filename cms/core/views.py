from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.views.decorators.cache import cache_control

from .colour import validate_accent


@cache_control(public=True, max_age=31_536_000, immutable=True)
def design(request, colour: str) -> HttpResponse:
    """A town's colour as a stylesheet of its own, since the security policy allows no inline style."""
    try:
        validate_accent(f"#{colour}")
    except ValidationError as error:
        raise Http404 from error
    return HttpResponse(f":root{{--accent:#{colour}}}\n", content_type="text/css; charset=utf-8")
