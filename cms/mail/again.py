from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.log_actions import log

from cms.towns.scope import ALL_TOWNS, towns_for

from .models import Mail
from .queueing import is_possible_address

ACTION = "mail.send_mail_again"
MAY_SEE, MAY_SEND = "mail.view_mail", "mail.change_mail"


def mails_open_to(user) -> QuerySet[Mail]:
    """Those of the towns for which this person works; what the system itself sent belongs to none."""
    towns = towns_for(user, MAY_SEE)
    return Mail.objects.all() if towns is ALL_TOWNS else Mail.objects.filter(site__in=towns)


def failed_mails(user) -> QuerySet[Mail]:
    return mails_open_to(user).failed()


@transaction.atomic
def send_again(mails: QuerySet[Mail], *, by) -> int:
    """Put failed mails back into the queue, as if they were new; returns how many.

    What did not fail stays as it is, and so does a mail to what is no address. Raises PermissionDenied.
    """
    if not by.has_perm(MAY_SEND):
        raise PermissionDenied
    chosen = [mail for mail in mails.failed() if is_possible_address(mail.to)]
    Mail.objects.filter(pk__in=[mail.pk for mail in chosen]).update(
        state=Mail.State.WAITING,
        due_at=timezone.now(),
        locked_until=None,
        ended_at=None,
        failing_since=None,
        interruptions=0,
        fault="",
        answer="",
    )
    for mail in chosen:
        # No case number in a record that outlives the mail.
        log(instance=mail, action=ACTION, user=by, title=str(mail.pk))
    return len(chosen)
