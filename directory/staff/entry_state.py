"""The state of an entry in words, for its editor and for the page with the actions."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.models import PageLogEntry

from ..domain.lifecycle import PUBLIC, REMINDER_DAYS, State, state_from
from ..models import MaintainerLetter, Maintainership, OrganisationPage
from ..workflow import awaits_letter, may_confirm
from ..workflow.letter_addresses import address_of
from ..workflow.maintainer_mail import last_confirmation
from ..workflow.pausing import last_day_of_pause, may_pause
from .figures import figures_of
from .missing import missing_with_links
from .next_steps import next_step_in_words

TONES = {
    State.PUBLISHED: "good",
    State.DUE: "soon",
    State.OVERDUE: "late",
    State.HIDDEN: "late",
}
# A confirmation renews these. Withdrawn or given-up entries are published by hand.
CONFIRMABLE = PUBLIC | {State.HIDDEN}
LIFE = "directory."
EVENTS = 12


@dataclass(frozen=True)
class EntryState:
    """`page` is the one whose maintainership counts, `asked_page` the requested one.

    `awaits_letter` and `may_confirm` depend on the user; `claim` is a requested letter.
    """

    page: OrganisationPage
    asked_page: OrganisationPage
    keeping: Maintainership | None
    state: State
    confirmed: str
    maintainer: str
    asked: str
    next_step: str
    # What the entry lacks: its name, and where to enter it.
    missing: list[tuple[str, str]]
    paused_until: date | None
    may_pause: bool
    may_confirm: bool
    awaits_letter: bool
    claim: MaintainerLetter | None
    letter_address: list[str]
    figures: list[tuple[str, str]]

    @property
    def tone(self) -> str:
        return TONES.get(self.state, "none")

    @property
    def is_hidden(self) -> bool:
        return self.state == State.HIDDEN


def entry_state(page: OrganisationPage, user) -> EntryState:
    asked_page, page = page, leading_version(page)
    keeping = getattr(page, "maintainership", None)
    facts, today = page.life_facts(), timezone.localdate()
    state = state_from(facts, today)
    mode = keeping.maintainer_mode if keeping else Maintainership.MaintainerMode.AGENCY
    has_address = bool(keeping and keeping.maintainer_email)
    return EntryState(
        page=page,
        asked_page=asked_page,
        keeping=keeping,
        state=state,
        confirmed=_confirmed(keeping or Maintainership()),
        maintainer=_maintainer(keeping or Maintainership()),
        asked=_asked(keeping) if state in PUBLIC else "",
        next_step=next_step_in_words(facts, mode, has_address, today),
        missing=missing_with_links(asked_page),
        paused_until=last_day_of_pause(page),
        may_pause=state in PUBLIC and may_pause(user, page),
        may_confirm=state in CONFIRMABLE and may_confirm(user, page),
        awaits_letter=bool(keeping) and awaits_letter(keeping),
        claim=MaintainerLetter.objects.claims().unsent().filter(page=asked_page).first(),
        letter_address=address_of(page, keeping),
        figures=figures_of(page),
    )


def leading_version(page: OrganisationPage) -> OrganisationPage:
    """The version of an entry that stands for all its languages."""
    versions = OrganisationPage.objects.filter(translation_key=page.translation_key, alias_of=None)
    leading = versions.select_related("maintainership", "locale").order_by("-live", "pk").first()
    return leading or page


def life_of(page: OrganisationPage):
    """The log of confirmations, reminders and letters, latest first."""
    entries = PageLogEntry.objects.filter(page=page.pk, action__startswith=LIFE)
    return entries.select_related("user").order_by("-timestamp", "-pk")[:EVENTS]


def maintainer_address(keeping: Maintainership) -> str:
    """Where staff edit the entry's maintainer."""
    return reverse(Maintainership.snippet_viewset.get_url_name("edit"), args=[keeping.pk])


def _confirmed(keeping: Maintainership) -> str:
    said = last_confirmation(keeping)
    return f"{said} ({keeping.assured_by})" if keeping.assured_on and keeping.assured_by else said


def _maintainer(keeping: Maintainership) -> str:
    mode = keeping.get_maintainer_mode_display()
    if keeping.maintainer_email:
        return f"{mode} ({keeping.maintainer_email})"
    if keeping.maintainer_mode == Maintainership.MaintainerMode.CLUB:
        return _("the organisation itself, but its address is missing")
    return mode


def _asked(keeping: Maintainership | None) -> str:
    if keeping is None or not keeping.counted_reminders:
        return ""
    day = date_format(keeping.asked_on, "DATE_FORMAT")
    if keeping.maintainer_mode == Maintainership.MaintainerMode.LETTER:
        return _("A letter was sent on %(day)s.") % {"day": day}
    if not keeping.is_asked_by_mail:
        return ""
    words = {"number": keeping.counted_reminders, "of": len(REMINDER_DAYS), "day": day}
    return _("%(number)s of %(of)s mails were sent, the last one on %(day)s.") % words
