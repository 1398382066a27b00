"""Bulk actions on submissions, all or nothing."""

import re

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from django.views.generic import View
from wagtail.admin import messages

from ..access import may
from ..models import Submission
from ..services.review import assign, change_status, delete_submissions
from .colleagues import colleagues_of
from .filters import NOBODY, NUMBER, InboxFilter
from .views import tell_deleted

CONFIRM = "forms_app/admin/confirm_delete.html"
MOST = 200
RIGHTS = {"assign": "change", "done": "change", "spam": "change", "delete": "delete"}


@method_decorator(require_POST, name="dispatch")
class BulkView(View):
    """The pressed button is `action`, the ticked boxes are `chosen`, the surrounding list is `list`."""

    def post(self, request: HttpRequest) -> HttpResponse:
        action = request.POST.get("action")
        if action not in RIGHTS or not may(request.user, RIGHTS[action]):
            raise PermissionDenied
        chosen = self._chosen(RIGHTS[action])
        if not chosen:
            messages.warning(request, _("Please tick at least one submission."))
            return self._back()
        return getattr(self, f"_{action}")(chosen)

    def _chosen(self, right: str) -> list[Submission]:
        """Raise 404 if any of them does not exist or belongs to a form that the user may not work on."""
        ticked = self.request.POST.getlist("chosen")[:MOST]
        if not all(re.fullmatch(NUMBER, number) for number in ticked):
            raise Http404
        numbers = {int(number) for number in ticked}
        allowed = Submission.objects.allowed_to(self.request.user, right)
        if right == "change":
            allowed = allowed.for_staff()
        found = list(allowed.filter(pk__in=numbers).order_by("-received_at"))
        if len(found) != len(numbers):
            raise Http404
        return found

    def _done(self, chosen):
        undecided = [submission for submission in chosen if submission.is_undecided_registration]
        if undecided:
            text = _(
                "Nothing was changed: a registration is accepted or rejected, so that its applicant is told."
                " Please open: %(names)s"
            )
            names = ", ".join(submission.sender_name for submission in undecided)
            messages.error(self.request, text % {"names": names})
            return self._back()
        return self._set_status(chosen, Submission.Status.DONE)

    def _spam(self, chosen):
        return self._set_status(chosen, Submission.Status.SPAM)

    def _set_status(self, chosen, status) -> HttpResponse:
        with transaction.atomic():
            for submission in chosen:
                change_status(submission, status, by=self.request.user)
        text = ngettext(
            "%(count)s submission is now: %(status)s",
            "%(count)s submissions are now: %(status)s",
            len(chosen),
        )
        messages.success(self.request, text % {"count": len(chosen), "status": status.label})
        return self._back()

    def _assign(self, chosen) -> HttpResponse:
        who = self.request.POST.get("to", "")
        person = (
            colleagues_of(self.request.user).filter(pk=who).first() if re.fullmatch(NUMBER, who) else None
        )
        if not person and who != NOBODY:
            messages.warning(self.request, _("Please choose to whom."))
            return self._back()
        try:
            with transaction.atomic():
                for submission in chosen:
                    assign(submission, person, by=self.request.user)
        except ValueError:
            messages.error(self.request, _("Nothing was assigned: this person may not see all of them."))
        else:
            text = ngettext(
                "%(count)s submission has been assigned.",
                "%(count)s submissions have been assigned.",
                len(chosen),
            )
            messages.success(self.request, text % {"count": len(chosen)})
        return self._back()

    def _delete(self, chosen) -> HttpResponse:
        if "confirmed" not in self.request.POST:
            context = {"submissions": chosen, "list": self._list.query, "list_url": self._list_url}
            return render(self.request, CONFIRM, context)
        tell_deleted(self.request, delete_submissions(chosen, by=self.request.user))
        return self._back()

    @property
    def _list(self) -> InboxFilter:
        return InboxFilter(QueryDict(self.request.POST.get("list", "")), self.request.user)

    @property
    def _list_url(self) -> str:
        query = self._list.query
        address = reverse("einsendungen_modeladmin_index")
        return f"{address}?{query}" if query else address

    def _back(self) -> HttpResponse:
        return HttpResponseRedirect(self._list_url)
