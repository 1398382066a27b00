"""Keeps the directory true: asks the keepers, hides what nobody confirms, forgets what was given up.

Every step asks again under the lock whether it is due, so that two workers, a second run or a keeper who
confirms meanwhile change nothing twice.
"""

from collections.abc import Callable
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.log_actions import log

from ..keeper_mail import tell_hidden, tell_reminder
from ..lifecycle import ARCHIVED_AFTER, FIRST_REMINDER, REMINDER_DAYS, Step, facts_of, next_step
from ..models import KeeperLetter, OrganisationPage, Stewardship
from ..records import write_records
from .entries import may_keep
from .hiding import give_up_entry, hide_entry


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
    """Ask the keeper if it is time to; the office is asked by its list of tasks, a letter is printed there."""
    keeping = _locked(key)
    if keeping.keeper_mode == Stewardship.KeeperMode.LETTER or not _is_due(keeping, Step.REMIND, today):
        return False
    _note_asked(keeping, keeping.counted_reminders + 1, today)
    if keeping.is_asked_by_mail:
        tell_reminder(keeping, number=keeping.reminders)
    log(instance=keeping.page, action="directory.remind", data={"number": keeping.reminders})
    return True


@transaction.atomic
def hide(key: int, today: date) -> bool:
    """Hide the entry if it is time to, and tell its keeper how it comes back."""
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
    """Count a letter to the keeper as all three questions: nobody is sent three letters.

    False when no letter is due, or one was noted already: the day on which the entry is hidden stays.
    Raises PermissionDenied if the user may not.
    """
    if user is not None and not may_keep(user, page):
        raise PermissionDenied
    keeping = Stewardship.objects.select_for_update().filter(page=page).first()
    if keeping is None or not awaits_letter(keeping):
        return False
    _note_asked(keeping, len(REMINDER_DAYS), timezone.localdate())
    KeeperLetter.objects.questions().unsent().filter(page=page).update(sent_at=timezone.now())
    log(instance=page, action="directory.letter", user=user)
    return True


def awaits_letter(keeping: Stewardship) -> bool:
    """Whether it is time to write to the keeper of an entry, and nobody has noted a letter."""
    return Stewardship.objects.filter(pk=keeping.pk).to_be_written_to().exists()


def _each(rows: QuerySet, act: Callable[[int, date], bool], today: date) -> int:
    """In a transaction per entry: one that fails or is killed leaves the others as they are."""
    return sum(act(key, today) for key in list(rows.values_list("pk", flat=True)))


def _locked(key: int) -> Stewardship:
    return Stewardship.objects.select_for_update(of=("self",)).select_related("page__locale").get(pk=key)


def _is_due(keeping: Stewardship, step: Step, today: date) -> bool:
    planned = next_step(facts_of(keeping.page), today)
    return planned is not None and planned[0] == step and planned[1] <= today


def _note_asked(keeping: Stewardship, reminders: int, today: date) -> None:
    keeping.reminders, keeping.asked_on = reminders, today
    # Nothing of this is public, so the record stays as it is.
    Stewardship.objects.filter(pk=keeping.pk).update(reminders=reminders, asked_on=today)


def _to_confirm(today: date) -> QuerySet:
    first_day = today - timedelta(days=FIRST_REMINDER)
    return Stewardship.objects.of_originals().filter(page__live=True).unconfirmed_since(first_day)


def _hidden_for_long(today: date) -> QuerySet:
    last_day = today - timedelta(days=ARCHIVED_AFTER)
    return Stewardship.objects.of_originals().filter(page__live=False, hidden_on__lt=last_day)


def _begin_for_new_entries() -> None:
    """An entry that an editor made in the page tree, or whose keeping was deleted, is kept by the office."""
    missing = OrganisationPage.objects.filter(live=True, alias_of=None, stewardship=None)
    keys = list(missing.values_list("pk", flat=True))
    with transaction.atomic():
        Stewardship.objects.bulk_create(
            [Stewardship(page_id=key) for key in keys], batch_size=500, ignore_conflicts=True
        )
        write_records(OrganisationPage.objects.filter(pk__in=keys))


def _begin_again_for_published_entries() -> None:
    """Somebody published a hidden entry without a confirmation: its keeper is asked anew."""
    again = Stewardship.objects.filter(page__live=True, hidden_on__isnull=False)
    again.update(hidden_on=None, reminders=0, asked_on=None)
