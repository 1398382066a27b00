"""Merges two entries as staff chose, field by field. Never runs without a person's decision."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.contrib.redirects.models import Redirect
from wagtail.log_actions import log

from cms.caching.content_version import refresh_content
from cms.mail.models import AccessLink
from cms.towns.scope import town_of

from ..entry_changes.apply import publish_changes
from ..models import DuplicatePair, Maintainership, OrganisationPage, PublicEntry, Tombstone
from ..publishing.projection import records_written, write_records
from ..workflow.edit_links import keeps
from ..workflow.personal_data import ENTRY_LINKS, remove_people_of
from .choices import GONE, Choice, changes_for, merge_facts_of
from .relations import move_references

PERMISSION = "directory.change_duplicatepair"


class EntryMovedError(Exception):
    """One of the entries was changed or merged since somebody compared them."""


@transaction.atomic
def merge_entries(
    kept: OrganisationPage, gone: OrganisationPage, choice: Choice, *, by, seen: tuple[dict, dict]
) -> OrganisationPage:
    """Publish the choice on `kept`, unpublish `gone`, and redirect everything from `gone` to `kept`.

    `seen` are the facts (`merge_facts_of`) of both at the time of the comparison. Raise EntryMovedError,
    PermissionDenied, or ValidationError if the result would be invalid. Return the entry that stays.
    """
    kept, gone = _lock(kept.pk, gone.pk)
    if not may_merge(by, kept, gone):
        raise PermissionDenied
    refuse_impossible(kept, gone)
    facts = merge_facts_of(kept), merge_facts_of(gone)
    if facts != seen:
        raise EntryMovedError
    publish_changes(kept.pk, changes_for(*facts, choice), by=by)
    _merge_maintainers(kept, gone, choice)
    for version in _versions(gone):
        _replace(version, _counterpart(version, kept), by)
    _merge_pairs(kept, gone)
    write_records(OrganisationPage.objects.filter(parent_organisation=kept.pk))
    write_records(OrganisationPage.objects.filter(pk=kept.pk))
    # What other apps have hung on the entry has moved to it, also where its record is the same as before.
    records_written.send(sender=PublicEntry, keys=[version.pk for version in _versions(kept)])
    refresh_content()
    log(instance=kept, action="directory.merge", user=by, data={"name": gone.title, "page": gone.pk})
    return OrganisationPage.objects.get(pk=kept.pk)


@transaction.atomic
def tell_apart(pair: DuplicatePair, *, by) -> None:
    """Mark the pair as distinct for good. Raise PermissionDenied."""
    if not may_merge(by, pair.one, pair.other):
        raise PermissionDenied
    DuplicatePair.objects.filter(pk=pair.pk).update(is_distinct=True, decided_by=by)


def may_merge(user, *pages: OrganisationPage) -> bool:
    """Whether the user may merge entries: any at all, or these."""
    return user.has_perm(PERMISSION) and all(page.permissions_for_user(user).can_publish() for page in pages)


def refuse_impossible(kept: OrganisationPage, gone: OrganisationPage) -> None:
    """Raise ValidationError for pages that cannot be merged in this direction."""
    if kept.translation_key == gone.translation_key or kept.alias_of_id or gone.alias_of_id:
        raise ValidationError(_("These are two languages of one entry."))
    if Tombstone.objects.filter(
        public_id__in=[kept.public_id, gone.public_id], merged_into__isnull=False
    ).exists():
        raise ValidationError(_("One of these entries has been merged already."))
    if not kept.live:
        raise ValidationError(
            _("The entry that stays has to be public. Publish it first, or keep the other one.")
        )


def _lock(*keys: int) -> list[OrganisationPage]:
    """Lock both in the order of their ids, so that concurrent merges cannot deadlock."""
    rows = OrganisationPage.objects.select_for_update(of=("self",)).order_by("pk")
    found = {page.pk: page for page in rows.filter(pk__in=keys)}
    if len(found) < len(set(keys)) or len(set(keys)) < 2:
        raise EntryMovedError
    return [found[key] for key in keys]


def _versions(page: OrganisationPage):
    """All translations and aliases of the entry."""
    is_the_same = Q(translation_key=page.translation_key) | Q(alias_of=page.pk)
    return OrganisationPage.objects.filter(is_the_same).order_by("pk")


def _counterpart(version: OrganisationPage, kept: OrganisationPage) -> OrganisationPage:
    """The surviving entry in the language of this version, if it exists."""
    same_language = _versions(kept).filter(locale=version.locale_id, live=True, alias_of=None)
    return same_language.exclude(pk=version.pk).first() or kept


def _replace(gone: OrganisationPage, kept: OrganisationPage, by) -> None:
    _redirect(gone, kept)
    if not gone.alias_of_id:
        _bury(gone, kept)
    _move_links(gone, kept)
    move_references(gone, kept)
    _take_out(gone, by)
    remove_people_of(gone)
    log(instance=gone, action="directory.merged_into", user=by, data={"name": kept.title, "page": kept.pk})


def _redirect(gone: OrganisationPage, kept: OrganisationPage) -> None:
    """Redirect its address permanently, and earlier ones; a page that was never public needs no redirect."""
    Redirect.objects.filter(redirect_page=gone.pk).update(redirect_page=kept.pk)
    parts = gone.get_url_parts()
    if parts and gone.first_published_at:
        Redirect.objects.update_or_create(
            old_path=Redirect.normalise_path(parts[2]),
            site_id=parts[0],
            defaults={
                "redirect_page_id": kept.pk,
                "redirect_link": "",
                "is_permanent": True,
                "automatically_created": True,
            },
        )


def _bury(gone: OrganisationPage, kept: OrganisationPage) -> None:
    """Point its key and its aliases to `kept`. Must precede unpublishing, which would record a plain removal."""
    Tombstone.objects.filter(merged_into=gone.public_id).update(merged_into=kept.public_id)
    merged = {
        "merged_into": kept.public_id,
        "reason": Tombstone.Reason.MERGED,
        "removed_at": timezone.now(),
        "site": town_of(gone),
    }
    Tombstone.objects.update_or_create(public_id=gone.public_id, defaults=merged)


def _move_links(gone: OrganisationPage, kept: OrganisationPage) -> None:
    """Keep links in mails working for maintainers of the remaining entry; other links go with the page."""
    links = AccessLink.objects.filter(purpose__startswith=ENTRY_LINKS, object_id=gone.pk)
    emails = set(links.values_list("email", flat=True))
    links.filter(email__in=[email for email in emails if keeps(kept, email)]).update(object_id=kept.pk)


def _take_out(gone: OrganisationPage, by) -> None:
    gone.revisions.exclude(approved_go_live_at=None).update(approved_go_live_at=None)
    if state := gone.current_workflow_state:
        state.cancel(user=by)
    if gone.live:
        gone.unpublish(user=by, log_action=False)


def _merge_maintainers(kept: OrganisationPage, gone: OrganisationPage, choice: Choice) -> None:
    """Keep the chosen maintainer, and fill in gaps in the entry's origin.

    A confirmation of the other entry does not apply to this one, so it is dropped.
    """
    stays, _is_new = Maintainership.objects.get_or_create(page=kept)
    goes = Maintainership.objects.filter(page=gone).first()
    if goes is None:
        return
    if choice.maintainer == GONE:
        stays.maintainer_email, stays.maintainer_mode = goes.maintainer_email, goes.maintainer_mode
    if not stays.source:
        stays.source, stays.source_id, stays.imported_on = goes.source, goes.source_id, goes.imported_on
    stays.save()
    Maintainership.objects.filter(page__in=_versions(gone)).update(hidden_on=None)
    # The cached relation is outdated.
    kept.maintainership = stays


def _merge_pairs(kept: OrganisationPage, gone: OrganisationPage) -> None:
    """Whatever is distinct from `gone` is distinct from `kept` as well; other pairs with `gone` are settled."""
    for pair in DuplicatePair.objects.of(gone.pk).filter(is_distinct=True):
        other = pair.other_id if pair.one_id == gone.pk else pair.one_id
        if other != kept.pk:
            one, two = sorted((kept.pk, other))
            DuplicatePair.objects.update_or_create(
                one_id=one,
                other_id=two,
                defaults={"is_distinct": True, "decided_by": pair.decided_by, "score": pair.score},
            )
    DuplicatePair.objects.of(gone.pk).delete()
