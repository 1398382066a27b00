"""The admin's list of mails: what left, what waits, what failed and why."""

from datetime import timedelta

import django_filters
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from post_office.models import STATUS, Email
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.views.generic.base import BaseListingView

from ..waiting import WaitingItem
from .again import failed_mails, mails_open_to, send_again
from .delivery import due_mails
from .faults import in_plain_words
from .messages import find_message

STATES = [
    (STATUS.failed, _("failed")),
    (STATUS.requeued, _("is tried again")),
    (STATUS.queued, _("waits")),
    (STATUS.sent, _("sent")),
]
# A worker that runs takes a mail within seconds.
WORKER_LATE_AFTER = timedelta(minutes=15)


def waiting_mails(request) -> list[WaitingItem]:
    if not request.user.has_perm("post_office.view_email"):
        return []
    url = reverse("outbox")
    late = due_mails(timezone.now() - WORKER_LATE_AFTER)
    stuck = mails_open_to(request.user).filter(pk__in=late.values("pk")).count()
    return [
        WaitingItem(
            gettext("E-mails that could not be sent"), failed_mails(request.user).count(), f"{url}?status=1"
        ),
        WaitingItem(gettext("E-mails that nobody sends: is the worker running?"), stuck, f"{url}?status=2"),
    ]


class OutboxFilters(WagtailFilterSet):
    status = django_filters.ChoiceFilter(label=_("State"), choices=STATES, empty_label=_("All"))

    class Meta:
        model = Email
        fields = ["status"]


class OutboxView(BaseListingView):
    queryset = Email.objects.order_by("-created", "-pk")
    page_title = _("E-mails")
    header_icon = "mail"
    paginate_by = 50
    filterset_class = OutboxFilters
    index_url_name = "outbox"
    index_results_url_name = "outbox_results"
    template_name = "core/outbox.html"
    results_template_name = "core/outbox_results.html"

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm("post_office.view_email"):
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
        bodies = ("message", "html_message", "headers")
        mine = super().get_queryset().filter(pk__in=mails_open_to(self.request.user).values("pk"))
        return mine.defer(*bodies).select_related("link").prefetch_related("logs")

    def get_context_data(self, *args, **kwargs):
        context = super().get_context_data(*args, **kwargs)
        failed = failed_mails(self.request.user).count() if self.may_send else 0
        rows = [_row(mail) for mail in context["object_list"]]
        return context | {"rows": rows, "failed_count": failed, "may_send": self.may_send}

    @property
    def may_send(self) -> bool:
        return self.request.user.has_perm("post_office.change_email")


def _row(mail: Email) -> dict:
    link = getattr(mail, "link", None)
    message = find_message(link.message) if link else None
    last = max(mail.logs.all(), key=lambda entry: entry.pk, default=None)
    return {
        "mail": mail,
        "message": message.label if message else gettext("Message of the system"),
        "reference": link.reference if link else "",
        "state": dict(STATES)[mail.status],
        "is_failed": mail.status == STATUS.failed,
        "next": mail.scheduled_time if mail.status == STATUS.requeued else None,
        "error": in_plain_words(last.exception_type, last.message) if last else "",
        "detail": last.message if last else "",
    }
