"""What keepers and those who decide about their changes leave in the history of a page."""

from django.urls import path, reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogFormatter

from cms.core import waiting

from ..models import EntryProposal
from ..services.proposals import may_decide
from ..tasks import Task, TaskKind, register
from .review_views import proposal, proposals


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
        path("verzeichnis/vorschlaege/", proposals, name="directory_proposals"),
        path("verzeichnis/vorschlaege/<int:pk>/", proposal, name="directory_proposal"),
    ]


@hooks.register(waiting.HOOK)
def proposals_to_review(request):
    if not may_decide(request.user):
        return []
    count = EntryProposal.objects.waiting().count()
    return [
        waiting.WaitingItem(
            _now("Changes proposed by keepers"), count, reverse("directory_proposals"), "edit"
        )
    ]


def _to_task(found: EntryProposal) -> Task:
    return Task(
        found.page.title, reverse("directory_proposal", args=[found.pk]), since=found.sent_at, page=found.page
    )


register(
    TaskKind(
        "proposals",
        label=_("Changes proposed by keepers"),
        hint=_("What keepers of entries have changed. Compare it with the entry, then accept or reject it."),
        rows=lambda user: EntryProposal.objects.waiting().select_related("page"),
        to_task=_to_task,
        order=20,
        permission="directory.change_entryproposal",
    )
)
