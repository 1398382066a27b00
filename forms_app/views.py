from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views import csrf

from cms.core.routing import find_route

from .models import FormPage
from .serving import serve_again


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Give a person whose cookie was missing or old her form back, with everything she wrote."""
    page = _form_page(request)
    if page is None:
        return csrf.csrf_failure(request, reason)
    message = _(
        "Your browser did not send the cookie that protects this form. Nothing is lost; please send again."
    )
    response = serve_again(page, request, message, status=403)
    return response.render()


def _form_page(request: HttpRequest) -> FormPage | None:
    match = request.resolver_match
    if match is None or match.url_name != "wagtail_serve":
        return None
    route = request._wagtail_route_for_request = find_route(request, match.args[0] if match.args else "")
    page = route.page if route else None
    if not isinstance(page, FormPage) or page.get_view_restrictions().exists():
        return None
    return page
