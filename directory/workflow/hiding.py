"""Hides an entry and shows it again, in all its languages, regardless of pending drafts."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from ..models import Maintainership, OrganisationPage
from .personal_data import remove_people_of


@transaction.atomic
def hide_entry(page: OrganisationPage, *, on: date | None = None) -> None:
    """Hide an entry that nobody has confirmed for too long. Nothing is deleted."""
    for version in _versions(page).filter(live=True):
        # Before unpublishing, because the tombstone records the reason.
        hidden = {"hidden_on": on or timezone.localdate()}
        Maintainership.objects.update_or_create(page=version, defaults=hidden)
        version.unpublish(log_action="directory.hide")


@transaction.atomic
def show_entry_again(page: OrganisationPage, *, user=None) -> None:
    """Show a hidden entry as it was, without drafts written since."""
    hidden = list(_versions(page).filter(live=False, maintainership__hidden_on__isnull=False))
    Maintainership.objects.filter(page__in=hidden).update(hidden_on=None)
    for version in hidden:
        log(instance=version, action="directory.show_again", user=user)
        for each in (version, *_aliases_of(version)):
            _make_live(each)


@transaction.atomic
def withdraw_entry(page: OrganisationPage, *, user=None) -> None:
    """Withdraw an entry for good, as its maintainer or the office wishes; nobody is asked about it any more."""
    versions = _versions(page)
    Maintainership.objects.filter(page__in=versions).update(hidden_on=None)
    for version in versions.filter(live=True):
        version.unpublish(user=user, log_action="directory.withdraw")


@transaction.atomic
def give_up_entry(page: OrganisationPage) -> bool:
    """Remove the people of an entry that was hidden for too long; return whether there were any.

    The rest is the club's own data: the town may publish the entry again if somebody turns up.
    """
    found = [version for version in _versions(page) if remove_people_of(version)]
    for version in found:
        log(instance=version, action="directory.give_up")
    return bool(found)


def _versions(page: OrganisationPage):
    """The entry's pages in all languages. Wagtail takes care of their aliases."""
    return OrganisationPage.objects.filter(translation_key=page.translation_key, alias_of=None)


def _aliases_of(page: OrganisationPage):
    return OrganisationPage.objects.filter(alias_of=page, live=False)


def _make_live(page: OrganisationPage) -> None:
    """Not by publishing a revision, since the newest may be a draft and older ones contain old facts."""
    latest = page.latest_revision
    has_draft = bool(latest and page.last_published_at and latest.created_at > page.last_published_at)
    page.live, page.expired, page.has_unpublished_changes = True, False, has_draft
    page.live_revision = None if has_draft else latest
    page.save(clean=False)
