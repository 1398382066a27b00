"""The numbers beside the filters. Each says what a click brings."""

from dataclasses import dataclass, replace

from ..publishing.terms import Terms
from .choices import options_of
from .index import EntryResults

# Options of a group that are shown; the others are collapsed.
SHOWN_OPTIONS = 7


@dataclass(frozen=True)
class Option:
    """`count` is the number of results after a click; where the group has a tick already, how many join."""

    value: str
    label: str
    count: int
    is_chosen: bool
    is_adding: bool
    is_child: bool = False


def flag_options(found: EntryResults) -> list[dict]:
    """Return `{parameter, label, count, is_chosen}` of each flag that an entry has or that is ticked."""
    options = [
        {
            "parameter": flag.parameter,
            "label": flag.label,
            "count": found.having(flag.name),
            "is_chosen": flag.name in found.filters.flags,
        }
        for flag in found.filters.offered_flags
    ]
    return [option for option in options if option["count"] or option["is_chosen"]]


def groups_of(found: EntryResults, terms: Terms) -> list[dict]:
    """Return each group as `{parameter, label, hint, options, more}` with its counts."""
    groups = []
    for group in found.filters.groups:
        chosen = found.filters.chosen.get(group.kind, ())
        options = options_with_counts(group.kind, found.counts(group.kind), chosen, terms)
        shown, more = split_options(options)
        if options:
            words = {"parameter": group.parameter, "label": group.label, "hint": group.hint}
            groups.append(words | {"options": shown, "more": more})
    return groups


def options_with_counts(kind: str, counts: dict, chosen: tuple[int, ...], terms: Terms) -> list[Option]:
    """Return what finds something or is chosen; `counts` are {value: (results, those that join what is chosen)}."""
    options = []
    for value, label in in_tree_order(options_of(kind, terms)):
        every, joining = counts.get(value, (0, 0))
        is_chosen = value in chosen
        is_adding = bool(chosen) and not is_chosen
        count = joining if is_adding else every
        if count or is_chosen:
            options.append(
                Option(label.slug, label.name, count, is_chosen, is_adding, label.parent is not None)
            )
    return options


def in_tree_order(options: dict) -> list:
    """Parents in their order, each followed by its children."""
    children: dict = {}
    for value, label in options.items():
        children.setdefault(label.parent if label.parent in options else None, []).append((value, label))

    def branch(parent):
        for value, label in children.get(parent, ()):
            yield value, label
            yield from branch(value)

    return list(branch(None))


def split_options(options: list[Option]) -> tuple[list[Option], list[Option]]:
    """In a long group, show ticked options and the most useful ones, which are the top level of a tree."""
    if len(options) <= SHOWN_OPTIONS + 2:
        return options, []
    is_tree = any(option.is_child for option in options)
    ranked = sorted(options, key=lambda option: -option.count)[:SHOWN_OPTIONS]
    top = [option for option in options if not option.is_child] if is_tree else ranked
    shown = [option for option in options if option.is_chosen or option in top]
    more = [replace(option, is_child=False) for option in options if option not in shown]
    return shown, more
