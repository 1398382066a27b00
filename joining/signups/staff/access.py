"""Who may see and do what with sign-ups: whoever may with the submissions of their form.

A date is one list in all languages. So the form in its first language decides, also about sign-ups in others.
"""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from cms.towns.scope import town_of
from forms_app.access import is_form_open_to, may

from ..models import Places, SignupPage


def pages_open_to(user) -> list[SignupPage]:
    """The forms in their first language that were published once."""
    with_places = SignupPage.objects.filter(places__isnull=False).distinct()
    return [page for page in with_places.order_by("title", "pk") if is_open_to(user, "view", page)]


def is_open_to(user, action: str, page: SignupPage) -> bool:
    town = town_of(page)
    return is_form_open_to(user, action, page=page.pk, site=town and town.pk)


def page_for(user, pk: int) -> SignupPage:
    """Raise PermissionDenied for those who handle no submissions, and Http404 for forms of others."""
    _demand(user, "view")
    page = get_object_or_404(SignupPage, pk=pk)
    if not is_open_to(user, "view", page):
        raise Http404
    return page


def places_for(user, pk: int, action: str) -> Places:
    """The same for one slot. What is left of a deleted form belongs to nobody but the inbox."""
    _demand(user, action)
    places = get_object_or_404(Places.objects.select_related("page").exclude(page=None), pk=pk)
    if not is_open_to(user, action, places.page):
        raise Http404
    return places


def _demand(user, action: str) -> None:
    if not may(user, action):
        raise PermissionDenied
