from django.http import HttpRequest


def route_of(request: HttpRequest | None) -> str:
    """The URL pattern that matched, such as "verzeichnis/<slug:slug>/", never the values in it."""
    match = getattr(request, "resolver_match", None)
    return match.route if match else ""
