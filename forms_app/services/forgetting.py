from collections.abc import Iterable

from cms.core import mail
from cms.core.models import AccessLink

from ..links import ABOUT_SUBMISSIONS
from ..models.submissions import Submission


def forget(submissions: Iterable[Submission]) -> int:
    """Delete submissions with their notes, replies, files, mails and links; return how many.

    To be called in a transaction, by whoever has already decided that they have to go. The files leave the
    storage when that transaction is committed.
    """
    keys = []
    for submission in submissions:
        mail.mails_about(submission.reference).delete()
        keys.append(submission.pk)
    AccessLink.objects.filter(purpose__in=ABOUT_SUBMISSIONS, object_id__in=keys).delete()
    Submission.objects.filter(pk__in=keys).delete()
    return len(keys)
