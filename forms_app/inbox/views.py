from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail_modeladmin.views import DeleteView, IndexView, InspectView

from ..access import may
from ..models import Submission
from ..models.kinds import KINDS
from ..services.correspondence import AnsweredMeanwhileError
from ..services.review import delete_submissions, mark_read
from .date_panel import date_panel
from .filters import InboxFilter
from .forms import ACTIONS, DECISIONS
from .history import history
from .registration_panel import registration_panel

SILENT = {Submission.Status.DONE, Submission.Status.REJECTED}
# Large fields that the list does not show.
LARGE = ("search_text", "consent_text", "purpose")


class InboxView(IndexView):
    """Filters come from our own form: modeladmin would accept any field of any related table in the query string,
    such as the password of an assigned user."""

    FORMATS = ()
    has_filters = False
    filter_specs = ()

    @cached_property
    def filter(self) -> InboxFilter:
        return InboxFilter(self.request.GET, self.request.user)

    def get_queryset(self, request=None):
        return self.filter.submissions.select_related("assigned_to").defer(*LARGE)

    def get_context_data(self, **kwargs):
        user = self.request.user
        # Reuse the tabs' count for the menu.
        self.request.unread_submissions = self.filter.counts["unread"]
        paginator = self.paginator_class(self.queryset, self.items_per_page)
        # Skip modeladmin's implementation, which counts the list three times.
        return super(IndexView, self).get_context_data(
            filter=self.filter,
            page_obj=paginator.get_page(self.request.GET.get("p")),
            paginator=paginator,
            may_change=may(user, "change"),
            may_delete=may(user, "delete"),
            may_export=may(user, "export"),
            **kwargs,
        )


class OfAllowedForm:
    """404 for submissions of forms that the user may not work on."""

    action = "view"

    def dispatch(self, request, *args, **kwargs):
        user = request.user
        is_allowed = Submission.objects.allowed_to(user, self.action).filter(pk=self.instance.pk)
        if may(user, self.action) and not is_allowed.exists():
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def filter(self) -> InboxFilter:
        return InboxFilter(self.request.GET, self.request.user)

    @property
    def list_url(self) -> str:
        return f"{self.index_url}?{self.filter.query}" if self.filter.query else self.index_url


class SubmissionView(OfAllowedForm, InspectView):
    page_title = _("Submission")
    refused = None

    def get(self, request, *args, **kwargs):
        if self.refused is None and "unread" not in request.GET:
            mark_read(self.instance)
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        form_class = ACTIONS.get(request.POST.get("action"))
        if form_class is None:
            raise PermissionDenied
        form = form_class(request.POST, submission=self.instance, by=request.user)
        if not self._saved(form):
            self.refused = form
            return self.get(request, *args, **kwargs)
        messages.success(request, form.done)
        return HttpResponseRedirect(request.get_full_path())

    def _saved(self, form) -> bool:
        if not form.is_valid():
            return False
        try:
            form.save()
        except AnsweredMeanwhileError as error:
            form.add_error("message", str(error))
        return form.is_valid()

    def get_meta_title(self):
        return self.instance.reference

    def get_context_data(self, **kwargs):
        user = self.request.user
        is_allowed = Submission.objects.filter(pk=self.instance.pk)
        before, after = self.filter.neighbours(self.instance)
        return super().get_context_data(
            forms=self._forms() if self._may_change else {},
            **self._statuses(),
            may_delete=is_allowed.allowed_to(user, "delete").exists(),
            history=history(self.instance),
            registration=registration_panel(self.instance, user),
            suggested_date=date_panel(self.instance) if self._may_change else None,
            entry=self._entry,
            panel=self._panel,
            previous=before,
            next=after,
            **kwargs,
        )

    @property
    def _entry(self):
        """The entry that an error was reported in; registrations show theirs in the panel."""
        return self.instance.organisation if self.instance.kind == Submission.Kind.ENTRY else None

    @property
    def _panel(self) -> dict | None:
        kind = KINDS.get(self.instance.kind)
        return kind.panel(self.instance) if kind else None

    @cached_property
    def _may_change(self) -> bool:
        allowed = Submission.objects.for_staff().allowed_to(self.request.user, "change")
        return allowed.filter(pk=self.instance.pk).exists()

    def _statuses(self) -> dict:
        """The buttons; `silent_statuses` close a registration without a mail."""
        offered = DECISIONS if self._may_change else []
        silent = SILENT if self.instance.is_undecided_registration else set()
        return {
            "statuses": [each for each in offered if each[0] not in silent],
            "silent_statuses": [each for each in offered if each[0] in silent],
        }

    def _forms(self) -> dict:
        forms = {}
        for name, form_class in ACTIONS.items():
            is_refused = isinstance(self.refused, form_class)
            form = self.refused if is_refused else None
            forms[name] = form or form_class(None, submission=self.instance, by=self.request.user)
        return forms


class DeleteSubmissionView(OfAllowedForm, DeleteView):
    action = "delete"

    def get_context_data(self, **kwargs):
        return super().get_context_data(submissions=[self.instance], **kwargs)

    def post(self, request, *args, **kwargs):
        tell_deleted(request, delete_submissions([self.instance], by=request.user))
        return redirect(self.list_url)


def tell_deleted(request, count: int) -> None:
    text = ngettext(
        "%(count)s submission has been deleted.", "%(count)s submissions have been deleted.", count
    )
    messages.success(request, text % {"count": count})
