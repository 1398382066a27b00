"""What is sent finds its form by the ticket: editors move, rename and close pages while people write."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views import csrf
from wagtail.models import Page

from cms.core import routing
from cms.core.hostile_text import cleaned_text

from .forms import TICKET
from .models import FormPage
from .serving import serve_again, serve_closed
from .tickets import page_of_ticket


def serve(request: HttpRequest, path: str) -> HttpResponse:
    """Wagtail's pages; a form also at the address that it had when somebody opened it.

    A redirect to the new address would turn what was sent into a mere visit.
    """
    page_id = _page_id_sent(request)
    if page_id is None:
        return routing.serve(request, path)
    page = _open_form(page_id, request)
    if page is None:
        return serve_closed(request)
    request._wagtail_route_for_request = page.route(request, [])
    return routing.serve(request, path)


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
    route = routing.find_route(request, match.args[0] if match.args else "")
    page = _open_form(_page_id_sent(request) or route and route.page.pk, request)
    if page:
        request._wagtail_route_for_request = page.route(request, [])
    return page


def _page_id_sent(request: HttpRequest) -> int | None:
    if request.method != "POST":
        return None
    return page_of_ticket(cleaned_text(request.POST.get(TICKET, "")))


def _open_form(page_id: int | None, request: HttpRequest) -> FormPage | None:
    """Return the form of this page if it is published and not closed to this visitor."""
    page = Page.objects.live().filter(pk=page_id).specific().first()
    if not isinstance(page, FormPage):
        return None
    restrictions = page.get_view_restrictions()
    return page if all(each.accept_request(request) for each in restrictions) else None
