from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from post_office.models import STATUS, Email, Log
from wagtail.log_actions import log

from ..towns import ALL_TOWNS, towns_for
from .queueing import is_possible_address

ACTION = "core.send_mail_again"


def mails_open_to(user) -> QuerySet[Email]:
    """Those of the towns for which this person works; what the system itself sent belongs to none."""
    towns = towns_for(user, "post_office.view_email")
    return Email.objects.all() if towns is ALL_TOWNS else Email.objects.filter(link__site__in=towns)


def failed_mails(user) -> QuerySet[Email]:
    return mails_open_to(user).filter(status=STATUS.failed)


@transaction.atomic
def send_again(mails: QuerySet[Email], *, by) -> int:
    """Put failed mails back into the queue, as if they were new; returns how many.

    What did not fail stays as it is, and so does a mail to what is no address. Raises PermissionDenied.
    """
    if not by.has_perm("post_office.change_email"):
        raise PermissionDenied
    chosen = [mail for mail in mails.filter(status=STATUS.failed) if is_possible_address(", ".join(mail.to))]
    pks = [mail.pk for mail in chosen]
    # The pauses between attempts count from the first failure.
    Log.objects.filter(email__in=pks).delete()
    Email.objects.filter(pk__in=pks).update(
        status=STATUS.queued, scheduled_time=timezone.now(), number_of_retries=None
    )
    for mail in chosen:
        # The default title is the address, and the record outlives the mail.
        log(instance=mail, action=ACTION, user=by, title=str(mail.pk))
    return len(chosen)
