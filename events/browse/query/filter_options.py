"""The filters beside the calendar. The number beside each says what a click brings; beside a month there are none."""

from dataclasses import replace

from cms.caching.content_version import cached
from directory.browse.choices import options_of
from directory.browse.facets import Option, in_tree_order, split_options

from ...models import EventFacet, PublicEvent
from .filters import FLAGS, GROUPS, KINDS


def kind_options(calendar) -> list[dict]:
    """Return `{value, label, count, is_chosen}` of special and regular dates."""
    counts = {True: 0, False: 0}
    for each in calendar.numbers:
        counts[each.is_special] += each.dates
    return [
        {
            "value": value,
            "label": label,
            "count": None if calendar.days.month else counts[kind == "special"],
            "is_chosen": calendar.filters.kind == value,
        }
        for value, (kind, label) in KINDS.items()
    ]


def flag_options(calendar) -> list[dict]:
    """Return `{parameter, label, count, is_chosen}` of each flag that a date has or that is ticked."""
    has_numbers = not calendar.days.month
    options = [
        {
            "parameter": parameter,
            "label": label,
            "count": sum(each.flags[name] for each in calendar.wanted) if has_numbers else None,
            "is_chosen": name in calendar.filters.flags,
        }
        for name, (parameter, label) in FLAGS.items()
    ]
    return [option for option in options if option["count"] or option["is_chosen"] or not has_numbers]


def group_options(calendar) -> list[dict]:
    """Return each group as `{parameter, label, options, more}`."""
    groups = []
    for group in GROUPS:
        options = _options(group.kind, calendar)
        parts = split_options(options)
        if calendar.days.month:
            parts = tuple([replace(option, count=None) for option in part] for part in parts)
        if options:
            words = {"parameter": group.parameter, "label": group.label}
            groups.append(words | {"options": parts[0], "more": parts[1]})
    return groups


def _options(kind: str, calendar) -> list[Option]:
    chosen = calendar.filters.chosen.get(kind, ())
    counts = _counts(kind, calendar)
    found = []
    for value, label in in_tree_order(options_of(kind, calendar.terms)):
        is_chosen = value in chosen
        is_adding = bool(chosen) and not is_chosen
        every, joining = counts.get(value, (0, 0))
        if value in counts or is_chosen:
            count = joining if is_adding else every
            is_child = label.parent is not None
            found.append(Option(label.slug, label.name, count, is_chosen, is_adding, is_child))
    return found


def _counts(kind: str, calendar) -> dict[int, tuple[int, int]]:
    if calendar.days.month:
        return dict.fromkeys(_in_use(calendar.home, kind), (0, 0))
    return calendar.selection.counts_and_joining(kind)


def _in_use(home: int, kind: str) -> list[int]:
    """Return the values that any date has."""
    events = PublicEvent.objects.in_tree(home).values("pk")
    facets = EventFacet.objects.filter(event__in=events, kind=kind).order_by()
    return cached(
        f"facets-of-dates:{home}:{kind}", lambda: list(facets.values_list("value", flat=True).distinct())
    )
