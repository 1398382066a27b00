"""Times and numbers of places in words. No queries."""

from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def span_in_words(start: datetime | None, end: datetime | None) -> str:
    """Return such as “Saturday, 5 December 2026, 9:00 to 12:00”; "" without a beginning. Both are local times."""
    if start is None:
        return ""
    begins = {"day": date_format(start, "l, j. F Y"), "start": date_format(start, "H:i")}
    if end is None or end == start:
        return _("%(day)s, %(start)s") % begins
    if end.date() == start.date():
        return _("%(day)s, %(start)s to %(end)s") % (begins | {"end": date_format(end, "H:i")})
    until = {"last_day": date_format(end, "l, j. F Y"), "end": date_format(end, "H:i")}
    return _("%(day)s, %(start)s until %(last_day)s, %(end)s") % (begins | until)


def persons_in_words(persons: int) -> str:
    return ngettext("%(count)s person", "%(count)s persons", persons) % {"count": persons}


def places_in_words(places: int) -> str:
    return ngettext("%(count)s place", "%(count)s places", places) % {"count": places}
