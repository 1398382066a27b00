"""The delivery log in the admin: what arrived, what is pending, what failed and why."""

import json

import django_filters
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.views.generic.base import BaseListingView

from ..again import PERMISSION, send_again
from ..faults import in_plain_words
from ..models import WebhookEndpoint, WebhookMessage
from .endpoints import VIEW


class LogFilters(WagtailFilterSet):
    endpoint = django_filters.ModelChoiceFilter(
        label=_("Webhook"), queryset=WebhookEndpoint.objects.all(), empty_label=_("All")
    )
    state = django_filters.ChoiceFilter(
        label=_("State"), choices=WebhookMessage.State.choices, empty_label=_("All")
    )

    class Meta:
        model = WebhookMessage
        fields = ["endpoint", "state"]


class LogView(BaseListingView):
    queryset = WebhookMessage.objects.select_related("endpoint").prefetch_related("attempts")
    page_title = _("Log of the webhooks")
    header_icon = "history"
    paginate_by = 50
    filterset_class = LogFilters
    index_url_name = "webhook_log"
    index_results_url_name = "webhook_log_results"
    template_name = "webhooks/webhook_log.html"
    results_template_name = "webhooks/webhook_log_results.html"

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(VIEW):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        chosen = [int(pk) for pk in request.POST.getlist("message") if pk.isdecimal() and len(pk) < 10]
        count = send_again(WebhookMessage.objects.filter(pk__in=chosen), by=request.user)
        text = ngettext(
            "%(count)s message waits to be sent again.", "%(count)s messages wait to be sent again.", count
        )
        (messages.success if count else messages.warning)(request, text % {"count": count})
        return redirect("webhook_log")

    def get_context_data(self, *args, **kwargs):
        context = super().get_context_data(*args, **kwargs)
        rows = [_row(message) for message in context["object_list"]]
        may_send = self.request.user.has_perm(PERMISSION)
        return context | {"rows": rows, "may_send": may_send and any(row["is_over"] for row in rows)}


def _row(message: WebhookMessage) -> dict:
    attempts = list(message.attempts.all())
    data = json.loads(message.body)["data"]
    is_waiting = message.state == WebhookMessage.State.WAITING
    return {
        "message": message,
        "event": message.event,
        "about": data["url"] or data["id"],
        "is_over": not is_waiting,
        "next": message.due_at if is_waiting and attempts else None,
        "attempts": [{"attempt": each, "words": in_plain_words(each)} for each in attempts],
        "words": in_plain_words(attempts[-1]) if attempts else "",
    }
