"""Whether another website made a browser send this, decided without a cookie, as Go's `http.CrossOriginProtection`."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.utils.http import is_same_domain


def is_sent_by_another_site(request: HttpRequest) -> bool:
    """Browsers say where a form was sent from; since 2020 each of them in `Sec-Fetch-Site` or `Origin`.

    An older one that names nothing at all is believed: without a cookie there is no permission to abuse.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site in {"same-origin", "none"}:
        return False
    origin = request.headers.get("Origin") or request.headers.get("Referer")
    return not _is_ours(origin, request) if origin else site is not None


def _is_ours(origin: str, request: HttpRequest) -> bool:
    """A hidden origin is the text "null" and nobody's."""
    try:
        scheme, host, *_rest = urlsplit(origin.lower())
    except ValueError:
        return False
    own = (request.scheme, request.get_host().lower())
    trusted = (urlsplit(each) for each in settings.CSRF_TRUSTED_ORIGINS)
    return (scheme, host) == own or any(
        scheme == each.scheme and is_same_domain(host, each.netloc.removeprefix("*")) for each in trusted
    )
