"""Admin screens for the receivers."""

from django import forms
from django.db.models import Count, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.models import Site

from cms.common.todo_items import TodoItem

from ..models import EVENTS, WebhookEndpoint, WebhookMessage
from .secret import show_once

VIEW = "webhooks.view_webhookendpoint"
CHANGE = "webhooks.change_webhookendpoint"


def waiting_webhooks(request: HttpRequest) -> list[TodoItem]:
    if not request.user.has_perm(VIEW):
        return []
    off = WebhookEndpoint.objects.filter(disabled_at__isnull=False).count()
    label = gettext("Webhooks that were switched off because their receiver did not answer for a day")
    return [TodoItem(label, off, reverse("webhooks:index"))]


class EndpointForm(WagtailAdminModelForm):
    events = forms.MultipleChoiceField(
        label=_("Events"),
        choices=EVENTS,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("A message names what changed and where it stands, and nothing else."),
    )

    class Meta:
        model = WebhookEndpoint
        fields = ["name", "url", "events", "site", "is_active"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        sites = Site.objects.all()
        self.fields["site"].initial = sites.filter(is_default_site=True).first()
        if len(sites) == 1:
            self.instance.site = sites[0]
            del self.fields["site"]


def state_of(endpoint: WebhookEndpoint) -> str:
    if endpoint.disabled_at:
        return gettext("switched off on %(day)s") % {"day": _moment(endpoint.disabled_at)}
    if not endpoint.is_active:
        return gettext("off")
    if endpoint.failing_since:
        return gettext("does not answer since %(day)s") % {"day": _moment(endpoint.failing_since)}
    return gettext("active")


def waiting_for(endpoint: WebhookEndpoint) -> str:
    count = endpoint.waiting
    return (
        ngettext("%(count)d message waits", "%(count)d messages wait", count) % {"count": count}
        if count
        else ""
    )


def _moment(moment) -> str:
    return date_format(localtime(moment), "SHORT_DATETIME_FORMAT")


def _log_of(endpoint: WebhookEndpoint) -> str:
    return f"{reverse('webhook_log')}?endpoint={endpoint.pk}"


class EndpointListView(generic.IndexView):
    def get_base_queryset(self):
        waits = Count("messages", filter=Q(messages__state=WebhookMessage.State.WAITING))
        return super().get_base_queryset().annotate(waiting=waits)

    def get_table_kwargs(self):
        return super().get_table_kwargs() | {"classname": "listing stacked"}

    @property
    def header_buttons(self):
        log = HeaderButton(gettext("Log"), url=reverse("webhook_log"), icon_name="history")
        return [*super().header_buttons, log]

    def get_list_buttons(self, instance):
        return [
            *super().get_list_buttons(instance),
            Button(gettext("Log"), url=_log_of(instance), icon_name="history", priority=30),
        ]


class EndpointAddView(generic.CreateView):
    def get_success_url(self):
        show_once(self.request, self.object)
        return reverse("webhook_secret", args=[self.object.pk])


class EndpointEditView(generic.EditView):
    @property
    def header_more_buttons(self):
        return [
            *super().header_more_buttons,
            Button(gettext("Log"), url=_log_of(self.object), icon_name="history", priority=30),
            Button(
                gettext("Secret"),
                url=reverse("webhook_secret", args=[self.object.pk]),
                icon_name="key",
                priority=40,
            ),
        ]


class EndpointViewSet(ModelViewSet):
    model = WebhookEndpoint
    name = url_namespace = url_prefix = "webhooks"
    icon = "link"
    menu_label = _("Webhooks")
    add_to_settings_menu = True
    menu_order = 30
    copy_view_enabled = False
    index_view_class = EndpointListView
    add_view_class = EndpointAddView
    edit_view_class = EndpointEditView
    exclude_form_fields = []
    list_display = [
        TitleColumn("name", label=_("Name"), url_name="webhooks:edit"),
        Column("url", label=_("Address")),
        Column("state", label=_("State"), accessor=state_of),
        Column("waiting", label=_("Waits"), accessor=waiting_for),
    ]

    def get_form_class(self, for_update=False):
        return EndpointForm
