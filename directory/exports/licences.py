"""The licence of a town's open data, and the town as its publisher."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from cms.caching.content_version import cached
from cms.towns.models import TownSettings

# German authorities refer to licences by these keys: https://www.dcat-ap.de/def/licenses/
DCAT_LICENCES = "http://dcat-ap.de/def/licenses/"


@dataclass(frozen=True)
class Licence:
    """`url` leads to the text, `uri` is the entry in the DCAT-AP.de list, `spdx` the SPDX identifier."""

    key: str
    name: str
    short: str
    url: str
    spdx: str
    wants_attribution: bool

    @property
    def uri(self) -> str:
        return f"{DCAT_LICENCES}{self.key}"


@dataclass(frozen=True)
class Publisher:
    """`contributor` is the town's URI in GovData's list of contributors, or ""."""

    name: str
    town: str
    email: str
    url: str
    state: str
    municipality_key: str
    contributor: str
    latitude: float
    longitude: float


LICENCES = {
    licence.key: licence
    for licence in (
        Licence(
            "dl-zero-de/2.0",
            "Datenlizenz Deutschland – Zero – Version 2.0",
            "dl-de/zero-2-0",
            "https://www.govdata.de/dl-de/zero-2-0",
            "DL-DE-ZERO-2.0",
            False,
        ),
        Licence(
            "dl-by-de/2.0",
            "Datenlizenz Deutschland – Namensnennung – Version 2.0",
            "dl-de/by-2-0",
            "https://www.govdata.de/dl-de/by-2-0",
            "DL-DE-BY-2.0",
            True,
        ),
        Licence(
            "cc-by/4.0",
            "Creative Commons Namensnennung 4.0 International",
            "CC BY 4.0",
            "https://creativecommons.org/licenses/by/4.0/deed.de",
            "CC-BY-4.0",
            True,
        ),
        Licence(
            "cc-zero",
            "Creative Commons CC0 1.0 – kein Urheberrechtsschutz",
            "CC0 1.0",
            "https://creativecommons.org/publicdomain/zero/1.0/deed.de",
            "CC0-1.0",
            False,
        ),
    )
}


def licence_of(site: Site) -> Licence:
    return cached(f"data-licence:{site.pk}", lambda: LICENCES[TownSettings.for_site(site).data_licence])


def publisher_of(site: Site) -> Publisher:
    return cached(f"data-publisher:{site.pk}", lambda: _publisher(site))


def _publisher(site: Site) -> Publisher:
    town = TownSettings.for_site(site)
    return Publisher(
        name=town.organisation or str(_("Town of %(name)s")) % {"name": town.name},
        town=town.name,
        email=town.email,
        url=site.root_url,
        state=town.get_land_display(),
        municipality_key=town.municipality_key,
        contributor=town.data_contributor,
        latitude=float(town.map_latitude),
        longitude=float(town.map_longitude),
    )
