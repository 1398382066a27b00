"""Pages and documents that are open to some people only: by a shared password, or to those who sign in."""

from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from wagtail.documents.views import serve as document_views
from wagtail.models import CollectionViewRestriction, Page, PageViewRestriction
from wagtail.views import authenticate_with_password

from cms.common.client_address import count_recent
from cms.common.own_origin import is_sent_by_another_site

MOST_WRONG_PASSWORDS = 10
WITHIN = timedelta(minutes=15)


@csrf_exempt
@never_cache
def enter_page_password(request: HttpRequest, page_view_restriction_id: int, page_id: int) -> HttpResponse:
    page = get_object_or_404(Page.objects.live(), pk=page_id)
    restriction = get_object_or_404(PageViewRestriction, pk=page_view_restriction_id)
    if restriction not in page.get_view_restrictions():
        raise Http404
    if request.method != "POST":
        # Somebody pressed Enter in the address bar. The page itself asks, and knows where to go on.
        return redirect(page.get_url(request) or "/")
    return _check(request, restriction, lambda: authenticate_with_password(request, restriction.pk, page.pk))


@csrf_exempt
@never_cache
def enter_document_password(request: HttpRequest, restriction_id: int) -> HttpResponse:
    restriction = get_object_or_404(CollectionViewRestriction, pk=restriction_id)
    if request.method != "POST":
        return redirect("/")
    view = document_views.authenticate_with_password
    return _check(request, restriction, lambda: view(request, restriction.pk))


def _check(request: HttpRequest, restriction, view: Callable[[], HttpResponse]) -> HttpResponse:
    """Wagtail's view, with a limit on wrong passwords. Right ones do not count: a school may share one address.

    As with our forms, the origin protects it instead of a cookie.
    """
    if is_sent_by_another_site(request):
        return render(request, "403_csrf.html", status=403)
    action = f"{restriction._meta.model_name}-{restriction.pk}"
    if count_recent(request, action, WITHIN, count=0) >= MOST_WRONG_PASSWORDS:
        return _too_many_tries(request)
    response = view()
    if response.status_code == 200:
        count_recent(request, action, WITHIN)
    return response


def _too_many_tries(request: HttpRequest) -> HttpResponse:
    minutes = int(WITHIN.total_seconds() // 60)
    response = render(request, "too_many_tries.html", {"minutes": minutes}, status=429)
    response["Retry-After"] = str(minutes * 60)
    return response


@never_cache
def to_sign_in(request: HttpRequest) -> HttpResponse:
    """Replaces Wagtail's login for private pages, which accepted the password alone."""
    if request.user.is_authenticated:
        return render(request, "not_for_this_account.html", status=403)
    return redirect(f"{settings.LOGIN_URL}?{urlencode({'next': request.GET.get('next', '/')})}")
