"""Periods in words, to the month."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _


def describe_period(start: date | None, end: date | None) -> str:
    """Return for example "März 2024 bis Dezember 2026", or "" without dates."""
    first = start and date_format(start, "F Y")
    last = end and date_format(end, "F Y")
    if first and last and first != last:
        return _("%(first)s to %(last)s") % {"first": first, "last": last}
    if first and not last:
        return (
            _("since %(first)s") % {"first": first}
            if start <= date.today()
            else _("from %(first)s") % {"first": first}
        )
    if last and not first:
        return _("until %(last)s") % {"last": last}
    return first or ""
