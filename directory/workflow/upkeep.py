"""Keeps the directory up to date: reminds maintainers, hides unconfirmed entries, removes the people of abandoned ones.

Every step checks again under a lock whether it is due, so that a second worker, a second run or a concurrent
confirmation repeats nothing.
"""

from collections.abc import Callable
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.log_actions import log

from ..domain.lifecycle import ARCHIVED_AFTER, FIRST_REMINDER, REMINDER_DAYS, Step, next_step
from ..models import MaintainerLetter, Maintainership, OrganisationPage
from ..publishing.projection import write_records
from .entries import may_keep
from .hiding import give_up_entry, hide_entry
from .maintainer_mail import tell_hidden, tell_reminder


def keep_entries_true(today: date | None = None) -> dict[str, int]:
    """Do everything that is due; return how many entries were `reminded`, `hidden` and `given_up`."""
    today = today or timezone.localdate()
    _begin_for_new_entries()
    _begin_again_for_published_entries()
    return {
        "reminded": _each(_to_confirm(today), remind, today),
        "hidden": _each(_to_confirm(today).filter(reminders=len(REMINDER_DAYS)), hide, today),
        "given_up": _each(_hidden_for_long(today), give_up, today),
    }


@transaction.atomic
def remind(key: int, today: date) -> bool:
    """Remind the maintainer if due; the office sees it in its to-do list, where letters are printed, too."""
    keeping = _locked(key)
    if keeping.maintainer_mode == Maintainership.MaintainerMode.LETTER or not _is_due(
        keeping, Step.REMIND, today
    ):
        return False
    _note_asked(keeping, keeping.counted_reminders + 1, today)
    if keeping.is_asked_by_mail:
        tell_reminder(keeping, number=keeping.reminders)
    log(instance=keeping.page, action="directory.remind", data={"number": keeping.reminders})
    return True


@transaction.atomic
def hide(key: int, today: date) -> bool:
    """Hide the entry if due, and tell its maintainer how to show it again."""
    keeping = _locked(key)
    if not _is_due(keeping, Step.HIDE, today):
        return False
    hide_entry(keeping.page, on=today)
    if keeping.is_asked_by_mail:
        tell_hidden(keeping)
    return True


@transaction.atomic
def give_up(key: int, today: date) -> bool:
    keeping = _locked(key)
    day = keeping.hidden_on
    if keeping.page.live or day is None or (today - day).days <= ARCHIVED_AFTER:
        return False
    return give_up_entry(keeping.page)


@transaction.atomic
def note_letter_sent(page: OrganisationPage, *, user=None) -> bool:
    """Count a letter to the maintainer as all three reminders, since nobody gets three letters.

    Return False if no letter is due or one was recorded already: the day of hiding stays. Raise PermissionDenied if the
    user may not.
    """
    if user is not None and not may_keep(user, page):
        raise PermissionDenied
    keeping = Maintainership.objects.select_for_update().filter(page=page).first()
    if keeping is None or not awaits_letter(keeping):
        return False
    _note_asked(keeping, len(REMINDER_DAYS), timezone.localdate())
    MaintainerLetter.objects.questions().unsent().filter(page=page).update(sent_at=timezone.now())
    log(instance=page, action="directory.letter", user=user)
    return True


def awaits_letter(keeping: Maintainership) -> bool:
    """Whether a letter to the maintainer is due and none was recorded."""
    return Maintainership.objects.filter(pk=keeping.pk).to_be_written_to().exists()


def _each(rows: QuerySet, act: Callable[[int, date], bool], today: date) -> int:
    """One transaction per entry, so that a failure does not affect others."""
    return sum(act(key, today) for key in list(rows.values_list("pk", flat=True)))


def _locked(key: int) -> Maintainership:
    return Maintainership.objects.select_for_update(of=("self",)).select_related("page__locale").get(pk=key)


def _is_due(keeping: Maintainership, step: Step, today: date) -> bool:
    planned = next_step(keeping.page.life_facts(), today)
    return planned is not None and planned[0] == step and planned[1] <= today


def _note_asked(keeping: Maintainership, reminders: int, today: date) -> None:
    keeping.reminders, keeping.asked_on = reminders, today
    # Nothing of this is public, so the record stays as it is.
    Maintainership.objects.filter(pk=keeping.pk).update(reminders=reminders, asked_on=today)


def _to_confirm(today: date) -> QuerySet:
    first_day = today - timedelta(days=FIRST_REMINDER)
    return Maintainership.objects.of_originals().filter(page__live=True).unconfirmed_since(first_day)


def _hidden_for_long(today: date) -> QuerySet:
    last_day = today - timedelta(days=ARCHIVED_AFTER)
    return Maintainership.objects.of_originals().filter(page__live=False, hidden_on__lt=last_day)


def _begin_for_new_entries() -> None:
    """Entries made in the page tree, or whose maintainership was deleted, are maintained by the office."""
    missing = OrganisationPage.objects.filter(live=True, alias_of=None, maintainership=None)
    keys = list(missing.values_list("pk", flat=True))
    with transaction.atomic():
        Maintainership.objects.bulk_create(
            [Maintainership(page_id=key) for key in keys], batch_size=500, ignore_conflicts=True
        )
        write_records(OrganisationPage.objects.filter(pk__in=keys))


def _begin_again_for_published_entries() -> None:
    """If a hidden entry was published without a confirmation, its maintainer gets the reminders again."""
    again = Maintainership.objects.filter(page__live=True, hidden_on__isnull=False)
    again.update(hidden_on=None, reminders=0, asked_on=None)
