from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogFormatter
from wagtail_modeladmin.options import modeladmin_register

from cms.common.todo_items import HOOK, TodoItem

from .access import may
from .inbox.date_panel import make_suggested_date
from .inbox.entry_tasks import REPORTS
from .inbox.form_list import FormListMenuItem, FormListView
from .inbox.group_panel import FormAccessPanel
from .inbox.lists import SubmissionAdmin
from .inbox.registration_panel import decide_registration
from .models import Submission
from .privacy.processing_record import ProcessingRecordView, may_see_record, processing_record_csv

modeladmin_register(SubmissionAdmin)
hooks.register(HOOK, REPORTS)


@hooks.register("register_admin_urls")
def registration_and_record_urls():
    record = "berichte/verarbeitungen/"
    return [
        path("einsendungen/anmeldung/<int:pk>/", decide_registration, name="decide_registration"),
        path("einsendungen/termin/<int:pk>/", make_suggested_date, name="make_suggested_date"),
        path("einsendungen/formulare/", FormListView.as_view(), name="form_list"),
        path(record, ProcessingRecordView.as_view(), name="processing_record"),
        path(f"{record}csv/", processing_record_csv, name="processing_record_csv"),
    ]


@hooks.register("register_admin_menu_item")
def form_list_menu_item():
    """Right below the inbox."""
    return FormListMenuItem(_("Forms"), reverse("form_list"), name="form-list", icon_name="form", order=149)


class ProcessingRecordMenuItem(MenuItem):
    def is_shown(self, request):
        return may_see_record(request.user)


@hooks.register("register_reports_menu_item")
def processing_record_menu_item():
    label, url = _("Record of processing activities"), reverse("processing_record")
    return ProcessingRecordMenuItem(label, url, icon_name="clipboard-list", order=900)


@hooks.register("register_group_permission_panel")
def choose_forms_of_group():
    return FormAccessPanel


@hooks.register("insert_global_admin_css")
def menu_styles():
    return format_html('<link rel="stylesheet" href="{}">', static("css/submissions_menu.css"))


@hooks.register(HOOK)
def waiting_submissions(request) -> list[TodoItem]:
    if not may(request.user, "view"):
        return []
    allowed = Submission.objects.allowed_to(request.user)
    mine = allowed.open().assigned(request.user)
    url = reverse("einsendungen_modeladmin_index")
    return [
        _item(_now("New submissions"), allowed.new(), f"{url}?status=new", "mail"),
        _item(_now("Submissions assigned to you"), mine, f"{url}?assigned=me", "user"),
        _item(_now("Overdue submissions"), allowed.overdue(), f"{url}?due=overdue", "warning"),
    ]


def _item(label: str, rows, url: str, icon: str) -> TodoItem:
    return TodoItem(label, url=url, icon=icon, order=1, rows=rows)


@hooks.register("register_log_actions")
def log_what_staff_do(actions):
    @actions.register_action("forms_app.change_status")
    class ChangeStatus(LogFormatter):
        label = _("Change status")

        def format_message(self, entry):
            return _now("Status changed from “%(before)s” to “%(after)s”") % entry.data

    @actions.register_action("forms_app.assign")
    class Assign(LogFormatter):
        label = _("Assign submission")

        def format_message(self, entry):
            return _now("Assigned to %(to)s") % entry.data if entry.data["to"] else _now("Assigned to nobody")

    @actions.register_action("forms_app.set_due_date")
    class SetDueDate(LogFormatter):
        label = _("Set due date")

        def format_message(self, entry):
            day = entry.data["due_on"]
            return _now("Due on %(due_on)s") % entry.data if day else _now("Due date removed")

    @actions.register_action("forms_app.export")
    class Export(LogFormatter):
        label = _("Export submissions")

        def format_message(self, entry):
            return _now("Exported %(count)s submissions as %(format)s") % entry.data

    for action, label, message in (
        ("add_note", _("Add note"), _("Internal note added")),
        ("reply", _("Reply to submission"), _("Replied by e-mail")),
        ("confirm", _("Confirm address"), _("E-mail address confirmed")),
        ("accept_registration", _("Accept registration"), _("Accepted; the entry is published")),
        ("ask_back", _("Ask back"), _("Asked back by e-mail")),
        ("reject_registration", _("Reject registration"), _("Registration rejected")),
        ("make_date", _("Make a date of it"), _("A draft of a date was made")),
        ("erase_person", _("Delete personal data"), _("A person was deleted at her own wish")),
    ):
        actions.register_action(f"forms_app.{action}", label, message)
