"""The directory's to-do list, and the state of an entry with buttons to renew it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from ..editing.pause_form import PauseForm
from ..models import Maintainership, Opening, OrganisationPage
from ..workflow import confirm_entry, may_keep, note_letter_sent
from ..workflow.openings import close_opening, renew_opening
from ..workflow.pausing import end_pause, pause_entry
from ..workflow.tasks import Waiting, first_tasks, kinds_for, waiting_in
from .entry_state import EntryState, entry_state, life_of, maintainer_address
from .letter_views import Purpose, note_claim, print_one, refuse_claim

# Per kind in the overview, and per page of one kind.
FIRST, PER_PAGE = 5, 25
TASKS = "directory_tasks"


class StaffScreen(WagtailAdminTemplateMixin, TemplateView):
    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, *self.way, {"url": "", "label": self.get_page_title()}]

    way = ()


class TasksView(StaffScreen):
    """All kinds with their oldest tasks, or one kind, paginated: by `?kind=` or fixed."""

    page_title = _("To do")
    header_icon = "tasks"
    template_name = "directory/staff/tasks.html"
    kind_name = None

    def dispatch(self, request, *args, **kwargs):
        names = [kind.name for kind in kinds_for(request.user)]
        if not names or self.kind_name not in (None, *names):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def chosen(self) -> Waiting | None:
        name = self.kind_name or self.request.GET.get("kind")
        return next((each for each in waiting_in(self.request) if each.kind.name == name), None)

    def get_context_data(self, **kwargs):
        waiting = waiting_in(self.request)
        return super().get_context_data(
            waiting=[each for each in waiting if each.count or each == self.chosen],
            total=sum(each.count for each in waiting),
            chosen=self.chosen,
            groups=[self._page_of(self.chosen)] if self.chosen else self._overview(waiting),
            next_url=self.request.get_full_path(),
            **kwargs,
        )

    def _overview(self, waiting: list[Waiting]) -> list[dict]:
        return [{"waiting": each, "tasks": tasks} for each, tasks in first_tasks(waiting, FIRST)]

    def _page_of(self, chosen: Waiting) -> dict:
        page = Paginator(CountedTasks(chosen), PER_PAGE).get_page(self.request.GET.get("p"))
        return {"waiting": chosen, "tasks": page.object_list, "page": page}


class CountedTasks:
    """The tasks of a kind for a paginator, with a known count."""

    def __init__(self, waiting: Waiting):
        self.waiting = waiting

    def count(self) -> int:
        return self.waiting.count

    def __getitem__(self, wanted: slice):
        return self.waiting.tasks(wanted)


class EntryStateView(StaffScreen):
    """The life cycle of an entry, and possible actions. POST performs one."""

    page_title = _("State of the entry")
    header_icon = "calendar-check"
    template_name = "directory/staff/entry_state.html"

    def dispatch(self, request, *args, pk: int, **kwargs):
        self.page = get_object_or_404(OrganisationPage, pk=pk)
        if not may_keep(request.user, self.page):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self):
        return self.page.title

    def post(self, request, *args, **kwargs):
        act = _ENTRY_ACTIONS.get(request.POST.get("action"))
        if act is None:
            raise PermissionDenied
        answer = act(request, entry_state(self.page, request.user))
        return answer or _back(request, "directory_entry_state", self.page.pk)

    def get_context_data(self, **kwargs):
        state = entry_state(self.page, self.request.user)
        return super().get_context_data(
            state=state,
            pause_form=PauseForm(initial={"until": state.paused_until}),
            events=life_of(state.page),
            maintainer_url=state.keeping and maintainer_address(state.keeping),
            next_url=get_valid_next_url_from_request(self.request),
            **kwargs,
        )


def _confirm(request: HttpRequest, state: EntryState) -> None:
    if not state.may_confirm:
        messages.error(request, _now("This entry cannot be confirmed. Publish it first."))
        return
    confirm_entry(state.page, by=name_of(request.user), user=request.user)
    text = _now("“%(name)s” is confirmed as of today and public.")
    messages.success(request, text % {"name": state.page.title})


def _note_letter(request: HttpRequest, state: EntryState) -> None:
    if note_letter_sent(state.page, user=request.user):
        text = _now("The letter about “%(name)s” is noted.")
        messages.success(request, text % {"name": state.page.title})
    else:
        messages.warning(request, _now("No letter is due for this entry, or one is noted already."))


def _pause(request: HttpRequest, state: EntryState) -> None:
    form = PauseForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(form.errors["until"]))
        return
    pause_entry(state.page, form.cleaned_data["until"], user=request.user)
    day = date_format(form.cleaned_data["until"], "DATE_FORMAT")
    text = _now("“%(name)s” pauses until %(day)s.")
    messages.success(request, text % {"name": state.page.title, "day": day})


def _end_pause(request: HttpRequest, state: EntryState) -> None:
    end_pause(state.page, user=request.user)
    messages.success(request, _now("“%(name)s” does not pause any more.") % {"name": state.page.title})


_ENTRY_ACTIONS = {
    "pause": _pause,
    "end-pause": _end_pause,
    "confirm": _confirm,
    "letter": _note_letter,
    "print": lambda request, state: print_one(request, state.page, Purpose.CONFIRM),
    # With the key of this very page, not of its original.
    "print-claim": lambda request, state: print_one(request, state.asked_page, Purpose.CLAIM),
    "sent-claim": lambda request, state: note_claim(request, state.asked_page),
    "refuse-claim": lambda request, state: refuse_claim(request, state.asked_page),
}


@require_POST
def opening(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Opening.objects.select_related("page"), pk=pk)
    permissions = found.page.permissions_for_user(request.user)
    act = _OPENING_ACTIONS.get(request.POST.get("action"))
    if act is None or not may_keep(request.user, found.page) or not permissions.can_publish():
        raise PermissionDenied
    act(found, by=request.user)
    messages.success(request, _now("The call for volunteers is changed."))
    return _back(request, TASKS)


_OPENING_ACTIONS = {"renew": renew_opening, "close": close_opening}


def name_of(user) -> str:
    """The member of staff as named in the entry and its history."""
    longest = Maintainership._meta.get_field("assured_by").max_length
    return (user.get_full_name() or user.get_username())[:longest]


def _back(request: HttpRequest, *otherwise) -> HttpResponse:
    address = get_valid_next_url_from_request(request)
    return redirect(address) if address else redirect(*otherwise)
