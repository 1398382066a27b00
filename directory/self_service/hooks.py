"""What keepers and those who decide about their changes leave in the history of a page."""

from django.urls import path, reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogFormatter
from wagtail.permission_policies.pages import PagePermissionPolicy

from ..models import EntryProposal
from ..staff.views import TasksView
from ..tasks import Action, Task, TaskKind, register
from .review_views import proposal


@hooks.register("register_log_actions")
def log_what_becomes_of_changes(actions):
    @actions.register_action("directory.change_at_once")
    class ChangeAtOnce(LogFormatter):
        label = _("Change by the keeper")

        def format_message(self, entry):
            return _now("Changed by the keeper: %(fields)s") % entry.data

    for name, label, message in _PLAIN:
        actions.register_action(f"directory.{name}", label, message)


_PLAIN = (
    ("accept_proposal", _("Accept changes"), _("Changes of the keeper accepted")),
    ("reject_proposal", _("Reject changes"), _("Changes of the keeper rejected")),
    ("renew_opening", _("Renew a call for volunteers"), _("Call for volunteers renewed")),
    ("close_opening", _("End a call for volunteers"), _("Call for volunteers ended")),
    ("withdraw_entry", _("Withdraw the entry"), _("Withdrawn by the keeper")),
)


@hooks.register("register_admin_urls")
def review_urls():
    return [
        path(
            "verzeichnis/vorschlaege/",
            TasksView.as_view(kind_name="proposals"),
            name="directory_proposals",
        ),
        path("verzeichnis/vorschlaege/<int:pk>/", proposal, name="directory_proposal"),
    ]


def _rows(user):
    found = EntryProposal.objects.waiting().select_related("page")
    pages = PagePermissionPolicy().instances_user_has_permission_for(user, "publish")
    return found if user.is_superuser else found.filter(page__in=pages.values("pk"))


def _to_task(found: EntryProposal) -> Task:
    address = reverse("directory_proposal", args=[found.pk])
    note = _now("%(keeper)s wants something changed.") % {
        "keeper": found.email or _now("The keeper (by letter)")
    }
    return Task(found.page.title, address, found.sent_at, note, (Action(_now("Compare"), address),))


register(
    TaskKind(
        "proposals",
        label=_("Changes proposed by keepers"),
        hint=_("What keepers of entries have changed. Compare it with the entry, then accept or reject it."),
        rows=_rows,
        to_task=_to_task,
        order=20,
        permission="directory.change_entryproposal",
    )
)
