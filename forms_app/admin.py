from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.log_actions import registry as log_registry
from wagtail_modeladmin.helpers import (
    AdminURLHelper,
    ButtonHelper,
    DjangoORMSearchHandler,
    PermissionHelper,
)
from wagtail_modeladmin.options import ModelAdmin
from wagtail_modeladmin.views import InspectView

from .models import Submission
from .services import change_status, mark_read, may_decide


class SubmissionPermissionHelper(PermissionHelper):
    """Submissions come from citizens: nobody adds one, and nobody rewrites what was sent."""

    def get_all_model_permissions(self):
        return super().get_all_model_permissions().exclude(codename=self.get_perm_codename("add"))

    def user_can_create(self, user):
        return False

    def user_can_edit_obj(self, user, obj):
        return False


class SubmissionURLHelper(AdminURLHelper):
    def _get_object_specific_action_url_pattern(self, action):
        return rf"^{self.base_url_path}/{action}/(?P<instance_pk>[0-9]+)/$"


class SubmissionButtonHelper(ButtonHelper):
    """In the list the case number is the way in; what can be done with a case stands in the case."""

    def get_buttons_for_obj(self, obj, **kwargs):
        return super().get_buttons_for_obj(obj, **kwargs) if isinstance(self.view, InspectView) else []


class FoldedSearch(DjangoORMSearchHandler):
    """SQLite ignores case for plain Latin letters only; the stored text is folded, so the word is, too."""

    def search_queryset(self, queryset, search_term, **kwargs):
        return super().search_queryset(queryset, search_term.replace("\x00", "").casefold(), **kwargs)


class SubmissionInspectView(InspectView):
    page_title = _("Submission")

    def get(self, request, *args, **kwargs):
        mark_read(self.instance)
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        status = request.POST.get("status")
        if status not in Submission.Status.values:
            raise PermissionDenied
        changed = change_status(self.instance, status, by=request.user)
        messages.success(
            request,
            _now("%(reference)s is now: %(status)s")
            % {"reference": changed.reference, "status": changed.get_status_display()},
        )
        return redirect(request.path)

    def get_meta_title(self):
        return self.instance.reference

    def get_context_data(self, **kwargs):
        others = [each for each in Submission.Status if each != self.instance.status]
        return super().get_context_data(
            statuses=others if may_decide(self.request.user) else [],
            history=log_registry.get_logs_for_instance(self.instance).select_related("user"),
            **kwargs,
        )


class SubmissionAdmin(ModelAdmin):
    model = Submission
    base_url_path = "einsendungen"
    menu_label = _("Submissions")
    menu_icon = "mail"
    menu_order = 150
    list_display = ("number", "sender", "form_title", "state", "received")
    list_filter = ("status", "kind", "form_title")
    list_per_page = 50
    search_fields = ("search_text",)
    search_handler_class = FoldedSearch
    inspect_view_enabled = True
    history_view_enabled = False
    inspect_view_class = SubmissionInspectView
    index_template_name = "forms_app/admin/submissions.html"
    inspect_template_name = "forms_app/admin/submission.html"
    permission_helper_class = SubmissionPermissionHelper
    url_helper_class = SubmissionURLHelper
    button_helper_class = SubmissionButtonHelper
    index_view_extra_css = ["css/pages/submissions_admin.css"]
    inspect_view_extra_css = ["css/pages/submissions_admin.css"]

    def get_queryset(self, request):
        return super().get_queryset(request).defer("answers", "search_text", "consent_text", "purpose")

    def get_extra_attrs_for_row(self, obj, context):
        return {"class": "submission--unread"} if obj.is_unread else {}

    def number(self, submission):
        if not submission.is_unread:
            return submission.reference
        return format_html(
            '{} <span class="submission-unread">{}</span>', submission.reference, _now("unread")
        )

    number.short_description = _("case number")
    number.admin_order_field = "reference"

    def sender(self, submission):
        return submission.sender_name or submission.sender_email or _now("without a name")

    sender.short_description = _("sender")
    sender.admin_order_field = "sender_name"

    def state(self, submission):
        return format_html(
            '<span class="submission-status submission-status--{}">{}</span>',
            submission.status,
            submission.get_status_display(),
        )

    state.short_description = _("status")
    state.admin_order_field = "status"

    def received(self, submission):
        return date_format(localtime(submission.received_at), "SHORT_DATETIME_FORMAT")

    received.short_description = _("received")
    received.admin_order_field = "received_at"
