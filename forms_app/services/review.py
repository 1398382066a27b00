from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from ..models.submissions import Submission


def may_decide(user) -> bool:
    return user.has_perm("forms_app.change_submission")


@transaction.atomic
def change_status(submission: Submission, status: str, *, by) -> Submission:
    """Set the status and log who did; raises PermissionDenied, or ValueError for an unknown status."""
    if not may_decide(by):
        raise PermissionDenied
    status = Submission.Status(status)
    locked = Submission.objects.select_for_update().get(pk=submission.pk)
    if locked.status == status:
        return locked
    before = locked.get_status_display()
    locked.status = status
    # Retention counts from the day of closing; a case that is opened again starts anew.
    locked.closed_at = (locked.closed_at or timezone.now()) if status in Submission.CLOSED else None
    locked.save(update_fields=["status", "closed_at"])
    data = {"before": str(before), "after": str(status.label)}
    log(instance=locked, action="forms_app.change_status", user=by, data=data)
    return locked


def mark_read(submission: Submission) -> None:
    Submission.objects.filter(pk=submission.pk, read_at=None).update(read_at=timezone.now())
