"""The filters of the list, handed on to a download: exactly what was asked for, or a clear no."""

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from ..filters import Filters
from ..terms import Terms

TEXT = "q"
# The order is the list's business; a link that carries it is welcome all the same.
ORDER = "sortierung"


class NotUnderstood(Exception):
    """Says in words what was asked for in vain, and what may be asked."""


def selection(request: HttpRequest, terms: Terms, kind: type[Filters] = Filters) -> Filters:
    """Return the filters that the address names. Raises NotUnderstood for any other name or value.

    The list ignores what it does not know; a download must not, or a renamed category would silently turn
    somebody's subscription into the whole directory.
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
    return {TEXT, ORDER, *(each.parameter for each in (*kind.groups, *kind.offered_flags))}


def _refuse_unknown_values(asked: QueryDict, understood: QueryDict) -> None:
    for name in asked:
        unknown = [value for value in asked.getlist(name) if value and value not in understood.getlist(name)]
        if unknown and name not in {TEXT, ORDER}:
            message = _("Unknown value of %(name)s: %(values)s.")
            raise NotUnderstood(message % {"name": name, "values": _short(unknown)})


def _short(words: list[str]) -> str:
    return ", ".join(word[:40] for word in words[:5])
