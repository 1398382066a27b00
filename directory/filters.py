"""What a visitor asked for: read from the address, however strange, and turned into a query."""

from dataclasses import dataclass, field

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from .folding import MAX_TEXT
from .models import PublicEntry
from .schedule_words import weekday_name
from .schedules import WEEKDAYS
from .terms import TermLabel, Terms

WEEKDAY_SLUGS = ("mo", "di", "mi", "do", "fr", "sa", "so")


@dataclass(frozen=True)
class Group:
    """A list of options of which any may apply."""

    kind: str
    parameter: str
    label: str
    hint: str = ""


@dataclass(frozen=True)
class Flag:
    """A wish that is on or off; `word` is the method of the QuerySet."""

    name: str
    parameter: str
    label: str
    word: str


GROUPS = (
    Group("category", "kategorie", _("Category")),
    Group("district", "ortsteil", _("District")),
    Group("target_group", "zielgruppe", _("For whom?"), _("What is for everybody counts in each group.")),
    Group("weekday", "wochentag", _("Weekday")),
)
FLAGS = (
    Flag("free", "kostenlos", _("free of charge"), "free_of_charge"),
    # The parameter keeps its name, since addresses are kept and shared. The label promises what is known.
    Flag("accessible", "rollstuhlgerecht", _("step-free"), "wheelchair_accessible"),
    Flag("help", "mithilfe", _("seeks help"), "seeking_help"),
)


def options_of(kind: str, terms: Terms) -> dict[int, TermLabel]:
    """Return all options of a group by their value."""
    if kind != "weekday":
        return terms.of_kind(kind)
    names = enumerate(zip(WEEKDAYS, WEEKDAY_SLUGS, strict=True))
    return {number: TermLabel(number, weekday_name(code), slug) for number, (code, slug) in names}


@dataclass(frozen=True)
class Filters:
    """The chosen filters. What nobody offered is not in it."""

    text: str = ""
    chosen: dict[str, tuple[int, ...]] = field(default_factory=dict)
    flags: frozenset[str] = frozenset()

    @classmethod
    def from_query(cls, query: QueryDict, terms: Terms) -> "Filters":
        chosen = {group.kind: _values(query, group, terms) for group in GROUPS}
        return cls(
            text=_clean(query.get("q", "")),
            chosen={kind: values for kind, values in chosen.items() if values},
            flags=frozenset(flag.name for flag in FLAGS if query.get(flag.parameter) == "1"),
        )

    def __bool__(self):
        return bool(self.text or self.chosen or self.flags)

    def apply_to(self, entries, without: str = ""):
        """Narrow the entries down; `without` leaves the filters of one group aside (for its counts)."""
        entries = entries.matching(self.text)
        for kind, values in self.chosen.items():
            if kind != without:
                entries = entries.with_facet(kind, values)
        for flag in FLAGS:
            if flag.name in self.flags:
                entries = getattr(entries, flag.word)()
        return entries

    def as_query(self, terms: Terms, without: tuple[str, str] | None = None) -> str:
        """Return the address's query, all in a fixed order; `without` drops one (parameter, value)."""
        pairs = [("q", self.text)] if self.text else []
        for group in GROUPS:
            options = options_of(group.kind, terms)
            pairs += [(group.parameter, options[value].slug) for value in self.chosen.get(group.kind, ())]
        pairs += [(flag.parameter, "1") for flag in FLAGS if flag.name in self.flags]
        query = QueryDict(mutable=True)
        for parameter, value in pairs:
            if (parameter, value) != without:
                query.appendlist(parameter, value)
        return query.urlencode()


def chips(filters: Filters, terms: Terms) -> list[dict]:
    """Return `{text, url}` of each chosen filter; the address takes it away."""
    found = [("q", filters.text, f"„{filters.text}“")] if filters.text else []
    for group in GROUPS:
        options = options_of(group.kind, terms)
        labels = [options[value] for value in filters.chosen.get(group.kind, ())]
        found += [(group.parameter, label.slug, label.name) for label in labels]
    found += [(flag.parameter, "1", flag.label) for flag in FLAGS if flag.name in filters.flags]
    return [
        {"text": text, "url": "?" + filters.as_query(terms, without=(parameter, value))}
        for parameter, value, text in found
    ]


def entries_of(directory):
    return PublicEntry.objects.below(directory)


def _values(query: QueryDict, group: Group, terms: Terms) -> tuple[int, ...]:
    wanted = set(query.getlist(group.parameter)[:100])
    return tuple(value for value, label in options_of(group.kind, terms).items() if label.slug in wanted)


def _clean(text: str) -> str:
    """Cut what somebody typed to one sensible line of printable characters."""
    printable = "".join(char for char in text[: MAX_TEXT * 2] if char.isprintable())
    return " ".join(printable.split())[:MAX_TEXT]
