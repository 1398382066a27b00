"""What a visitor asked for: read from the address, however strange, and turned into a query."""

from dataclasses import dataclass, field, replace
from typing import ClassVar

from django.http import QueryDict

from .choices import (
    FLAGS,
    GROUPS,
    OPENING_FLAGS,
    OPENING_GROUPS,
    OPENING_ORDERS,
    ORDERS,
    Flag,
    Group,
    Order,
    options_of,
)
from .folding import MAX_TEXT
from .models import PublicEntry, PublicOpening
from .terms import Terms


@dataclass(frozen=True)
class Filters:
    """The chosen filters and order. What nobody offered is not in it."""

    text: str = ""
    chosen: dict[str, tuple[int, ...]] = field(default_factory=dict)
    flags: frozenset[str] = frozenset()
    order: str = "name"

    groups: ClassVar[tuple[Group, ...]] = GROUPS
    offered_flags: ClassVar[tuple[Flag, ...]] = FLAGS
    orders: ClassVar[tuple[Order, ...]] = ORDERS

    @classmethod
    def from_query(cls, query: QueryDict, terms: Terms):
        text = clean_text(query.get("q", ""))
        chosen = {group.kind: _values(query, group, terms) for group in cls.groups}
        return cls(
            text=text,
            chosen={kind: values for kind, values in chosen.items() if values},
            flags=frozenset(flag.name for flag in cls.offered_flags if query.get(flag.parameter) == "1"),
            order=cls._order_of(query.get("sortierung"), text),
        )

    def __bool__(self):
        return bool(self.text or self.chosen or self.flags)

    @property
    def possible_orders(self) -> list[Order]:
        """Return the orders that make sense, the usual one first: how well a text fits needs a text."""
        return [order for order in self.orders if self.text or order.name != "relevance"]

    @property
    def is_usual_order(self) -> bool:
        return self.order == self.possible_orders[0].name

    @property
    def order_value(self) -> str:
        """The order as it stands in the address."""
        return next(each.value for each in self.orders if each.name == self.order)

    def apply_to(self, entries, without: str = ""):
        """Narrow the entries down; `without` leaves the filters of one group aside (for its counts)."""
        entries = entries.matching(self.text)
        for kind, values in self.chosen.items():
            if kind != without:
                entries = entries.with_facet(kind, values)
        for flag in self.offered_flags:
            if flag.name in self.flags:
                entries = getattr(entries, flag.word)()
        return entries

    def pairs(self, terms: Terms) -> list[tuple[str, str, str]]:
        """Return (parameter, value, label) of each chosen filter, all in a fixed order."""
        pairs = [("q", self.text, f"„{self.text}“")] if self.text else []
        for group in self.groups:
            labels = [options_of(group.kind, terms)[value] for value in self.chosen.get(group.kind, ())]
            pairs += [(group.parameter, label.slug, label.name) for label in labels]
        return pairs + [
            (flag.parameter, "1", flag.label) for flag in self.offered_flags if flag.name in self.flags
        ]

    def without(self, parameter: str, value: str, terms: Terms):
        """Return the filters without this one."""
        if parameter == "q":
            return replace(self, text="", order=self._order_of(self.order_value, ""))
        flags = {flag.name for flag in self.offered_flags if flag.parameter == parameter}
        if flags:
            return replace(self, flags=self.flags - flags)
        kind = next(group.kind for group in self.groups if group.parameter == parameter)
        left = tuple(key for key in self.chosen[kind] if options_of(kind, terms)[key].slug != value)
        others = {name: values for name, values in self.chosen.items() if name != kind}
        return replace(self, chosen=others | ({kind: left} if left else {}))

    def as_query(self, terms: Terms, order: str | None = None) -> str:
        """Return the address's query; `order` is the name of another order."""
        filters = replace(self, order=order) if order else self
        query = QueryDict(mutable=True)
        for parameter, value, _label in self.pairs(terms):
            query.appendlist(parameter, value)
        if not filters.is_usual_order:
            query["sortierung"] = filters.order_value
        return query.urlencode()

    @classmethod
    def _order_of(cls, value: str | None, text: str) -> str:
        possible = cls(text=text).possible_orders
        return next((order.name for order in possible if order.value == value), possible[0].name)


@dataclass(frozen=True)
class OpeningFilters(Filters):
    """The same for the list of calls for volunteers."""

    order: str = "newest"

    groups: ClassVar[tuple[Group, ...]] = OPENING_GROUPS
    offered_flags: ClassVar[tuple[Flag, ...]] = OPENING_FLAGS
    orders: ClassVar[tuple[Order, ...]] = OPENING_ORDERS


def chips(filters: Filters, terms: Terms) -> list[dict]:
    """Return `{text, url}` of each chosen filter; the address takes it away."""
    return [
        {"text": label, "url": "?" + filters.without(parameter, value, terms).as_query(terms)}
        for parameter, value, label in filters.pairs(terms)
    ]


def entries_of(directory):
    return PublicEntry.objects.below(directory)


def openings_of(directory):
    return PublicOpening.objects.below(directory).running()


def _values(query: QueryDict, group: Group, terms: Terms) -> tuple[int, ...]:
    wanted = set(query.getlist(group.parameter)[:100])
    return tuple(value for value, label in options_of(group.kind, terms).items() if label.slug in wanted)


def clean_text(text: str) -> str:
    """Cut what somebody typed to one sensible line of printable characters."""
    printable = "".join(char for char in text[: MAX_TEXT * 2] if char.isprintable())
    return " ".join(printable.split())[:MAX_TEXT]
