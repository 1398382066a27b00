"""What becomes of a letter to a keeper: asked for, printed, sent, opened with its code, used, forgotten."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Site

from ..letters import codes
from ..letters.addresses import address_of
from ..models import KeeperLetter, OrganisationPage
from ..models.keeper_letter import LIFETIME
from .entries import may_keep
from .keeping import awaits_letter

Purpose = KeeperLetter.Purpose
KEPT_AFTERWARDS = timedelta(days=30)
# What nobody in the office has done anything about for so long, nobody waits for any more.
KEPT_WAITING = timedelta(days=180)


class LetterOverError(Exception):
    """The code was used, is too old, or was guessed at too often."""


@dataclass(frozen=True)
class PrintedLetter:
    """What stands on the paper; the code is nowhere else."""

    letter: KeeperLetter
    code: str
    address: list[str]


@transaction.atomic
def request_letter(public_id: UUID, *, site: Site | None) -> None:
    """Let the office know that somebody wants to keep a public entry; while a letter is on its way, nothing."""
    page = OrganisationPage.objects.live().in_town(site).filter(public_id=public_id, alias_of=None).first()
    if page is None:
        return
    # Two requests at the same moment are one.
    OrganisationPage.objects.select_for_update(of=("self",)).get(pk=page.pk)
    claims = KeeperLetter.objects.claims().filter(page=page)
    if not (claims.unsent().exists() or claims.usable().exists()):
        _begin(page, Purpose.CLAIM)


@transaction.atomic
def print_letter(page: OrganisationPage, purpose: str, *, user) -> PrintedLetter | None:
    """Draw a new code, so that an earlier print is worth nothing; None without an address or a reason to write.

    Raises PermissionDenied if the user may not.
    """
    if not may_keep(user, page):
        raise PermissionDenied
    keeping = getattr(page, "stewardship", None)
    address = address_of(page, keeping)
    letter = KeeperLetter.objects.select_for_update().filter(page=page, purpose=purpose).unsent().first()
    if letter is None and purpose == Purpose.CONFIRM and keeping and awaits_letter(keeping):
        letter = _begin(page, purpose)
    if letter is None or not address:
        return None
    code = codes.new_code()
    letter.digest = codes.digest_of(letter.number, letter.purpose, code)
    letter.tries, letter.link = 0, None
    letter.printed_at = timezone.now()
    letter.expires_at = letter.printed_at + LIFETIME
    letter.save()
    log(instance=page, action="directory.print_letter", user=user)
    return PrintedLetter(letter, code, address)


@transaction.atomic
def note_claim_letter_sent(page: OrganisationPage, *, user) -> bool:
    """Note that the printed letter of a claim is on its way. Raises PermissionDenied if the user may not."""
    if not may_keep(user, page):
        raise PermissionDenied
    printed = KeeperLetter.objects.claims().unsent().filter(page=page).exclude(digest="")
    if not printed.update(sent_at=timezone.now()):
        return False
    log(instance=page, action="directory.send_letter", user=user)
    return True


@transaction.atomic
def refuse_letter(page: OrganisationPage, *, user) -> bool:
    """Write no letter to somebody who asked for one. Raises PermissionDenied if the user may not."""
    if not may_keep(user, page):
        raise PermissionDenied
    deleted, _each = KeeperLetter.objects.claims().unsent().filter(page=page).delete()
    if deleted:
        log(instance=page, action="directory.refuse_letter", user=user)
    return bool(deleted)


def open_letter(number: str, code: str) -> KeeperLetter | None:
    """Return the letter that has this code, None for a wrong one, which is counted.

    Raises LetterOverError for a letter that opens nothing any more, whatever the code.
    """
    with transaction.atomic():
        letter = KeeperLetter.objects.select_for_update().filter(number=number).exclude(digest="").first()
        digest = codes.digest_of(number, letter.purpose if letter else Purpose.CLAIM, code)
        if letter is None:
            return None
        if not letter.is_usable:
            raise LetterOverError
        if codes.is_same(letter.digest, digest):
            return letter
        KeeperLetter.objects.filter(pk=letter.pk).update(tries=F("tries") + 1)
        return None


def forget_letters(now=None) -> int:
    """Delete letters that open nothing any more and requests that nobody dealt with; return how many."""
    now = now or timezone.now()
    is_over = Q(used_at__lt=now - KEPT_AFTERWARDS) | Q(expires_at__lt=now - KEPT_AFTERWARDS)
    is_old = Q(digest="", requested_at__lt=now - KEPT_WAITING)
    return KeeperLetter.objects.filter(is_over | is_old).delete()[0]


def _begin(page: OrganisationPage, purpose: str) -> KeeperLetter:
    number = codes.new_number()
    while KeeperLetter.objects.filter(number=number).exists():
        number = codes.new_number()
    return KeeperLetter.objects.create(page=page, purpose=purpose, number=number, requested_at=timezone.now())
