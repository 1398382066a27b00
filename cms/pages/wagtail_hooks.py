from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import DismissibleMenuItem, MenuItem
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from cms.adapters.wagtail import guard_edit_forms
from cms.common import todo_items
from cms.common.stale_forms import guarded

from .editing.overwriting import editor
from .preview_links import PreviewLinkView, preview_link_button
from .protected_pages import refuse_to_lose
from .quick_actions import QuickActionsPanel
from .review_report import StalePagesView, waiting_stale_pages
from .todo_panel import TodoPanel

hooks.register(todo_items.HOOK, waiting_stale_pages)
guard_edit_forms(guarded)


@hooks.register("construct_homepage_panels")
def show_what_waits(request, panels):
    panels += [TodoPanel(request), QuickActionsPanel(request)]


@hooks.register("register_admin_urls")
def page_urls():
    return [
        path("berichte/stand/", StalePagesView.as_view(), name="stale_pages"),
        path(
            "berichte/stand/ergebnisse/",
            StalePagesView.as_view(results_only=True),
            name="stale_pages_results",
        ),
        path("seiten/<int:pk>/vorschau-link/", PreviewLinkView.as_view(), name="preview_link"),
    ]


@hooks.register("register_admin_viewset")
def page_editor():
    return editor


class StalePagesMenuItem(MenuItem):
    def is_shown(self, request):
        return PagePermissionPolicy().user_has_permission(request.user, "change")


@hooks.register("register_reports_menu_item")
def stale_pages_menu_item():
    return StalePagesMenuItem(_("Pages to check"), reverse("stale_pages"), icon_name="date", order=100)


hooks.register("register_page_header_buttons", preview_link_button)


@hooks.register("insert_global_admin_css")
def admin_styles():
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


@hooks.register("construct_help_menu")
def leave_out_release_news(request, menu_items):
    """Wagtail's release notes are for developers; their badge would distract editors."""
    menu_items[:] = [item for item in menu_items if not isinstance(item, DismissibleMenuItem)]


@hooks.register("construct_reports_menu")
def leave_out_ageing_pages(request, menu_items):
    """Wagtail's report uses the date of publication, ours the date of the last review."""
    menu_items[:] = [item for item in menu_items if item.name != "aging-pages"]


hooks.register("before_delete_page", refuse_to_lose)
hooks.register("before_unpublish_page", refuse_to_lose)


@hooks.register("before_bulk_action")
def refuse_to_lose_many(request, action_type, objects, action):
    if action.models == [Page] and action_type in {"delete", "unpublish"}:
        return refuse_to_lose(request, *objects)
    return None
