from django.contrib.auth.models import Permission
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from cms.users.menu import PermittedMenuItem

from .key_admin import VIEW, KeyAddView, KeyListView, KeyRevokeView
from .keys import REVOKED


@hooks.register("register_admin_urls")
def api_key_urls():
    return [
        path("api-schluessel/", KeyListView.as_view(), name="api_keys"),
        path("api-schluessel/neu/", KeyAddView.as_view(), name="api_key_add"),
        path("api-schluessel/<int:pk>/widerrufen/", KeyRevokeView.as_view(), name="api_key_revoke"),
    ]


@hooks.register("register_settings_menu_item")
def api_keys_menu_item():
    return PermittedMenuItem(_("API keys"), reverse("api_keys"), icon_name="key", order=900, permission=VIEW)


@hooks.register("register_permissions")
def api_key_permissions():
    return Permission.objects.filter(
        content_type__app_label="api_toolkit", codename__in=["view_apikey", "add_apikey", "delete_apikey"]
    )


@hooks.register("register_log_actions")
def log_revoked_keys(actions):
    actions.register_action(REVOKED, _("Revoke an API key"), _("Revoked"))
