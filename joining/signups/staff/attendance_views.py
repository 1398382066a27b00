"""Ticking at the door, on a phone. Each tick says who and what, so that two people never undo each other's."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from cms.common.text_cleaning import cleaned_data

from ..models import Places
from ..services.attendance import set_attended, sums
from .access import places_for
from .reading import coming_to
from .screens import SignupScreen
from .slot_actions import slot_actions

VALUES = {"yes": True, "no": False}


class SlotScreen(SignupScreen):
    """One slot of a form."""

    action = "change"

    def dispatch(self, request, *args, pk: int, **kwargs):
        self.places = places_for(request.user, pk, self.action)
        return super().dispatch(request, *args, **kwargs)

    def way(self):
        page = self.places.page
        return [{"url": reverse("who_comes", args=[page.pk]), "label": page.title}]

    def get_context_data(self, **kwargs):
        return super().get_context_data(places=self.places, page=self.places.page, **kwargs)


class AttendanceView(SlotScreen):
    page_title = _("Tick who is there")
    template_name = "signups/staff/attendance.html"

    def get_context_data(self, **kwargs):
        rows = coming_to(self.places)
        return super().get_context_data(
            rows=rows,
            sums=sums(self.places),
            in_words=in_words(self.places),
            actions=slot_actions(self.places),
            **kwargs,
        )

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        data = cleaned_data(request.POST)
        number, value = data.get("signup", ""), data.get("attended")
        if value not in VALUES:
            raise PermissionDenied
        if not (number.isdecimal() and len(number) < 19):
            raise Http404
        is_known = set_attended(self.places, int(number), VALUES[value])
        if "application/json" in request.headers.get("Accept", ""):
            return JsonResponse(_state(self.places), status=200 if is_known else 409)
        if not is_known:
            messages.warning(request, _now("This person is not signed up any more."))
        return redirect(f"{reverse('signup_attendance', args=[self.places.pk])}#wer-{number}")


def in_words(places: Places) -> str:
    found = sums(places)
    return _now("%(there)s of %(expected)s there") % {"there": found.there, "expected": found.expected}


def _state(places: Places) -> dict:
    """What others have ticked meanwhile, too."""
    ticked = places.signups.coming().exclude(attended=None).values_list("pk", "attended")
    return {"sum": in_words(places), "attended": dict(ticked)}
