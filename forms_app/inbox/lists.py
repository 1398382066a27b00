from django.urls import path, re_path
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail_modeladmin.helpers import AdminURLHelper, PermissionHelper
from wagtail_modeladmin.menus import ModelAdminMenuItem
from wagtail_modeladmin.options import ModelAdmin

from ..access import may
from ..models import Submission
from .bulk import BulkView
from .export import export
from .files import download
from .filters import NUMBER
from .views import DeleteSubmissionView, InboxView, SubmissionView

BASE = "einsendungen"


class SubmissionPermissionHelper(PermissionHelper):
    """Submissions come from citizens: staff cannot add or rewrite them."""

    def get_all_model_permissions(self):
        return super().get_all_model_permissions().exclude(codename=self.get_perm_codename("add"))

    def user_can_list(self, user):
        return may(user, "view")

    def user_can_create(self, user):
        return False

    def user_can_edit_obj(self, user, obj):
        return False

    def user_can_inspect_obj(self, user, obj):
        return may(user, "view")

    def user_can_delete_obj(self, user, obj):
        return may(user, "delete")


class SubmissionURLHelper(AdminURLHelper):
    def _get_object_specific_action_url_pattern(self, action):
        return rf"^{self.base_url_path}/{action}/(?P<instance_pk>{NUMBER})/$"


class InboxMenuItem(ModelAdminMenuItem):
    """Shows the number of unread submissions. Menu items are shared by all requests."""

    def render_component(self, request):
        component = super().render_component(request)
        count = getattr(request, "unread_submissions", None)
        if count is None:
            count = Submission.objects.open().unread().allowed_to(request.user).count()
        if count:
            component.label = _now("%(label)s (%(count)s)") % {"label": self.label, "count": count}
            component.classname = f"{component.classname} has-unread".strip()
        return component


class SubmissionAdmin(ModelAdmin):
    """The inbox. The views check which forms a user works on (`Submission.objects.allowed_to`)."""

    model = Submission
    base_url_path = BASE
    menu_label = _("Submissions")
    menu_item_name = "submissions"
    menu_icon = "mail"
    menu_order = 148
    list_per_page = 50
    inspect_view_enabled = True
    history_view_enabled = False
    index_view_class = InboxView
    inspect_view_class = SubmissionView
    delete_view_class = DeleteSubmissionView
    index_template_name = "forms_app/admin/submissions.html"
    inspect_template_name = "forms_app/admin/submission.html"
    delete_template_name = "forms_app/admin/confirm_delete.html"
    permission_helper_class = SubmissionPermissionHelper
    url_helper_class = SubmissionURLHelper
    index_view_extra_css = ["css/pages/submissions_admin.css"]
    index_view_extra_js = ["js/submissions_admin.js"]
    inspect_view_extra_css = index_view_extra_css

    def get_menu_item(self, order=None):
        return InboxMenuItem(self, order or self.get_menu_order())

    def get_admin_urls_for_registration(self):
        return (
            *super().get_admin_urls_for_registration(),
            path(f"{BASE}/bulk/", BulkView.as_view(), name="submissions_bulk"),
            path(f"{BASE}/export/<str:file_format>/", export, name="submissions_export"),
            re_path(
                rf"^{BASE}/file/(?P<pk>{NUMBER})/(?P<file_pk>{NUMBER})/$", download, name="submission_file"
            ),
        )
