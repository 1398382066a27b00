from django.http import HttpRequest


def route_of(request: HttpRequest | None) -> str:
    """The pattern that answered a request, such as "verzeichnis/<slug:slug>/": never what stood in its place."""
    match = getattr(request, "resolver_match", None)
    return match.route if match else ""


def page_of(request: HttpRequest) -> int | None:
    """The number of the page that answered; all pages have the same route."""
    found = getattr(request, "_wagtail_route_for_request", None)
    return found[0].pk if found else None
