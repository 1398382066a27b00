"""A visitor's filters of the calendar, parsed leniently from the query string."""

from dataclasses import dataclass, field, replace
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from cms.caching.content_version import cached
from cms.common.folding import clean_text
from directory.browse.choices import AGE, CATEGORY, DISTRICT, options_of
from directory.browse.filters import age_label, read_age
from directory.models import PublicEntry
from directory.publishing.terms import Terms

from ...models import PublicEvent
from .days import Days, query_of
from .selection import Selection

GROUPS = (CATEGORY, DISTRICT)
# By the names of `selection.FLAGS`.
FLAGS = {
    "free": ("kostenlos", _("free of charge")),
    "step_free": ("stufenfrei", _("step-free")),
    "toilet": ("toilette", _("wheelchair-accessible toilet")),
}
KINDS = {
    "besonders": (PublicEvent.Kind.SPECIAL, _("special dates")),
    "regelmaessig": (PublicEvent.Kind.REGULAR, _("regular dates")),
}


@dataclass(frozen=True)
class Filters:
    """The chosen filters; `kind` is the value of `art`. What nobody offered is not in it."""

    text: str = ""
    chosen: dict[str, tuple[int, ...]] = field(default_factory=dict)
    flags: frozenset[str] = frozenset()
    age: int | None = None
    organiser: UUID | None = None
    kind: str = ""

    @classmethod
    def from_query(cls, query: QueryDict, terms: Terms) -> "Filters":
        chosen = {group.kind: _values(query, group, terms) for group in GROUPS}
        kind = query.get("art", "")
        return cls(
            text=clean_text(query.get("q", "")),
            chosen={kind: values for kind, values in chosen.items() if values},
            flags=frozenset(
                name for name, (parameter, _label) in FLAGS.items() if query.get(parameter) == "1"
            ),
            age=read_age(query.get(AGE, "")),
            organiser=_organiser(query.get("veranstalter", "")),
            kind=kind if kind in KINDS else "",
        )

    def __bool__(self):
        return self != Filters()

    def selection(self, home: int, days: Days) -> Selection:
        return Selection(
            home=home,
            first=days.first,
            last=days.last,
            text=self.text,
            categories=self.chosen.get("category", ()),
            districts=self.chosen.get("district", ()),
            organiser=self.organiser,
            age=self.age,
            flags=self.flags,
            kind=KINDS[self.kind][0] if self.kind else "",
        )

    def pairs(self, terms: Terms) -> list[tuple[str, str, str]]:
        """Return (parameter, value, label) of each chosen filter, all in a fixed order."""
        pairs = [("q", self.text, f"„{self.text}“")] if self.text else []
        if self.kind:
            pairs.append(("art", self.kind, KINDS[self.kind][1]))
        if self.age is not None:
            pairs.append((AGE, str(self.age), age_label(self.age)))
        pairs += [(*FLAGS[name][:1], "1", FLAGS[name][1]) for name in FLAGS if name in self.flags]
        for group in GROUPS:
            labels = [options_of(group.kind, terms)[value] for value in self.chosen.get(group.kind, ())]
            pairs += [(group.parameter, label.slug, label.name) for label in labels]
        if self.organiser:
            pairs.append(("veranstalter", str(self.organiser), organiser_name(self.organiser)))
        return pairs

    def without(self, parameter: str, value: str, terms: Terms) -> "Filters":
        """Return the filters without this one."""
        plain = {"q": "text", "art": "kind", AGE: "age", "veranstalter": "organiser"}
        if name := plain.get(parameter):
            return replace(self, **{name: getattr(Filters(), name)})
        flags = {name for name, (each, _label) in FLAGS.items() if each == parameter}
        if flags:
            return replace(self, flags=self.flags - flags)
        kind = next(group.kind for group in GROUPS if group.parameter == parameter)
        left = tuple(key for key in self.chosen[kind] if options_of(kind, terms)[key].slug != value)
        others = {name: values for name, values in self.chosen.items() if name != kind}
        return replace(self, chosen=others | ({kind: left} if left else {}))


def query_for(days: Days, filters: Filters, terms: Terms) -> str:
    return query_of([*days.pairs, *filters.pairs(terms)])


def chips(days: Days, filters: Filters, terms: Terms) -> list[dict]:
    """Return `{text, url}` for each chosen filter; the address removes it and keeps the days."""
    return [
        {"text": label, "url": "?" + query_for(days, filters.without(parameter, value, terms), terms)}
        for parameter, value, label in filters.pairs(terms)
    ]


def organiser_name(public_id: UUID) -> str:
    """Return the name of a public entry, or "" if there is none."""
    entries = PublicEntry.objects.filter(public_id=public_id)
    return cached(f"organiser:{public_id}", lambda: entries.values_list("title", flat=True).first() or "")


def _values(query: QueryDict, group, terms: Terms) -> tuple[int, ...]:
    wanted = set(query.getlist(group.parameter)[:100])
    return tuple(value for value, label in options_of(group.kind, terms).items() if label.slug in wanted)


def _organiser(text: str) -> UUID | None:
    """Return the key of a public entry; of others nothing is told, not even that they exist."""
    try:
        public_id = UUID(text)
    except ValueError:
        return None
    return public_id if organiser_name(public_id) else None
