"""What the catalogue says of each data set, and the addresses of the lists that DCAT-AP.de names for its fields."""

from dataclasses import dataclass

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


@dataclass(frozen=True)
class Words:
    """In title and text, %s stands for the town."""

    title: str
    text: str
    keywords: tuple[str, ...]


# By the names of the data sets.
WORDS = {
    "verzeichnis": Words(
        "Verzeichnis der Vereine und Organisationen in %s",
        "Vereine, Initiativen, Gemeinden und andere Organisationen in %s: was sie anbieten, wann und wo, für wen, mit "
        "Barrierefreiheit und Aufrufen zur Mithilfe. Die Einträge werden mindestens jährlich bestätigt.",
        ("Vereine", "Ehrenamt", "Engagement", "Selbsthilfe", "Freizeit", "Beratung"),
    ),
    "mithilfe": Words(
        "Gesuche nach Ehrenamtlichen in %s",
        "Wofür Vereine und Organisationen in %s gerade Freiwillige suchen: Aufgabe, Art der Hilfe, Zeitbedarf, "
        "Voraussetzungen, Kontakt und bis wann. Abgelaufene Gesuche fallen am nächsten Tag heraus.",
        ("Ehrenamt", "Freiwillige", "Engagement", "Mithilfe"),
    ),
}


def file_type(key: str) -> str:
    return f"{EU}file-type/{key}"
