from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogFormatter
from wagtail_modeladmin.options import modeladmin_register

from cms.core.waiting import HOOK, WaitingItem

from .admin import SubmissionAdmin
from .models import Submission

modeladmin_register(SubmissionAdmin)


@hooks.register(HOOK)
def waiting_submissions(request) -> list[WaitingItem]:
    if not request.user.has_perm("forms_app.view_submission"):
        return []
    url = reverse("einsendungen_modeladmin_index")
    new = f"{url}?status__exact={Submission.Status.NEW}"
    return [WaitingItem(_now("New submissions"), Submission.objects.new().count(), new, "mail")]


@hooks.register("register_log_actions")
def log_status_changes(actions):
    @actions.register_action("forms_app.change_status")
    class ChangeStatus(LogFormatter):
        label = _("Change status")

        def format_message(self, entry):
            return _now("Status changed from “%(before)s” to “%(after)s”") % entry.data
