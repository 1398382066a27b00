"""Shows a secret once, right after its creation; later it can only be replaced."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import log

from ..models import WebhookEndpoint

# Session key; holds which secret may be shown, never the secret itself.
SESSION_KEY = "webhook-secret-to-show"
ACTION = "webhooks.replace_webhook_secret"


def show_once(request: HttpRequest, endpoint: WebhookEndpoint) -> None:
    request.session[SESSION_KEY] = endpoint.pk


@method_decorator(never_cache, "dispatch")
class SecretView(WagtailAdminTemplateMixin, TemplateView):
    page_title = _("Secret")
    header_icon = "key"
    template_name = "webhooks/webhook_secret.html"

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm("webhooks.change_webhookendpoint"):
            raise PermissionDenied
        self.endpoint = get_object_or_404(WebhookEndpoint, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        self.endpoint.replace_secret()
        log(instance=self.endpoint, action=ACTION, user=request.user)
        show_once(request, self.endpoint)
        return redirect("webhook_secret", self.endpoint.pk)

    def get_page_subtitle(self):
        return self.endpoint.name

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse("webhooks:index"), "label": _("Webhooks")},
            {"url": reverse("webhooks:edit", args=[self.endpoint.pk]), "label": self.endpoint.name},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs):
        is_shown = self.request.session.get(SESSION_KEY) == self.endpoint.pk
        if is_shown:
            del self.request.session[SESSION_KEY]
        secret = self.endpoint.secret if is_shown else ""
        return super().get_context_data(endpoint=self.endpoint, secret=secret, **kwargs)
