"""A visitor's filters, parsed leniently from the query string."""

from dataclasses import dataclass, field, replace
from typing import ClassVar

from django.http import QueryDict
from django.utils.translation import ngettext

from cms.common.folding import clean_text

from ..publishing.terms import Terms
from .choices import (
    AGE,
    FLAGS,
    GROUPS,
    OLDEST,
    OPENING_FLAGS,
    OPENING_GROUPS,
    OPENING_ORDERS,
    ORDERS,
    Flag,
    Group,
    Order,
    options_of,
)


@dataclass(frozen=True)
class Filters:
    """The chosen filters and order. What nobody offered is not in it."""

    text: str = ""
    chosen: dict[str, tuple[int, ...]] = field(default_factory=dict)
    flags: frozenset[str] = frozenset()
    age: int | None = None
    # Metres by key of what is near enough; None where nobody asks for the distance.
    distances: dict[int, int] | None = None
    order: str = "name"

    groups: ClassVar[tuple[Group, ...]] = GROUPS
    offered_flags: ClassVar[tuple[Flag, ...]] = FLAGS
    orders: ClassVar[tuple[Order, ...]] = ORDERS

    @classmethod
    def from_query(cls, query: QueryDict, terms: Terms):
        text = clean_text(query.get("q", ""))
        chosen = {group.kind: _values(query, group, terms) for group in cls.groups}
        filters = cls(
            text=text,
            chosen={kind: values for kind, values in chosen.items() if values},
            flags=frozenset(flag.name for flag in cls.offered_flags if query.get(flag.parameter) == "1"),
            age=read_age(query.get(AGE, "")),
        )
        return filters.in_order(query.get("sortierung"))

    def __bool__(self):
        return bool(self.text or self.wanted)

    @property
    def wanted(self) -> dict[str, tuple[int, ...]]:
        """Return all filters by kind; of each, any of the values is wanted."""
        age = {} if self.age is None else {"age": (self.age,)}
        return self.chosen | dict.fromkeys(self.flags, (True,)) | age

    @property
    def asks_for_whom(self) -> bool:
        """Whether it is asked for people of an age or a group."""
        return self.age is not None or "target_group" in self.chosen

    @property
    def possible_orders(self) -> list[Order]:
        """Return the orders that make sense, the usual one first: not all wishes fit more or less well."""
        can_fit = bool(self.text) or self.asks_for_whom
        return [order for order in self.orders if can_fit or order.name != "relevance"]

    @property
    def is_usual_order(self) -> bool:
        return self.order == self.possible_orders[0].name

    @property
    def order_value(self) -> str:
        """The order as a query value; "" for one that only the API has."""
        return next((each.value for each in self.orders if each.name == self.order), "")

    def pairs(self, terms: Terms) -> list[tuple[str, str, str]]:
        """Return (parameter, value, label) of each chosen filter, all in a fixed order."""
        pairs = [("q", self.text, f"„{self.text}“")] if self.text else []
        for group in self.groups:
            labels = [options_of(group.kind, terms)[value] for value in self.chosen.get(group.kind, ())]
            pairs += [(group.parameter, label.slug, label.name) for label in labels]
        if self.age is not None:
            pairs.append((AGE, str(self.age), age_label(self.age)))
        return pairs + [
            (flag.parameter, "1", flag.label) for flag in self.offered_flags if flag.name in self.flags
        ]

    def without(self, parameter: str, value: str, terms: Terms):
        """Return the filters without this one."""
        return self._less(parameter, value, terms).in_order(self.order_value)

    def _less(self, parameter: str, value: str, terms: Terms):
        if parameter == "q":
            return replace(self, text="")
        if parameter == AGE:
            return replace(self, age=None)
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

    def in_order(self, value: str | None):
        """Return the same in the order of a query value, if that makes sense, else in the usual one."""
        if self.order == "distance":
            return self
        possible = self.possible_orders
        return replace(
            self, order=next((order.name for order in possible if order.value == value), possible[0].name)
        )


@dataclass(frozen=True)
class OpeningFilters(Filters):
    """The same for the list of calls for volunteers."""

    order: str = "newest"

    groups: ClassVar[tuple[Group, ...]] = OPENING_GROUPS
    offered_flags: ClassVar[tuple[Flag, ...]] = OPENING_FLAGS
    orders: ClassVar[tuple[Order, ...]] = OPENING_ORDERS


def chips(filters: Filters, terms: Terms) -> list[dict]:
    """Return `{text, url}` for each chosen filter; the address removes it."""
    return [
        {"text": label, "url": "?" + filters.without(parameter, value, terms).as_query(terms)}
        for parameter, value, label in filters.pairs(terms)
    ]


def _values(query: QueryDict, group: Group, terms: Terms) -> tuple[int, ...]:
    wanted = set(query.getlist(group.parameter)[:100])
    return tuple(value for value, label in options_of(group.kind, terms).items() if label.slug in wanted)


def read_age(text: str) -> int | None:
    """Return an age in years that somebody typed; None for what is none."""
    digits = text.strip()
    is_age = len(digits) <= 3 and digits.isascii() and digits.isdigit() and int(digits) <= OLDEST
    return int(digits) if is_age else None


def age_label(age: int) -> str:
    return ngettext("for %(n)d year of age", "for %(n)d years of age", age) % {"n": age}
