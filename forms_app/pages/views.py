"""What is sent finds its form by the ticket: editors move, rename and close pages while people write."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from wagtail.models import Page

from cms.adapters.wagtail import keep_route
from cms.common.own_origin import is_sent_by_another_site
from cms.common.text_cleaning import cleaned_text
from cms.pages import routing

from ..intake.forms import TICKET
from ..intake.tickets import page_of_ticket
from ..models import FormPage
from . import form_views


@csrf_exempt
def serve(request: HttpRequest, path: str) -> HttpResponse:
    """Wagtail's pages; a form also at the address that it had when somebody opened it.

    A redirect to the new address would turn what was sent into a mere visit. Instead of Django's cookie, the ticket and
    the origin protect a form.
    """
    if request.method == "POST" and is_sent_by_another_site(request):
        return _refuse(request, path)
    page_id = _page_id_sent(request)
    if page_id is None:
        return routing.serve(request, path)
    page = _open_form(page_id, request)
    if page is None:
        return form_views.serve_closed(request)
    keep_route(request, page.route(request, []))
    return routing.serve(request, path)


def _refuse(request: HttpRequest, path: str) -> HttpResponse:
    """Return the form with all answers, for the person who really wrote them."""
    route = routing.find_route(request, path)
    page = _open_form(_page_id_sent(request) or (route and route.page.pk), request)
    if page is None:
        return render(request, "403_csrf.html", status=403)
    keep_route(request, page.route(request, []))
    message = _("Another website sent this. Please check it here, and send it again if you wrote it.")
    return form_views.serve_again(page, request, message, status=403)


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
