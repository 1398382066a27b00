from django.contrib.auth.models import Permission
from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from cms.common import todo_items

from . import again
from .admin import secret
from .admin.endpoints import EndpointViewSet, waiting_webhooks
from .admin.log import LogView

hooks.register(todo_items.HOOK, waiting_webhooks)


@hooks.register("register_admin_viewset")
def webhooks():
    return EndpointViewSet()


@hooks.register("register_admin_urls")
def webhook_urls():
    return [
        path("webhooks-protokoll/", LogView.as_view(), name="webhook_log"),
        path(
            "webhooks-protokoll/ergebnisse/", LogView.as_view(results_only=True), name="webhook_log_results"
        ),
        path("webhooks-geheimnis/<int:pk>/", secret.SecretView.as_view(), name="webhook_secret"),
    ]


@hooks.register("register_permissions")
def webhook_permissions():
    codenames = [f"{action}_webhookendpoint" for action in ("add", "change", "delete", "view")]
    return Permission.objects.filter(content_type__app_label="webhooks", codename__in=codenames)


@hooks.register("register_log_actions")
def log_webhooks(actions):
    actions.register_action(again.ACTION, _("Send a message again"), _("Sent a message of the webhook again"))
    actions.register_action(secret.ACTION, _("Replace the secret"), _("Replaced the secret"))
