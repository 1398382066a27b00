"""Addresses of the lists that DCAT-AP.de names for its fields."""

EU = "http://publications.europa.eu/resource/authority/"
GERMAN = f"{EU}language/DEU"
PUBLIC_ACCESS = f"{EU}access-right/PUBLIC"
CONTINUOUS = f"{EU}frequency/CONT"
THEMES = (f"{EU}data-theme/SOCI", f"{EU}data-theme/EDUC")

GEOCODING = "http://dcat-ap.de/def/politicalGeocoding/"
MUNICIPALITY = f"{GEOCODING}Level/municipality"
MUNICIPALITY_KEY = f"{GEOCODING}municipalityKey/"

IANA = "https://www.iana.org/assignments/media-types/"
ATTRIBUTION = "licenseAttributionByText"


def file_type(key: str) -> str:
    return f"{EU}file-type/{key}"
