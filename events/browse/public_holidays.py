"""The public holidays of a town's Land, from the package `holidays`."""

from datetime import date
from functools import lru_cache

from django.utils.translation import get_language
from holidays import country_holidays
from wagtail.models import Site

from cms.caching.content_version import cached
from cms.towns.models import TownSettings


def holidays_of(site: Site | None, first: date, last: date) -> dict[date, str]:
    """Return the names of the holidays between two days."""
    land = cached(f"land:{site.pk}", lambda: TownSettings.for_site(site).land) if site else ""
    language = "de" if (get_language() or "de").startswith("de") else "en_US"
    years = range(first.year, last.year + 1)
    named = {day: name for year in years for day, name in _of_year(land, year, language).items()}
    return {day: name for day, name in named.items() if first <= day <= last}


@lru_cache(maxsize=64)
def _of_year(land: str, year: int, language: str) -> dict[date, str]:
    return dict(country_holidays("DE", subdiv=land or None, years=year, language=language))
