"""Who comes: all sign-up forms, one form with its slots, and what the organiser does on somebody's behalf."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import log

from cms.common.text_cleaning import cleaned_data
from forms_app.access import may

from ..models import Places, Signup
from ..services.by_hand import sign_up_by_hand
from ..services.moving import NoSuchPlacesError, cancel, put_first
from .access import is_open_to, page_for, pages_open_to, places_for
from .forms import ByHandForm
from .reading import SlotList, slot_lists
from .slot_actions import slot_actions


class SignupScreen(WagtailAdminTemplateMixin, TemplateView):
    header_icon = "group"
    page_title = _("Sign-ups")

    def get_breadcrumbs_items(self):
        first = {"url": reverse("signups"), "label": _now("Sign-ups")}
        return [*self.breadcrumbs_items, first, *self.way(), {"url": "", "label": self.get_page_title()}]

    def way(self) -> list[dict]:
        return []


class SignupsView(SignupScreen):
    """All forms that the user works on, those with a coming date first."""

    template_name = "signups/staff/forms.html"

    def dispatch(self, request, *args, **kwargs):
        if not may(request.user, "view"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs):
        pages = pages_open_to(self.request.user)
        found = {page.pk: [] for page in pages}
        for places in Places.objects.filter(page__in=pages).with_taken():
            found[places.page_id].append(places)
        now = timezone.now()
        rows = [
            {
                "page": page,
                "slots": found[page.pk],
                "is_past": all(_is_past(each, now) for each in found[page.pk]),
            }
            for page in pages
        ]
        rows.sort(key=lambda row: row["is_past"])
        return super().get_context_data(rows=rows, **kwargs)


def _is_past(places: Places, now) -> bool:
    return bool(places.over_at and places.over_at <= now)


class WhoComesView(SignupScreen):
    """One form: each slot with who comes, who has not confirmed yet, who waits, who does not come any more."""

    template_name = "signups/staff/who_comes.html"
    refused: tuple[int, ByHandForm] | None = None

    def dispatch(self, request, *args, pk: int, **kwargs):
        self.page = page_for(request.user, pk)
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self):
        return self.page.title

    def get_context_data(self, **kwargs):
        user = self.request.user
        lists = slot_lists(self.page.places.all())
        return super().get_context_data(
            page=self.page,
            slots=[self._slot(each) for each in lists],
            may_change=is_open_to(user, "change", self.page),
            may_export=is_open_to(user, "export", self.page),
            **kwargs,
        )

    def _slot(self, found: SlotList) -> dict:
        places = found.places
        return {"list": found, "form": self._form(places), "actions": slot_actions(places)}

    def _form(self, places: Places) -> ByHandForm:
        if self.refused and self.refused[0] == places.pk:
            return self.refused[1]
        return ByHandForm(auto_id=f"%s-{places.pk}")

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        data = cleaned_data(request.POST)
        number = data.get("places", "")
        places = places_for(
            request.user, int(number) if number.isdecimal() and len(number) < 19 else 0, "change"
        )
        if places.page_id != self.page.pk:
            raise Http404
        if data.get("action") == "add":
            return self._add(places, data)
        _act_on(request, places, data)
        return self._back(places)

    def _add(self, places: Places, data) -> HttpResponse:
        form = ByHandForm(data, auto_id=f"%s-{places.pk}")
        if form.is_valid():
            try:
                sign_up_by_hand(places, by=self.request.user, **form.cleaned_data)
            except NoSuchPlacesError:
                form.add_error("persons", _now("There are not so many places left."))
            else:
                messages.success(
                    self.request, _now("%(name)s is signed up.") % {"name": form.cleaned_data["name"]}
                )
                return self._back(places)
        self.refused = places.pk, form
        return self.render_to_response(self.get_context_data(), status=422)

    def _back(self, places: Places) -> HttpResponse:
        return redirect(f"{reverse('who_comes', args=[self.page.pk])}#platz-{places.pk}")


def _act_on(request: HttpRequest, places: Places, data) -> None:
    act = _ACTIONS.get(data.get("action"))
    number = data.get("signup", "")
    if act is None:
        raise PermissionDenied
    if not (number.isdecimal() and len(number) < 19):
        raise Http404
    signup = get_object_or_404(places.signups.select_related("submission"), pk=number)
    messages.success(request, act(signup, request.user))


def _cancel(signup: Signup, by) -> str:
    state = signup.state
    after = cancel(signup.submission_id)
    if after and after.state != state:
        log(instance=after.submission, action="signups.cancel_for", user=by)
    return _now("%(name)s is signed off.") % {"name": signup.submission.sender_name}


def _put_first(signup: Signup, by) -> str:
    put_first(signup.submission_id)
    log(instance=signup.submission, action="signups.put_first", user=by)
    return _now("%(name)s is next.") % {"name": signup.submission.sender_name}


_ACTIONS = {"cancel": _cancel, "first": _put_first}
