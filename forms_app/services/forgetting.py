from collections.abc import Iterable

from cms.core import mail

from ..models.submissions import Submission


def forget(submissions: Iterable[Submission]) -> int:
    """Delete submissions with their notes, replies, files and mails; return how many.

    To be called in a transaction, by whoever has already decided that they have to go. The files leave the
    storage when that transaction is committed.
    """
    keys = []
    for submission in submissions:
        mail.mails_about(submission.reference).delete()
        keys.append(submission.pk)
    Submission.objects.filter(pk__in=keys).delete()
    return len(keys)
