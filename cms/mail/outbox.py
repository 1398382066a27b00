"""The admin's list of mails: what left, what waits, what failed and why."""

from datetime import timedelta

import django_filters
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.views.generic.base import BaseListingView

from cms.common.todo_items import TodoItem

from .again import MAY_SEE, MAY_SEND, failed_mails, mails_open_to, send_again
from .faults import in_plain_words
from .messages import find_message
from .models import Mail

State = Mail.State
# A worker that runs takes a mail within seconds.
WORKER_LATE_AFTER = timedelta(minutes=15)


def waiting_mails(request) -> list[TodoItem]:
    if not request.user.has_perm(MAY_SEE):
        return []
    url = reverse("outbox")
    mine = mails_open_to(request.user)
    stuck = mine.due(timezone.now() - WORKER_LATE_AFTER)
    failed, waiting = (f"{url}?state={state}" for state in (State.FAILED, State.WAITING))
    return [
        TodoItem(gettext("E-mails that could not be sent"), mine.failed().count(), failed),
        TodoItem(gettext("E-mails that nobody sends: is the worker running?"), stuck.count(), waiting),
    ]


class OutboxFilters(WagtailFilterSet):
    state = django_filters.ChoiceFilter(label=_("State"), choices=State.choices, empty_label=_("All"))

    class Meta:
        model = Mail
        fields = ["state"]


class OutboxView(BaseListingView):
    queryset = Mail.objects.order_by("-created_at", "-pk")
    page_title = _("E-mails")
    header_icon = "mail"
    paginate_by = 50
    filterset_class = OutboxFilters
    index_url_name = "outbox"
    index_results_url_name = "outbox_results"
    template_name = "mail/outbox.html"
    results_template_name = "mail/outbox_results.html"

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(MAY_SEE):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        chosen = [int(pk) for pk in request.POST.getlist("mail") if pk.isdecimal() and len(pk) < 10]
        mails = failed_mails(request.user)
        if "all" not in request.POST:
            mails = mails.filter(pk__in=chosen)
        count = send_again(mails, by=request.user)
        text = ngettext(
            "%(count)s mail waits to be sent again.", "%(count)s mails wait to be sent again.", count
        )
        (messages.success if count else messages.warning)(request, text % {"count": count})
        return redirect("outbox")

    def get_queryset(self):
        mine = super().get_queryset().filter(pk__in=mails_open_to(self.request.user).values("pk"))
        return mine.defer("text", "html", "headers")

    def get_context_data(self, *args, **kwargs):
        context = super().get_context_data(*args, **kwargs)
        failed = failed_mails(self.request.user).count() if self.may_send else 0
        rows = [_row(mail) for mail in context["object_list"]]
        return context | {"rows": rows, "failed_count": failed, "may_send": self.may_send}

    @property
    def may_send(self) -> bool:
        return self.request.user.has_perm(MAY_SEND)


def _row(mail: Mail) -> dict:
    message = find_message(mail.kind)
    return {
        "mail": mail,
        "message": message.label if message else gettext("Message of the system"),
        "is_failed": mail.state == State.FAILED,
        "next": mail.due_at if mail.state == State.RETRYING else None,
        "error": in_plain_words(mail.fault, mail.answer) if mail.fault else "",
    }
