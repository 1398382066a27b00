"""Asks maintainers a week before a call for volunteers expires whether to renew it, once per last day."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms.mail.links import expiry_in_words, link_address, make_link
from cms.mail.queueing import queue
from cms.towns.scope import town_of

from ..models import EndingNotice, Maintainership, Opening
from .links import Purpose

# Notices are needed only until some time after the last day.
NOTICES_KEPT = timedelta(days=30)


def tell_of_ending_calls() -> int:
    """Mail maintainers whose calls end soon; return how many. Missed days are made up for while the call is public."""
    ending = Opening.objects.ending_soon().order_by().values("page")
    keepings = Maintainership.objects.of_public_entries().asked_by_mail().filter(page__in=ending)
    return sum(_tell(key) for key in list(keepings.values_list("pk", flat=True)))


@transaction.atomic
def _tell(key: int) -> bool:
    """One transaction per entry, locked, so that a second worker sees the notices of the first."""
    keepings = Maintainership.objects.select_for_update(of=("self",)).select_related("page__locale")
    keeping = keepings.asked_by_mail().filter(pk=key, page__live=True).first()
    untold = _untold(keeping) if keeping else []
    if not untold:
        return False
    EndingNotice.objects.bulk_create(
        EndingNotice(page_id=keeping.page_id, key=each.key, valid_until=each.valid_until) for each in untold
    )
    with translation.override(settings.LANGUAGE_CODE):
        _mail(keeping, untold)
    log(instance=keeping.page, action="directory.tell_end")
    return True


def _untold(keeping: Maintainership) -> list[Opening]:
    told = set(EndingNotice.objects.filter(page=keeping.page_id).values_list("key", "valid_until"))
    ending = Opening.objects.ending_soon().filter(page=keeping.page_id)
    return [each for each in ending if (each.key, each.valid_until) not in told]


def _mail(keeping: Maintainership, openings: list[Opening]) -> None:
    page = keeping.page
    site = town_of(page)
    token = make_link(Purpose.OPENINGS, page.pk, keeping.maintainer_email)
    context = {
        "entry_name": page.title,
        "openings": "\n".join(_line(each) for each in openings),
        "expires": expiry_in_words(Purpose.OPENINGS),
        "link": link_address(Purpose.OPENINGS, token, page.locale.language_code, site=site),
    }
    queue("entry-openings-end", to=keeping.maintainer_email, site=site, context=context)


def _line(opening: Opening) -> str:
    words = {"title": opening.title, "day": date_format(opening.valid_until, "DATE_FORMAT")}
    return _("- %(title)s, until %(day)s") % words


def forget_notices() -> int:
    last_day = timezone.localdate() - NOTICES_KEPT
    return EndingNotice.objects.filter(valid_until__lt=last_day).delete()[0]
