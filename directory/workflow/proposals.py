"""The life of a maintainer's changes: saved as a draft, sent, accepted in whole or part, rejected."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms.mail.queueing import queue
from cms.towns.scope import town_of

from ..entry_changes.apply import publish_changes
from ..entry_changes.diff import Change, Kind, changes_between, with_changes
from ..entry_changes.snapshot import facts_of
from ..models import DirectorySettings, EntryProposal, MaintainerLetter, OrganisationPage
from .entries import confirm_entry
from .entry_pictures import forget_refused, into_library

Status = EntryProposal.Status
Instant = DirectorySettings.Instant
# Key in a draft's `data` that distinguishes windows.
WINDOW = "window"


class DraftMovedError(Exception):
    """The draft was saved in another window since this form was opened."""


class AlreadyDecidedError(Exception):
    """Somebody else decided first, or the maintainer has sent a newer proposal."""


class PageMovedError(Exception):
    """The entry changed while somebody looked at the comparison."""


@dataclass(frozen=True)
class Sent:
    """The outcome of sending: `at_once` is public already, `to_review` waits for staff."""

    at_once: list[Change]
    to_review: list[Change]


def get_draft(page: OrganisationPage, email: str) -> EntryProposal:
    """Return the maintainer's draft, possibly unsaved; it continues an undecided proposal."""
    mine = EntryProposal.objects.from_maintainer(page.pk, email)
    draft = mine.drafts().first()
    if draft:
        return draft
    sent = mine.waiting().last()
    base, data = (_base_after(sent), sent.data) if sent else (facts_of(page), {})
    return EntryProposal(page=page, email=email.lower(), base=base, data=data)


@transaction.atomic
def keep_draft(page: OrganisationPage, email: str, data: dict, version: int) -> EntryProposal:
    """Store the form as it is. Raise DraftMovedError if another window has stored something since.

    A window knows the `version` it was opened with and has its own name in `data`, because its own save may have
    arrived even if it never got the response.
    """
    _lock(page.pk)
    draft = get_draft(page, email)
    is_own = bool(data.get(WINDOW)) and data[WINDOW] == draft.data.get(WINDOW)
    if draft.version != version and not (is_own and draft.pk):
        raise DraftMovedError
    draft.data = data
    draft.version += 1
    draft.updated_at = timezone.now()
    draft.save()
    return draft


def changes_of(proposal: EntryProposal, page: OrganisationPage | None = None) -> list[Change]:
    """Return what a sent proposal changes, compared with the public page."""
    page = page or OrganisationPage.objects.get(pk=proposal.page_id)
    return changes_between(proposal.base, proposal.wanted, facts_of(page))


@transaction.atomic
def send_proposal(draft: EntryProposal, wanted: dict) -> Sent:
    """Publish what the town lets maintainers change without review; the rest waits for staff.

    If nothing waits, this confirms the whole entry as of today. Raise ValidationError if the changes make the current
    entry invalid.
    """
    page = _lock(draft.page_id)
    draft.wanted = wanted
    changes = [change for change in changes_of(draft, page) if change.is_possible]
    at_once = public_at_once(page, changes)
    if at_once:
        publish_changes(page.pk, at_once, by=None)
        titles = ", ".join(change.title for change in at_once)
        log(instance=page, action="directory.change_at_once", data={"fields": titles})
    to_review = [change for change in changes if change not in at_once]
    _file(draft, bool(to_review), [change.key for change in at_once])
    # Editing the entry also answers a letter's question.
    MaintainerLetter.objects.questions().filter(page=page).end()
    if not to_review:
        confirm_entry(page, by=_("maintainer of the entry"))
    return Sent(at_once, to_review)


def instant_fields(page: OrganisationPage) -> set[str]:
    site = page.get_site()
    return set(DirectorySettings.for_site(site).instant_fields) if site else set()


def public_at_once(page: OrganisationPage, changes: list[Change]) -> list[Change]:
    """Return the changes that need no review; a hidden entry has none."""
    allowed = instant_fields(page) if page.live else set()
    fitting = (change for change in changes if change.is_possible and not change.is_conflict)
    return [change for change in fitting if kind_of(change) in allowed]


def kind_of(change: Change) -> str | None:
    """Return the town's category of harmless changes that the change belongs to, if any."""
    if change.relation == "openings":
        return Instant.OPENINGS
    if change.relation == "offers":
        is_time = change.kind == Kind.CHANGED and change.unit.name == "time"
        return Instant.TIMES if is_time else None
    if change.relation == "":
        return {"phone": Instant.PHONE, "website": Instant.WEBSITE}.get(change.unit.name)
    return None


@transaction.atomic
def accept_proposal(proposal: EntryProposal, keys: set[str], *, by, seen: dict, note: str = "") -> list[str]:
    """Publish the changes with these keys, in whole or part, and mail the maintainer.

    `seen` are the facts that the member of staff compared with. Return the titles of changes that conflict with an
    editor's draft and therefore affect only the public page. Raise AlreadyDecidedError, PageMovedError,
    PermissionDenied, PictureAwayError, ValidationError.
    """
    page, proposal = _locked(proposal, by)
    if not page.live:
        raise ValidationError(
            _("The entry is not public at the moment. Publish it first, or reject the changes.")
        )
    if facts_of(page) != seen:
        raise PageMovedError
    possible = [change for change in changes_of(proposal, page) if change.is_possible]
    chosen = [change for change in possible if change.key in keys]
    if not chosen:
        raise ValueError("Nothing is chosen.")
    _demand_their_places(chosen, possible)
    differing = publish_changes(page.pk, into_library(page, chosen), by=by)
    is_whole = len(chosen) == len(possible)
    refused = [change.title for change in possible if change not in chosen]
    _decide(proposal, Status.ACCEPTED if is_whole else Status.PARTLY, by, note, [each.key for each in chosen])
    if is_whole:
        _confirm(page, proposal)
    _tell_accepted(page, proposal, chosen, refused, note)
    forget_refused([page.pk])
    log(instance=page, action="directory.accept_proposal", user=by, data={"fields": len(chosen)})
    return differing


@transaction.atomic
def reject_proposal(proposal: EntryProposal, reason: str, *, by) -> None:
    """Leave the entry as it is and mail the reason. Raise AlreadyDecidedError, PermissionDenied, ValueError."""
    if not reason.strip():
        raise ValueError("A reason is needed.")
    page, proposal = _locked(proposal, by)
    _decide(proposal, Status.REJECTED, by, reason, [])
    forget_refused([page.pk])
    _tell(proposal, "entry-proposal-rejected", {"entry_name": page.title, "reason": reason})
    log(instance=page, action="directory.reject_proposal", user=by)


def may_decide(user, page: OrganisationPage | None = None) -> bool:
    """Whether the user may decide about proposals: of any entry, or of this one."""
    if not user.has_perm("directory.change_entryproposal"):
        return False
    return page is None or page.permissions_for_user(user).can_publish()


def reference_of(proposal: EntryProposal) -> str:
    """The reference for finding a proposal's mails, which are deleted with it."""
    return f"proposal-{proposal.pk}"


def _base_after(sent: EntryProposal) -> dict:
    """Return the facts from before the draft, plus what was published without review on sending."""
    changes = changes_between(sent.base, sent.wanted)
    return with_changes(sent.base, [change for change in changes if change.key in sent.accepted])


def _demand_their_places(chosen: list[Change], possible: list[Change]) -> None:
    """Refuse an offer at a place that was not accepted."""
    refused = {change.row_id: change for change in possible if change.is_new_place and change not in chosen}
    for change in chosen:
        if change.place in refused:
            raise ValidationError(
                _("%(offer)s takes place at a new place. Please accept that, too: %(place)s")
                % {"offer": change.title, "place": refused[change.place].title}
            )


def _lock(page_id: int) -> OrganisationPage:
    return OrganisationPage.objects.select_for_update(of=("self",)).get(pk=page_id)


def _locked(proposal: EntryProposal, by) -> tuple[OrganisationPage, EntryProposal]:
    page = _lock(proposal.page_id)
    if not may_decide(by, page):
        raise PermissionDenied
    locked = EntryProposal.objects.select_for_update(of=("self",)).filter(pk=proposal.pk).first()
    if locked is None or not locked.is_waiting:
        raise AlreadyDecidedError
    return page, locked


def _file(draft: EntryProposal, is_waiting: bool, accepted: list[str]) -> None:
    """Turn the draft into a sent proposal, which replaces the maintainer's previous one."""
    mine = EntryProposal.objects.from_maintainer(draft.page_id, draft.email).waiting()
    mine.exclude(pk=draft.pk).update(status=Status.REPLACED, decided_at=timezone.now())
    draft.accepted = accepted
    draft.status = Status.SENT if is_waiting else Status.ACCEPTED
    draft.sent_at = draft.updated_at = timezone.now()
    draft.decided_at = None if is_waiting else draft.sent_at
    draft.save()


def _decide(proposal: EntryProposal, status: str, by, reason: str, accepted: list[str]) -> None:
    proposal.status, proposal.reason = status, reason
    proposal.accepted = [*proposal.accepted, *accepted]
    proposal.decided_at, proposal.decided_by = timezone.now(), by
    proposal.save()


def _confirm(page: OrganisationPage, proposal: EntryProposal) -> None:
    """The maintainer confirmed the entry on the day of sending, unless somebody has done so since."""
    sent_on = timezone.localdate(proposal.sent_at)
    maintainership = getattr(page, "maintainership", None)
    if not maintainership or not maintainership.assured_on or maintainership.assured_on < sent_on:
        confirm_entry(page, by=_("maintainer of the entry"), on=sent_on)


def _tell_accepted(
    page, proposal: EntryProposal, chosen: list[Change], refused: list[str], note: str
) -> None:
    context = {
        "entry_name": page.title,
        "accepted": _listed(change.title for change in chosen),
        "refused": _listed(refused),
        "note": note,
        "link": page.full_url or "",
    }
    _tell(proposal, "entry-proposal-accepted", context)


def _tell(proposal: EntryProposal, message: str, context: dict) -> None:
    """Mail the decision. Maintainers with only a letter have no address, which staff can see beside the changes."""
    if proposal.email:
        queue(
            message,
            to=proposal.email,
            site=town_of(proposal.page),
            context=context,
            reference=reference_of(proposal),
        )


def _listed(titles) -> str:
    return "\n".join(f"- {title}" for title in titles)
