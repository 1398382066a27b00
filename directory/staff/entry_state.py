"""The state of one entry, in words: for its editor and for the page with the buttons."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.models import PageLogEntry

from ..keeper_mail import last_confirmation
from ..letters.addresses import address_of
from ..lifecycle import PUBLIC, REMINDER_DAYS, State, facts_of, state_from
from ..models import KeeperLetter, OrganisationPage, Stewardship
from ..services import awaits_letter, may_confirm
from .next_steps import next_step_in_words

TONES = {
    State.PUBLISHED: "good",
    State.DUE: "soon",
    State.OVERDUE: "late",
    State.HIDDEN: "late",
}
# A confirmation renews these. What was withdrawn or given up is published by hand.
CONFIRMABLE = PUBLIC | {State.HIDDEN}
LIFE = "directory."
EVENTS = 12


@dataclass(frozen=True)
class EntryState:
    """`page` is the one whose stewardship counts, `asked_page` the one that was asked about.

    `awaits_letter` and `may_confirm` are for one user; `claim` is a letter that somebody has asked for.
    """

    page: OrganisationPage
    asked_page: OrganisationPage
    keeping: Stewardship | None
    state: State
    confirmed: str
    keeper: str
    asked: str
    next_step: str
    may_confirm: bool
    awaits_letter: bool
    claim: KeeperLetter | None
    letter_address: list[str]

    @property
    def tone(self) -> str:
        return TONES.get(self.state, "none")

    @property
    def is_hidden(self) -> bool:
        return self.state == State.HIDDEN


def entry_state(page: OrganisationPage, user) -> EntryState:
    asked_page, page = page, leading_version(page)
    keeping = getattr(page, "stewardship", None)
    facts, today = facts_of(page), timezone.localdate()
    state = state_from(facts, today)
    mode = keeping.keeper_mode if keeping else Stewardship.KeeperMode.AGENCY
    has_address = bool(keeping and keeping.keeper_email)
    return EntryState(
        page=page,
        asked_page=asked_page,
        keeping=keeping,
        state=state,
        confirmed=_confirmed(keeping or Stewardship()),
        keeper=_keeper(keeping or Stewardship()),
        asked=_asked(keeping) if state in PUBLIC else "",
        next_step=next_step_in_words(facts, mode, has_address, today),
        may_confirm=state in CONFIRMABLE and may_confirm(user, page),
        awaits_letter=bool(keeping) and awaits_letter(keeping),
        claim=KeeperLetter.objects.claims().unsent().filter(page=asked_page).first(),
        letter_address=address_of(page, keeping),
    )


def leading_version(page: OrganisationPage) -> OrganisationPage:
    """The version of an entry that is asked about for all its languages."""
    versions = OrganisationPage.objects.filter(translation_key=page.translation_key, alias_of=None)
    leading = versions.select_related("stewardship", "locale").order_by("-live", "pk").first()
    return leading or page


def life_of(page: OrganisationPage):
    """What the history tells of confirmations, questions and letters, latest first."""
    entries = PageLogEntry.objects.filter(page=page.pk, action__startswith=LIFE)
    return entries.select_related("user").order_by("-timestamp", "-pk")[:EVENTS]


def keeper_address(keeping: Stewardship) -> str:
    """Where staff say who keeps the entry."""
    return reverse(Stewardship.snippet_viewset.get_url_name("edit"), args=[keeping.pk])


def _confirmed(keeping: Stewardship) -> str:
    said = last_confirmation(keeping)
    return f"{said} ({keeping.assured_by})" if keeping.assured_on and keeping.assured_by else said


def _keeper(keeping: Stewardship) -> str:
    mode = keeping.get_keeper_mode_display()
    if keeping.keeper_email:
        return f"{mode} ({keeping.keeper_email})"
    if keeping.keeper_mode == Stewardship.KeeperMode.CLUB:
        return _("the organisation itself, but its address is missing")
    return mode


def _asked(keeping: Stewardship | None) -> str:
    if keeping is None or not keeping.counted_reminders:
        return ""
    day = date_format(keeping.asked_on, "DATE_FORMAT")
    if keeping.keeper_mode == Stewardship.KeeperMode.LETTER:
        return _("A letter was sent on %(day)s.") % {"day": day}
    if not keeping.is_asked_by_mail:
        return ""
    words = {"number": keeping.counted_reminders, "of": len(REMINDER_DAYS), "day": day}
    return _("%(number)s of %(of)s mails were sent, the last one on %(day)s.") % words
