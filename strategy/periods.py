"""Periods in words, to the month."""

from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _


def describe_period(start: date | None, end: date | None) -> str:
    """Return for example "März 2024 bis Dezember 2026", or "" without dates."""
    first = start and date_format(start, "F Y")
    last = end and date_format(end, "F Y")
    if first and last:
        return first if first == last else _("%(first)s to %(last)s") % {"first": first, "last": last}
    if last:
        return _("until %(last)s") % {"last": last}
    if first:
        words = _("since %(first)s") if start <= timezone.localdate() else _("from %(first)s")
        return words % {"first": first}
    return ""
