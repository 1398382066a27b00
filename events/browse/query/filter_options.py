"""The filters beside the calendar. The number beside each says what a click brings"""

from directory.browse.facets import options_with_counts, split_options

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
            "count": counts[kind == "special"],
            "is_chosen": calendar.filters.kind == value,
        }
        for value, (kind, label) in KINDS.items()
    ]


def flag_options(calendar) -> list[dict]:
    """Return `{parameter, label, count, is_chosen}` of each flag that a date has or that is ticked."""
    options = [
        {
            "parameter": parameter,
            "label": label,
            "count": calendar.results.having(name),
            "is_chosen": name in calendar.filters.flags,
        }
        for name, (parameter, label) in FLAGS.items()
    ]
    return [option for option in options if option["count"] or option["is_chosen"]]


def group_options(calendar) -> list[dict]:
    """Return each group as `{parameter, label, options, more}`."""
    groups = []
    for group in GROUPS:
        chosen = calendar.filters.chosen.get(group.kind, ())
        options = options_with_counts(group.kind, calendar.results.counts(group.kind), chosen, calendar.terms)
        shown, more = split_options(options)
        if options:
            words = {"parameter": group.parameter, "label": group.label}
            groups.append(words | {"options": shown, "more": more})
    return groups
