"""Applies the list's filters to a download, strictly."""

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from ..browse.choices import AGE
from ..browse.filters import Filters
from ..publishing.terms import Terms

TEXT = "q"
# Order does not affect a download, but links copied from the list may contain it.
ORDER = "sortierung"


class NotUnderstood(Exception):
    """Says what was not understood, and what is allowed."""


def selection(request: HttpRequest, terms: Terms, kind: type[Filters] = Filters) -> Filters:
    """Return the filters in the query string. Raise NotUnderstood for any unknown name or value.

    The list ignores what it does not know. A download must not, or renaming a category would silently turn a
    subscription into the whole directory.
    """
    unknown = [name for name in request.GET if name not in parameters(kind)]
    if unknown:
        allowed = ", ".join(sorted(parameters(kind)))
        message = _("Unknown parameter: %(names)s. Allowed: %(allowed)s.")
        raise NotUnderstood(message % {"names": _short(unknown), "allowed": allowed})
    chosen = kind.from_query(request.GET, terms)
    _refuse_unknown_values(request.GET, QueryDict(chosen.as_query(terms)))
    return chosen


def parameters(kind: type[Filters] = Filters) -> set[str]:
    """Return the names of all filters of a list."""
    return {TEXT, AGE, ORDER, *(each.parameter for each in (*kind.groups, *kind.offered_flags))}


def _refuse_unknown_values(asked: QueryDict, understood: QueryDict) -> None:
    for name in asked:
        unknown = [value for value in asked.getlist(name) if value and value not in understood.getlist(name)]
        if unknown and name not in {TEXT, ORDER}:
            message = _("Unknown value of %(name)s: %(values)s.")
            raise NotUnderstood(message % {"name": name, "values": _short(unknown)})


def _short(words: list[str]) -> str:
    return ", ".join(word[:40] for word in words[:5])
