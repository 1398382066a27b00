"""What waits with the entries themselves: confirmations, letters, keepers, calls for volunteers, imports."""

from datetime import date, timedelta

from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.permission_policies.pages import PagePermissionPolicy

from ..keeper_mail import last_confirmation
from ..letters.addresses import address_of
from ..lifecycle import ARCHIVED_AFTER, FIRST_REMINDER, LAST_REMINDER, day_of_hiding, facts_of
from ..models import KeeperLetter, Opening, Stewardship
from ..tasks import Action, Task, TaskKind, register
from .entry_state import keeper_address


def _rows(choose):
    """Make the rows of a kind from a word of the stewardship's query."""

    def rows(user):
        mine = Stewardship.objects.editable_by(user).select_related("page")
        return choose(mine).longest_unconfirmed_first()

    return rows


def _entry(keeping: Stewardship) -> str:
    return reverse("directory_entry_state", args=[keeping.page_id])


def _look(keeping: Stewardship) -> Action:
    return Action(_now("Look at it"), _entry(keeping))


def _confirm(keeping: Stewardship) -> Action:
    return Action(_now("Everything is right"), _entry(keeping), "confirm")


def _day(day: date) -> dict[str, str]:
    return {"day": date_format(day, "DATE_FORMAT")}


def _unconfirmed(keeping: Stewardship, days: int) -> date:
    """The day on which the entry had been without a confirmation for so many days."""
    return (keeping.assured_on or timezone.localdate(keeping.page.first_published_at)) + timedelta(days=days)


def _hidden(keeping: Stewardship) -> Task:
    until = keeping.hidden_on + timedelta(days=ARCHIVED_AFTER)
    note = _now("Nobody confirmed it, so it is hidden. Its contact people are kept until %(day)s.")
    actions = (Action(_now("Everything is right, show it"), _entry(keeping), "confirm"), _look(keeping))
    return Task(keeping.page.title, _entry(keeping), keeping.hidden_on, note % _day(until), actions)


def _of_office(keeping: Stewardship) -> Task:
    hiding = max(day_of_hiding(facts_of(keeping.page), timezone.localdate()), timezone.localdate())
    what_follows = _now("It is hidden on %(day)s.") % _day(hiding)
    note = f"{last_confirmation(keeping)} {what_follows}"
    since = _unconfirmed(keeping, FIRST_REMINDER)
    if since + timedelta(days=LAST_REMINDER + 1 - FIRST_REMINDER) <= timezone.localdate():
        since = _unconfirmed(keeping, LAST_REMINDER + 1)
    return Task(keeping.page.title, _entry(keeping), since, note, (_confirm(keeping), _look(keeping)))


def _letter(keeping: Stewardship) -> Task:
    how = _now("Its keeper is asked by letter.")
    note = f"{last_confirmation(keeping)} {how} {_going_to(keeping)}"
    last = (_confirm(keeping), _look(keeping))
    actions = _letter_actions(keeping, "print", "letter", last)
    return Task(keeping.page.title, _entry(keeping), _unconfirmed(keeping, FIRST_REMINDER), note, actions)


def _claim(letter: KeeperLetter) -> Task:
    keeping = getattr(letter.page, "stewardship", None) or Stewardship(page=letter.page)
    what = _now("Somebody asked on the website to keep this entry.")
    note = f"{what} {_going_to(keeping)}"
    refuse = Action(_now("Write no letter"), _entry(keeping), "refuse-claim")
    actions = _letter_actions(keeping, "print-claim", "sent-claim", (refuse,), is_printed=bool(letter.digest))
    return Task(letter.page.title, _entry(keeping), letter.requested_at, note, actions)


def _going_to(keeping: Stewardship) -> str:
    if address := address_of(keeping.page, keeping):
        return _now("It goes to: %(address)s.") % {"address": ", ".join(address)}
    return _now("There is no address yet.")


def _letter_actions(
    keeping, do_print: str, sent: str, last: tuple, is_printed: bool = True
) -> tuple[Action, ...]:
    enter = Action(_now("Enter the address"), _address_of_letters(keeping))
    if not address_of(keeping.page, keeping):
        return (enter, *last)
    printing = Action(_now("Print the letter"), _entry(keeping), do_print)
    noting = Action(_now("Letter is sent"), _entry(keeping), sent)
    return (printing, noting, *last) if is_printed else (printing, *last)


def _address_of_letters(keeping: Stewardship) -> str:
    return keeper_address(keeping) if keeping.pk else _entry(keeping)


def _claim_letters(user):
    mine = PagePermissionPolicy().instances_user_has_permission_for(user, "change")
    waiting = KeeperLetter.objects.claims().unsent().select_related("page").order_by("requested_at", "pk")
    return waiting if user.is_superuser else waiting.filter(page__in=mine.values("pk"))


_TOGETHER = (
    Action(_("Print all letters"), reverse_lazy("directory_letters"), "print"),
    Action(_("All printed letters are sent"), reverse_lazy("directory_letters"), "sent"),
)


def _silent(keeping: Stewardship) -> Task:
    hiding = max(day_of_hiding(facts_of(keeping.page), timezone.localdate()), timezone.localdate())
    note = _now("Nobody answered. A call may help. It is hidden on %(day)s.") % _day(hiding)
    actions = (_look(keeping), _confirm(keeping))
    return Task(keeping.page.title, _entry(keeping), keeping.asked_on, note, actions)


def _without_address(keeping: Stewardship) -> Task:
    actions = (Action(_now("Enter the keeper"), keeper_address(keeping)), _look(keeping))
    note = _now("The organisation keeps it itself, but there is no address to ask.")
    return Task(keeping.page.title, _entry(keeping), None, note, actions)


def _imported(keeping: Stewardship) -> Task:
    edit = reverse("wagtailadmin_pages:edit", args=[keeping.page_id])
    note = _now("Came with an import (%(source)s) and is not public.") % {"source": keeping.source or "–"}
    return Task(keeping.page.title, edit, keeping.imported_on, note, (Action(_now("Look at it"), edit),))


def _ending(user):
    pages = Stewardship.objects.editable_by(user).of_public_entries().values("page")
    ending = Opening.objects.ending_soon().unless_keeper_gets_mail()
    return ending.filter(page__in=pages).select_related("page")


def _opening(opening: Opening) -> Task:
    act = reverse("directory_opening", args=[opening.pk])
    words = {"title": opening.title} | _day(opening.valid_until)
    note = _now("“%(title)s” is shown until %(day)s.") % words
    actions = (
        Action(_now("Renew for three months"), act, "renew"),
        Action(_now("End it now"), act, "close"),
        Action(_now("Look at it"), reverse("wagtailadmin_pages:edit", args=[opening.page_id])),
    )
    return Task(opening.page.title, actions[-1].url, None, note, actions)


register(
    TaskKind(
        "hidden",
        label=_("Hidden entries"),
        hint=_("Nobody stood for them. Ask the organisation; if all is right, one click shows the entry."),
        rows=_rows(lambda mine: mine.hidden()),
        to_task=_hidden,
        order=10,
    ),
    TaskKind(
        "overdue",
        label=_("Entries that nobody has confirmed for a year"),
        hint=_("Your office keeps them. Look at each one, correct it, and say that everything is right."),
        rows=_rows(lambda mine: mine.kept_by_office().past_their_year()),
        to_task=_of_office,
        order=30,
    ),
    TaskKind(
        "due",
        label=_("Entries to be confirmed soon"),
        hint=_("Your office keeps them, and their year is over soon."),
        rows=_rows(lambda mine: mine.kept_by_office().due()),
        to_task=_of_office,
        order=60,
    ),
    TaskKind(
        "letters",
        label=_("Letters to keepers"),
        hint=_(
            "Once a year their keepers are asked by letter. Print it, send it, then note it: they have 60 days to "
            "answer."
        ),
        rows=_rows(lambda mine: mine.to_be_written_to()),
        to_task=_letter,
        order=40,
        together=_TOGETHER,
        prefetch=("page__meeting_places",),
    ),
    TaskKind(
        "claims",
        label=_("Letters to organisations that want to keep their entry"),
        hint=_(
            "Does the address belong to the organisation? Whoever gets the letter can take over the entry with the "
            "code in it. It is valid for 30 days from the day on which you print it."
        ),
        rows=_claim_letters,
        to_task=_claim,
        order=38,
        together=_TOGETHER,
        prefetch=("page__meeting_places", "page__stewardship"),
    ),
    TaskKind(
        "silent",
        label=_("Keepers who do not answer"),
        hint=_("They were asked as often as anybody is. Perhaps somebody else keeps the entry by now?"),
        rows=_rows(lambda mine: mine.silent()),
        to_task=_silent,
        order=45,
    ),
    TaskKind(
        "nobody",
        label=_("Entries without a keeper"),
        hint=_("Enter an address, or let your office keep them."),
        rows=_rows(lambda mine: mine.without_address()),
        to_task=_without_address,
        order=50,
    ),
    TaskKind(
        "openings",
        label=_("Calls for volunteers that end soon"),
        hint=_("Their keepers get no mail about it. Ask whether help is still wanted."),
        rows=_ending,
        to_task=_opening,
        order=55,
    ),
    TaskKind(
        "imported",
        label=_("Imported entries that are not public"),
        hint=_("Look at each one, then publish it."),
        rows=_rows(lambda mine: mine.imported_drafts()),
        to_task=_imported,
        order=70,
    ),
)
