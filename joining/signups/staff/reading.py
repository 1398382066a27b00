"""The sign-ups of a slot as the organiser sees them: a fixed number of queries, however many there are."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from ..models import Places, Signup
from ..rules import ENDED, State
from ..services.by_hand import NAME, PHONE
from ..services.taking_in import PERSONS, SLOT

# What stands in columns of its own, or is nobody's business at the door.
KNOWN = {SLOT, PERSONS, NAME, "email"}
# Submissions hold more than a list needs.
LARGE = ("submission__search_text", "submission__consent_text", "submission__purpose")


@dataclass(frozen=True)
class Row:
    """One sign-up. `answers` are those to the editor's questions, as (question, answer)."""

    signup: Signup

    @property
    def name(self) -> str:
        return self.signup.submission.sender_name

    @property
    def answers(self) -> list[tuple[str, str]]:
        return self._answers_except(KNOWN)

    @property
    def printed_answers(self) -> list[tuple[str, str]]:
        """Without the phone number that the office noted: paper gets lost."""
        return self._answers_except({*KNOWN, PHONE})

    def _answers_except(self, names: set[str]) -> list[tuple[str, str]]:
        given = self.signup.submission.answers
        return [
            (each["label"], each["value"]) for each in given if each["value"] and each["name"] not in names
        ]

    @property
    def is_by_hand(self) -> bool:
        return not self.signup.submission.sender_email


@dataclass
class SlotList:
    """The rows of one slot by what they mean; `free` is None without a limit."""

    places: Places
    coming: list[Row] = field(default_factory=list)
    held: list[Row] = field(default_factory=list)
    waiting: list[Row] = field(default_factory=list)
    ended: list[Row] = field(default_factory=list)

    @property
    def free(self) -> int | None:
        if self.places.capacity is None:
            return None
        taken = sum(row.signup.persons for row in self.coming + self._taking)
        return max(0, self.places.capacity - taken)

    @property
    def persons(self) -> int:
        return sum(row.signup.persons for row in self.coming)

    @property
    def there(self) -> int:
        """With those whose data are deleted by now."""
        return (
            sum(row.signup.persons for row in self.coming if row.signup.attended) + self.places.past_attended
        )

    @property
    def expected(self) -> int:
        return self.persons + self.places.past_persons

    @property
    def waiting_persons(self) -> int:
        return sum(row.signup.persons for row in self.waiting)

    @property
    def _taking(self) -> list[Row]:
        return [row for row in self.held if row.signup.state != State.ASKED]


def slot_lists(places: Iterable[Places]) -> list[SlotList]:
    lists = {each.pk: SlotList(each) for each in places}
    for signup in _signups(lists):
        _group(lists[signup.places_id], signup.state).append(Row(signup))
    for each in lists.values():
        each.coming.sort(key=by_name)
        each.waiting.sort(key=lambda row: (row.signup.queued_at, row.signup.pk))
    return list(lists.values())


def coming_to(places: Places) -> list[Row]:
    """Who is expected, by name."""
    return sorted((Row(each) for each in _signups([places.pk]).coming()), key=by_name)


def questions_of(rows: Iterable[Row]) -> list[str]:
    """The questions that somebody answered, in the order of the form."""
    return list(dict.fromkeys(label for row in rows for label, _value in row.answers))


def by_name(row: Row) -> tuple[str, int]:
    """By the last word of the name, as lists at the door are read."""
    words = row.name.casefold().split()
    return " ".join([*words[-1:], *words[:-1]]), row.signup.pk


def _signups(keys):
    found = Signup.objects.filter(places__in=list(keys)).select_related("submission").defer(*LARGE)
    return found.order_by("pk")


def _group(slot: SlotList, state: str) -> list[Row]:
    if state == State.CONFIRMED:
        return slot.coming
    if state == State.WAITING:
        return slot.waiting
    return slot.ended if state in ENDED else slot.held
