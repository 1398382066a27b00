"""The town's data catalogue as DCAT-AP.de 3.0, harvested by state portals and GovData.

Rules: https://www.dcat-ap.de/def/dcatde/3.0/spec/ and its conventions ("K" with a number below).
"""

from rdflib import DCAT, DCTERMS, FOAF, RDF, SKOS, Graph, Literal, Namespace, URIRef

from .formats import DATASETS, ENTRIES, Dataset
from .source import Source, extent_of

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

API_TITLE = "Schnittstelle nach Open Referral (HSDS 3)"

NAMES = {
    "dcat": DCAT,
    "dct": DCTERMS,
    "foaf": FOAF,
    "skos": SKOS,
    "dcatde": Namespace("http://dcat-ap.de/def/dcatde/"),
    "vcard": Namespace("http://www.w3.org/2006/vcard/ns#"),
}
WKT = URIRef("http://www.opengis.net/ont/geosparql#wktLiteral")


def turtle(source: Source) -> str:
    """Return the catalogue as Turtle."""
    graph = Graph()
    for prefix, namespace in NAMES.items():
        graph.bind(prefix, namespace)
    _Catalogue(graph, source).write()
    return graph.serialize(format="turtle")


class _Catalogue:
    """Writes catalogue, data set, files and API into an RDF graph."""

    def __init__(self, graph, source: Source):
        self.graph, self.source, self.extent = graph, source, extent_of(source)
        page = source.address("open_data")
        self.page, self.catalogue = URIRef(page), URIRef(source.address("catalogue"))
        self.api = self._part("hsds")
        self.publisher, self.contact = self._part("herausgeber"), self._part("kontakt")

    def write(self) -> None:
        self._publisher()
        self._catalogue()
        for dataset in DATASETS:
            self._dataset(dataset)
            for extension in dataset.formats:
                self._file(dataset, extension)
        self._interface()

    def _say(self, subject, kind: str, **facts) -> None:
        """Add `prefix_name=value` statements; None, "" and [] add nothing."""
        prefix, name = kind.split("_", 1)
        self.graph.add((subject, RDF.type, NAMES[prefix][name]))
        for key, value in facts.items():
            prefix, name = key.split("_", 1)
            for each in value if isinstance(value, list) else [value]:
                if each not in (None, ""):
                    self.graph.add((subject, NAMES[prefix][name], _node(each)))

    def _publisher(self) -> None:
        publisher = self.source.publisher
        self._say(
            self.publisher,
            "foaf_Organization",
            foaf_name=publisher.name,
            foaf_homepage=URIRef(publisher.url),
        )
        self._say(self.publisher, "foaf_Agent")
        # K01 requires an e-mail address or a page.
        mail = publisher.email and URIRef(f"mailto:{publisher.email}")
        self._say(
            self.contact,
            "vcard_Organization",
            vcard_fn=publisher.name,
            vcard_hasEmail=mail,
            vcard_hasURL=self.page,
        )
        self._say(self.contact, "vcard_Kind")

    def _catalogue(self) -> None:
        town = self.source.publisher.town
        self._say(
            self.catalogue,
            "dcat_Catalog",
            dct_title=f"Offene Daten: {town}",
            dct_description=f"Was {town} auf dieser Website als offene Daten bereitstellt.",
            dct_publisher=self.publisher,
            dct_language=URIRef(GERMAN),
            dct_license=URIRef(self.source.licence.uri),
            dct_modified=self.extent.changed_at,
            foaf_homepage=URIRef(self.source.publisher.url),
            dcat_dataset=[self._part(dataset.name) for dataset in DATASETS],
            dcat_service=self.api,
        )

    def _dataset(self, dataset: Dataset) -> None:
        publisher, extent, subject = self.source.publisher, self.extent, self._part(dataset.name)
        self._say(
            subject,
            "dcat_Dataset",
            dct_title=dataset.title % publisher.town,
            dct_description=dataset.text % publisher.town,
            dct_identifier=str(subject),
            dct_publisher=self.publisher,
            dct_language=URIRef(GERMAN),
            dct_accessRights=URIRef(PUBLIC_ACCESS),
            dct_accrualPeriodicity=URIRef(CONTINUOUS),
            dct_issued=extent.begun_at,
            dct_modified=extent.changed_at,
            dct_spatial=[self._place(), self._municipality()],
            dct_temporal=self._period(),
            dcat_contactPoint=self.contact,
            dcat_landingPage=self.page,
            dcat_keyword=list(dataset.keywords),
            dcat_theme=[URIRef(theme) for theme in THEMES],
            dcat_distribution=self._distributions(dataset),
            dcatde_contributorID=publisher.contributor and URIRef(publisher.contributor),
            dcatde_politicalGeocodingLevelURI=URIRef(MUNICIPALITY),
        )

    def _distributions(self, dataset: Dataset) -> list:
        files = [self._part(f"{dataset.name}-{extension}") for extension in dataset.formats]
        return [*files, self._part("hsds-json")] if dataset is ENTRIES else files

    def _file(self, dataset: Dataset, extension: str) -> None:
        kind = dataset.formats[extension]
        address = URIRef(self.source.absolute(dataset.path(extension)))
        self._say(
            self._part(f"{dataset.name}-{extension}"),
            "dcat_Distribution",
            dct_title=str(kind.label),
            dct_description=str(kind.use),
            dct_format=URIRef(f"{EU}file-type/{kind.file_type}"),
            dcat_mediaType=URIRef(f"{IANA}{kind.media_type}") if kind.is_registered else None,
            dcat_accessURL=address,
            dcat_downloadURL=address,
            **self._terms_of_use(),
        )

    def _interface(self) -> None:
        address = URIRef(self.source.address("hsds:about"))
        self._say(
            self.api,
            "dcat_DataService",
            dct_title=API_TITLE,
            dct_publisher=self.publisher,
            dct_license=URIRef(self.source.licence.uri),
            dcat_endpointURL=address,
            dcat_endpointDescription=self.page,
            dcat_servesDataset=self._part(ENTRIES.name),
        )
        self._say(
            self._part("hsds-json"),
            "dcat_Distribution",
            dct_title=API_TITLE,
            dct_format=URIRef(f"{EU}file-type/JSON"),
            dcat_mediaType=URIRef(f"{IANA}application/json"),
            dcat_accessURL=address,
            dcat_accessService=self.api,
            **self._terms_of_use(),
        )

    def _terms_of_use(self) -> dict:
        licence = self.source.licence
        source = self.source.publisher.name if licence.wants_attribution else None
        return {
            "dct_license": URIRef(licence.uri),
            f"dcatde_{ATTRIBUTION}": source,
            "dct_issued": self.extent.begun_at,
            "dct_modified": self.extent.changed_at,
        }

    def _place(self):
        publisher, place = self.source.publisher, URIRef(f"{self.page}#ort")
        point = Literal(f"POINT({publisher.longitude} {publisher.latitude})", datatype=WKT)
        self._say(place, "dct_Location", dcat_centroid=point, skos_prefLabel=publisher.town)
        return place

    def _municipality(self):
        key = self.source.publisher.municipality_key
        if not key:
            return None
        municipality = URIRef(f"{MUNICIPALITY_KEY}{key}")
        self._say(municipality, "dct_Location")
        return municipality

    def _period(self):
        if not self.extent.begun_at:
            return None
        period = URIRef(f"{self.page}#zeitraum")
        self._say(period, "dct_PeriodOfTime", dcat_startDate=self.extent.begun_at.date())
        return period

    def _part(self, name: str):
        return URIRef(f"{self.page}#{name}")


def _node(value):
    """Return strings as German literals, dates and times as typed literals, anything else unchanged."""
    if type(value) is str:
        return Literal(value, lang="de")
    return value if hasattr(value, "n3") else Literal(value)
