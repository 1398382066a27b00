from django.contrib.auth.models import Permission
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import DismissibleMenuItem, MenuItem
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from .api.keys import REVOKED
from .caching import refresh_content
from .front_cache.waiting import waiting_purges
from .group_panel import GroupTownPanel
from .job_report import JobsView, waiting_jobs
from .keeping import refuse_to_lose
from .key_admin import VIEW as VIEW_KEYS
from .key_admin import KeyAddView, KeyListView, KeyRevokeView
from .mail import again
from .mail.outbox import OutboxView, waiting_mails
from .mail.texts import TextListView, TextView
from .media_admin import views as media_views
from .models import SiteImage
from .preview_links import PreviewLinkView, preview_link_button
from .quick_actions import QuickActionsPanel
from .sign_in import hooks as sign_in_hooks
from .stale_pages import StalePagesView, waiting_stale_pages
from .towns import pages_of_staff
from .waiting import HOOK, WaitingPanel
from .webhooks import again as webhooks_again
from .webhooks.admin import secret as webhook_secret
from .webhooks.admin.endpoints import EndpointViewSet, waiting_webhooks
from .webhooks.admin.log import LogView


@hooks.register("construct_homepage_panels")
def show_what_waits(request, panels):
    panels += [WaitingPanel(request), QuickActionsPanel(request)]


for source in (waiting_stale_pages, waiting_mails, waiting_jobs, waiting_purges, waiting_webhooks):
    hooks.register(HOOK, source)


@hooks.register("register_admin_urls")
def stale_pages_urls():
    return [
        path("berichte/stand/", StalePagesView.as_view(), name="stale_pages"),
        path(
            "berichte/stand/ergebnisse/",
            StalePagesView.as_view(results_only=True),
            name="stale_pages_results",
        ),
    ]


class StalePagesMenuItem(MenuItem):
    def is_shown(self, request):
        return PagePermissionPolicy().user_has_permission(request.user, "change")


@hooks.register("register_reports_menu_item")
def stale_pages_menu_item():
    return StalePagesMenuItem(_("Pages to check"), reverse("stale_pages"), icon_name="date", order=100)


class PermittedMenuItem(MenuItem):
    def __init__(self, *args, permission: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.permission = permission

    def is_shown(self, request):
        return request.user.has_perm(self.permission)


@hooks.register("register_admin_urls")
def mail_and_job_urls():
    return [
        path("e-mails/", OutboxView.as_view(), name="outbox"),
        path("e-mails/ergebnisse/", OutboxView.as_view(results_only=True), name="outbox_results"),
        path("e-mail-texte/", TextListView.as_view(), name="mail_texts"),
        path("e-mail-texte/<slug:name>/", TextView.as_view(), name="mail_text"),
        path("aufgaben/", JobsView.as_view(), name="jobs"),
    ]


@hooks.register("register_admin_urls", order=-1)
def media_urls():
    return media_views.urlpatterns


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
        path("webhooks-geheimnis/<int:pk>/", webhook_secret.SecretView.as_view(), name="webhook_secret"),
    ]


@hooks.register("register_reports_menu_item")
def outbox_menu_item():
    permission = "post_office.view_email"
    return PermittedMenuItem(
        _("E-mails"), reverse("outbox"), icon_name="mail", order=110, permission=permission
    )


@hooks.register("register_reports_menu_item")
def jobs_menu_item():
    permission = "core.view_jobrun"
    return PermittedMenuItem(
        _("Automatic jobs"), reverse("jobs"), icon_name="tasks", order=120, permission=permission
    )


@hooks.register("register_settings_menu_item")
def mail_texts_menu_item():
    permission = "core.change_mailtext"
    return PermittedMenuItem(
        _("E-mail texts"), reverse("mail_texts"), icon_name="mail", order=20, permission=permission
    )


@hooks.register("register_permissions")
def mail_and_job_permissions():
    return Permission.objects.filter(
        content_type__app_label__in=["post_office", "core"],
        codename__in=[
            "view_email",
            "change_email",
            "change_mailtext",
            "view_jobrun",
            "view_apikey",
            "add_apikey",
            "delete_apikey",
            *(f"{action}_webhookendpoint" for action in ("add", "change", "delete", "view")),
        ],
    )


@hooks.register("register_admin_urls")
def api_urls():
    return [
        path("api-schluessel/", KeyListView.as_view(), name="api_keys"),
        path("api-schluessel/neu/", KeyAddView.as_view(), name="api_key_add"),
        path("api-schluessel/<int:pk>/widerrufen/", KeyRevokeView.as_view(), name="api_key_revoke"),
        path("seiten/<int:pk>/vorschau-link/", PreviewLinkView.as_view(), name="preview_link"),
    ]


@hooks.register("register_settings_menu_item")
def api_keys_menu_item():
    return PermittedMenuItem(
        _("API keys"), reverse("api_keys"), icon_name="key", order=900, permission=VIEW_KEYS
    )


hooks.register("register_page_header_buttons", preview_link_button)


@hooks.register("register_log_actions")
def log_revoked_keys(actions):
    actions.register_action(REVOKED, _("Revoke an API key"), _("Revoked"))


@hooks.register("register_log_actions")
def log_mails_sent_again(actions):
    actions.register_action(again.ACTION, _("Send a mail again"), _("Put a failed mail back into the queue"))


@hooks.register("register_log_actions")
def log_webhooks(actions):
    actions.register_action(
        webhooks_again.ACTION, _("Send a message again"), _("Sent a message of the webhook again")
    )
    actions.register_action(webhook_secret.ACTION, _("Replace the secret"), _("Replaced the secret"))


@hooks.register("insert_global_admin_css")
def admin_styles():
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


@hooks.register("construct_help_menu")
def leave_out_release_news(request, menu_items):
    """What is new in Wagtail is news for developers; its badge would keep editors looking."""
    menu_items[:] = [item for item in menu_items if not isinstance(item, DismissibleMenuItem)]


@hooks.register("construct_reports_menu")
def leave_out_ageing_pages(request, menu_items):
    """Wagtail's report knows when a page was published, ours when somebody last checked it."""
    menu_items[:] = [item for item in menu_items if item.name != "aging-pages"]


@hooks.register("after_bulk_action")
def refresh_after_collecting(request, action_type, objects, action):
    """Wagtail moves many pictures or documents into a collection, perhaps a private one, without a signal."""
    if action_type == "add_to_collection":
        name = "image" if action.models == [SiteImage] else "document"
        refresh_content(f"{name}s", *[f"{name}-{each.pk}" for each in objects])


hooks.register("before_delete_page", refuse_to_lose)
hooks.register("before_unpublish_page", refuse_to_lose)


@hooks.register("before_bulk_action")
def refuse_to_lose_many(request, action_type, objects, action):
    if action.models == [Page] and action_type in {"delete", "unpublish"}:
        return refuse_to_lose(request, *objects)
    return None


hooks.register("register_admin_urls", sign_in_hooks.sign_in_urls)
hooks.register("register_account_menu_item", sign_in_hooks.second_factor_of_mine)
hooks.register("register_user_listing_buttons", sign_in_hooks.sign_in_button)
hooks.register("register_log_actions", sign_in_hooks.log_actions)


@hooks.register("construct_page_chooser_queryset")
def choose_among_the_own_town(pages, request):
    """Wagtail offers the pages of all sites to whoever may choose at all."""
    return pages.filter(pages_of_staff(request.user))


@hooks.register("register_group_permission_panel")
def choose_town_of_group():
    return GroupTownPanel
