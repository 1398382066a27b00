"""What waits with the entries: changes, confirmations, letters, maintainers, calls for volunteers, imports."""

from datetime import date, timedelta

from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.permission_policies.pages import PagePermissionPolicy

from ..domain.lifecycle import ARCHIVED_AFTER, FIRST_REMINDER, LAST_REMINDER, day_of_hiding
from ..models import EntryProposal, MaintainerLetter, Maintainership, Opening
from ..workflow.letter_addresses import address_of
from ..workflow.maintainer_mail import last_confirmation
from ..workflow.tasks import Action, Task, TaskKind
from .entry_state import maintainer_address


def _rows(choose):
    """Make the rows of a kind from a word of the maintainership's query."""

    def rows(user):
        mine = Maintainership.objects.editable_by(user).select_related("page")
        return choose(mine).longest_unconfirmed_first()

    return rows


def _entry(keeping: Maintainership) -> str:
    return reverse("directory_entry_state", args=[keeping.page_id])


def _look(keeping: Maintainership) -> Action:
    return Action(_now("Look at it"), _entry(keeping))


def _confirm(keeping: Maintainership) -> Action:
    return Action(_now("Everything is right"), _entry(keeping), "confirm")


def _day(day: date) -> dict[str, str]:
    return {"day": date_format(day, "DATE_FORMAT")}


def _unconfirmed(keeping: Maintainership, days: int) -> date:
    """The day on which the entry had been without a confirmation for so many days."""
    return (keeping.assured_on or timezone.localdate(keeping.page.first_published_at)) + timedelta(days=days)


def _hidden(keeping: Maintainership) -> Task:
    until = keeping.hidden_on + timedelta(days=ARCHIVED_AFTER)
    note = _now("Nobody confirmed it, so it is hidden. Its contact people are kept until %(day)s.")
    actions = (Action(_now("Everything is right, show it"), _entry(keeping), "confirm"), _look(keeping))
    return Task(keeping.page.title, _entry(keeping), keeping.hidden_on, note % _day(until), actions)


def _of_office(keeping: Maintainership) -> Task:
    hiding = max(day_of_hiding(keeping.page.life_facts(), timezone.localdate()), timezone.localdate())
    what_follows = _now("It is hidden on %(day)s.") % _day(hiding)
    note = f"{last_confirmation(keeping)} {what_follows}"
    since = _unconfirmed(keeping, FIRST_REMINDER)
    if since + timedelta(days=LAST_REMINDER + 1 - FIRST_REMINDER) <= timezone.localdate():
        since = _unconfirmed(keeping, LAST_REMINDER + 1)
    return Task(keeping.page.title, _entry(keeping), since, note, (_confirm(keeping), _look(keeping)))


def _letter(keeping: Maintainership) -> Task:
    how = _now("Its maintainer is asked by letter.")
    note = f"{last_confirmation(keeping)} {how} {_going_to(keeping)}"
    last = (_confirm(keeping), _look(keeping))
    actions = _letter_actions(keeping, "print", "letter", last)
    return Task(keeping.page.title, _entry(keeping), _unconfirmed(keeping, FIRST_REMINDER), note, actions)


def _claim(letter: MaintainerLetter) -> Task:
    keeping = getattr(letter.page, "maintainership", None) or Maintainership(page=letter.page)
    what = _now("Somebody asked on the website to keep this entry.")
    note = f"{what} {_going_to(keeping)}"
    refuse = Action(_now("Write no letter"), _entry(keeping), "refuse-claim")
    actions = _letter_actions(keeping, "print-claim", "sent-claim", (refuse,), is_printed=bool(letter.digest))
    return Task(letter.page.title, _entry(keeping), letter.requested_at, note, actions)


def _going_to(keeping: Maintainership) -> str:
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


def _address_of_letters(keeping: Maintainership) -> str:
    return maintainer_address(keeping) if keeping.pk else _entry(keeping)


def _claim_letters(user):
    mine = PagePermissionPolicy().instances_user_has_permission_for(user, "change")
    waiting = MaintainerLetter.objects.claims().unsent().select_related("page").order_by("requested_at", "pk")
    return waiting if user.is_superuser else waiting.filter(page__in=mine.values("pk"))


_TOGETHER = (
    Action(_("Print all letters"), reverse_lazy("directory_letters"), "print"),
    Action(_("All printed letters are sent"), reverse_lazy("directory_letters"), "sent"),
)


def _silent(keeping: Maintainership) -> Task:
    hiding = max(day_of_hiding(keeping.page.life_facts(), timezone.localdate()), timezone.localdate())
    note = _now("Nobody answered. A call may help. It is hidden on %(day)s.") % _day(hiding)
    actions = (_look(keeping), _confirm(keeping))
    return Task(keeping.page.title, _entry(keeping), keeping.asked_on, note, actions)


def _without_address(keeping: Maintainership) -> Task:
    actions = (Action(_now("Enter the maintainer"), maintainer_address(keeping)), _look(keeping))
    note = _now("The organisation keeps it itself, but there is no address to ask.")
    return Task(keeping.page.title, _entry(keeping), None, note, actions)


def _person_erased(keeping: Maintainership) -> Task:
    note = _now("Its maintainer or contact had all personal data deleted on %(day)s.")
    actions = (
        Action(_now("Look at it"), reverse("wagtailadmin_pages:edit", args=[keeping.page_id])),
        _confirm(keeping),
    )
    return Task(
        keeping.page.title,
        actions[0].url,
        keeping.person_erased_on,
        note % _day(keeping.person_erased_on),
        actions,
    )


def _imported(keeping: Maintainership) -> Task:
    edit = reverse("wagtailadmin_pages:edit", args=[keeping.page_id])
    note = _now("Came with an import (%(source)s) and is not public.") % {"source": keeping.source or "–"}
    return Task(keeping.page.title, edit, keeping.imported_on, note, (Action(_now("Look at it"), edit),))


def _ending(user):
    pages = Maintainership.objects.editable_by(user).of_public_entries().values("page")
    ending = Opening.objects.ending_soon().unless_maintainer_gets_mail()
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


def _proposals(user):
    found = EntryProposal.objects.waiting().select_related("page")
    pages = PagePermissionPolicy().instances_user_has_permission_for(user, "publish")
    return found if user.is_superuser else found.filter(page__in=pages.values("pk"))


def _proposal(found: EntryProposal) -> Task:
    address = reverse("directory_proposal", args=[found.pk])
    note = _now("%(maintainer)s wants something changed.") % {
        "maintainer": found.email or _now("The maintainer (by letter)")
    }
    return Task(found.page.title, address, found.sent_at, note, (Action(_now("Compare"), address),))


KINDS = (
    TaskKind(
        "hidden",
        label=_("Hidden entries"),
        hint=_("Nobody stood for them. Ask the organisation; if all is right, one click shows the entry."),
        rows=_rows(lambda mine: mine.hidden()),
        to_task=_hidden,
        order=10,
    ),
    TaskKind(
        "erased",
        label=_("Entries from which a person was deleted"),
        hint=_(
            "Address, phone numbers and name of the person are gone, also from old versions. Does a text, a picture or "
            "a number still tell who it was? Take it out, and ask the organisation whom to call now."
        ),
        rows=_rows(lambda mine: mine.without_a_person()),
        to_task=_person_erased,
        order=15,
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
        label=_("Letters to maintainers"),
        hint=_(
            "Once a year their maintainers are asked by letter. Print it, send it, then note it: they have 60 days to "
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
        prefetch=("page__meeting_places", "page__maintainership"),
    ),
    TaskKind(
        "silent",
        label=_("Maintainers who do not answer"),
        hint=_("They were asked as often as anybody is. Perhaps somebody else keeps the entry by now?"),
        rows=_rows(lambda mine: mine.silent()),
        to_task=_silent,
        order=45,
    ),
    TaskKind(
        "nobody",
        label=_("Entries without a maintainer"),
        hint=_("Enter an address, or let your office keep them."),
        rows=_rows(lambda mine: mine.without_address()),
        to_task=_without_address,
        order=50,
    ),
    TaskKind(
        "openings",
        label=_("Calls for volunteers that end soon"),
        hint=_("Their maintainers get no mail about it. Ask whether help is still wanted."),
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
    TaskKind(
        "proposals",
        label=_("Changes proposed by maintainers"),
        hint=_(
            "What maintainers of entries have changed. Compare it with the entry, then accept or reject it."
        ),
        rows=_proposals,
        to_task=_proposal,
        order=20,
        permission="directory.change_entryproposal",
    ),
)
