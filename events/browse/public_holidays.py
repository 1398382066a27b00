"""The names of the public holidays of a town's Land, as the calendar shows them."""

from datetime import date

from django.utils.translation import get_language
from wagtail.models import Site

from cms.recurrence.holidays import public_holidays
from cms.towns.land import land_of_site


def holidays_of(site: Site | None, first: date, last: date) -> dict[date, str]:
    """Return the names of the holidays between two days."""
    land = land_of_site(site.pk) if site else ""
    language = "de" if (get_language() or "de").startswith("de") else "en_US"
    years = range(first.year, last.year + 1)
    named = {day: name for year in years for day, name in public_holidays(land, year, language).items()}
    return {day: name for day, name in named.items() if first <= day <= last}
