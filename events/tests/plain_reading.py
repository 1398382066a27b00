"""What the calendar must find: the public documents, read one by one, without columns, facets or counts of its own."""

from dataclasses import dataclass
from datetime import date

from cms.search.index import keys_of
from directory.models import Category, PublicEntry
from events.browse.query.filters import KINDS, Filters
from events.models import EventPage, Occurrence
from events.models.public_event import EVENTS


@dataclass(frozen=True)
class PlainDate:
    """A row of the calendar, and what is said of it."""

    key: int
    name: str
    order: tuple
    days: tuple[date, date]
    event: int
    is_special: bool
    has_moved_away: bool
    age_from: int | None
    age_to: int | None
    flags: frozenset[str]
    organiser: str
    values: dict[str, frozenset[int]]


class PlainReading:
    """Everything in the calendar of a town, read once."""

    def __init__(self, home: int):
        categories = Category.objects.select_related("parent__parent__parent")
        self.lines = {each.pk: {above.pk for above in each.lineage} for each in categories}
        self.entries = {row.pk: row.document for row in PublicEntry.objects.all()}
        self.districts = dict(EventPage.objects.values_list("pk", "district"))
        rows = Occurrence.objects.filter(home=home).select_related("event")
        self.dates = [self._plain(row) for row in rows]
        self._found: dict[str, set[int]] = {}

    def found(self, filters: Filters, first: date, last: date) -> list[PlainDate]:
        """Return the rows that match, those included that tell of a date that moved away."""
        rows = [row for row in self.dates if row.days[0] <= last and row.days[1] >= first]
        rows = [row for row in rows if self._fits(row, filters)]
        if filters.text:
            by_text = self._by_text(filters.text)
            rows = [row for row in rows if row.event in by_text]
        return sorted(rows, key=lambda row: row.order)

    def number(self, filters: Filters, first: date, last: date) -> int:
        return sum(not row.has_moved_away for row in self.found(filters, first, last))

    def _by_text(self, text: str) -> set[int]:
        if text not in self._found:
            self._found[text] = set(keys_of(EVENTS, text))
        return self._found[text]

    def _fits(self, row: PlainDate, filters: Filters) -> bool:
        age, wanted_kind = filters.age, KINDS[filters.kind][0] if filters.kind else ""
        return (
            (age is None or ((row.age_from or 0) <= age and (row.age_to is None or age <= row.age_to)))
            and filters.flags <= row.flags
            and (not wanted_kind or row.is_special == (wanted_kind == "special"))
            and (not filters.organiser or row.organiser == str(filters.organiser))
            and all(row.values[kind] & set(values) for kind, values in filters.chosen.items())
        )

    def _plain(self, row: Occurrence) -> PlainDate:
        event, document = row.event, row.event.document
        place, entry = document["place"], self.entries.get(event.organiser_id)
        is_offer = bool(event.entry_id and not event.partner_event_id)
        said = {
            "free": document["price"] == "free",
            "step_free": place["step_free"],
            "toilet": place["toilet"],
        }
        return PlainDate(
            key=row.pk,
            name=row.key,
            order=(row.start, str(event.series), row.pk),
            days=(row.day, row.last_day),
            event=event.pk,
            is_special=not is_offer and document["schedule"]["frequency"] != "weekly",
            has_moved_away=row.status == "moved_away",
            age_from=document["age_from"],
            age_to=document["age_to"],
            flags=frozenset(name for name, is_so in said.items() if is_so),
            organiser=entry["public_id"] if entry else "",
            values={"category": self._categories(entry), "district": self._districts(event, entry)},
        )

    def _categories(self, entry: dict | None) -> frozenset[int]:
        return frozenset().union(*(self.lines[key] for key in entry["categories"])) if entry else frozenset()

    def _districts(self, event, entry: dict | None) -> frozenset[int]:
        if event.page_id:
            return frozenset(filter(None, [self.districts[event.page_id]]))
        return frozenset(entry["districts"])
