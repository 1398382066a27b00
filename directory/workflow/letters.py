"""The life of a letter to a maintainer: requested, printed, sent, opened by its code, used, deleted."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Site

from ..domain import letter_codes
from ..models import MaintainerLetter, OrganisationPage
from ..models.maintainer_letter import LIFETIME
from .entries import may_keep
from .letter_addresses import address_of
from .upkeep import awaits_letter

Purpose = MaintainerLetter.Purpose
KEPT_AFTERWARDS = timedelta(days=30)
# After this time without action by the office, a request is dropped.
KEPT_WAITING = timedelta(days=180)


class LetterOverError(Exception):
    """The code was used, has expired, or there were too many guesses."""


@dataclass(frozen=True)
class PrintedLetter:
    """The content of the paper; the code exists nowhere else."""

    letter: MaintainerLetter
    code: str
    address: list[str]


@transaction.atomic
def request_letter(public_id: UUID, *, site: Site | None) -> None:
    """Tell the office that somebody wants to maintain a public entry, unless a letter is already pending."""
    page = OrganisationPage.objects.live().in_town(site).filter(public_id=public_id, alias_of=None).first()
    if page is None:
        return
    # Two concurrent requests count as one.
    OrganisationPage.objects.select_for_update(of=("self",)).get(pk=page.pk)
    claims = MaintainerLetter.objects.claims().filter(page=page)
    if not (claims.unsent().exists() or claims.usable().exists()):
        _begin(page, Purpose.CLAIM)


@transaction.atomic
def print_letter(page: OrganisationPage, purpose: str, *, user) -> PrintedLetter | None:
    """Generate a new code, which invalidates an earlier print; None without an address or a reason to write.

    Raise PermissionDenied if the user may not.
    """
    if not may_keep(user, page):
        raise PermissionDenied
    keeping = getattr(page, "maintainership", None)
    address = address_of(page, keeping)
    letter = MaintainerLetter.objects.select_for_update().filter(page=page, purpose=purpose).unsent().first()
    if letter is None and purpose == Purpose.CONFIRM and keeping and awaits_letter(keeping):
        letter = _begin(page, purpose)
    if letter is None or not address:
        return None
    code = letter_codes.new_code()
    letter.digest = letter_codes.digest_of(letter.number, letter.purpose, code)
    letter.tries, letter.link = 0, None
    letter.printed_at = timezone.now()
    letter.expires_at = letter.printed_at + LIFETIME
    letter.save()
    log(instance=page, action="directory.print_letter", user=user)
    return PrintedLetter(letter, code, address)


@transaction.atomic
def note_claim_letter_sent(page: OrganisationPage, *, user) -> bool:
    """Record that the printed claim letter was sent. Raise PermissionDenied if the user may not."""
    if not may_keep(user, page):
        raise PermissionDenied
    printed = MaintainerLetter.objects.claims().unsent().filter(page=page).exclude(digest="")
    if not printed.update(sent_at=timezone.now()):
        return False
    log(instance=page, action="directory.send_letter", user=user)
    return True


@transaction.atomic
def refuse_letter(page: OrganisationPage, *, user) -> bool:
    """Decline a request for a letter. Raise PermissionDenied if the user may not."""
    if not may_keep(user, page):
        raise PermissionDenied
    deleted, _each = MaintainerLetter.objects.claims().unsent().filter(page=page).delete()
    if deleted:
        log(instance=page, action="directory.refuse_letter", user=user)
    return bool(deleted)


def open_letter(number: str, code: str) -> MaintainerLetter | None:
    """Return the letter with this code; None for a wrong code, which is counted.

    Raise LetterOverError for a letter that is no longer valid, whatever the code.
    """
    with transaction.atomic():
        letter = MaintainerLetter.objects.select_for_update().filter(number=number).exclude(digest="").first()
        digest = letter_codes.digest_of(number, letter.purpose if letter else Purpose.CLAIM, code)
        if letter is None:
            return None
        if not letter.is_usable:
            raise LetterOverError
        if letter_codes.is_same(letter.digest, digest):
            return letter
        MaintainerLetter.objects.filter(pk=letter.pk).update(tries=F("tries") + 1)
        return None


def forget_letters(now=None) -> int:
    """Delete invalid letters and unanswered requests; return how many."""
    now = now or timezone.now()
    is_over = Q(used_at__lt=now - KEPT_AFTERWARDS) | Q(expires_at__lt=now - KEPT_AFTERWARDS)
    is_old = Q(digest="", requested_at__lt=now - KEPT_WAITING)
    return MaintainerLetter.objects.filter(is_over | is_old).delete()[0]


def _begin(page: OrganisationPage, purpose: str) -> MaintainerLetter:
    number = letter_codes.new_number()
    while MaintainerLetter.objects.filter(number=number).exists():
        number = letter_codes.new_number()
    return MaintainerLetter.objects.create(
        page=page, purpose=purpose, number=number, requested_at=timezone.now()
    )
