"""The catalogue as portals read it. Rules: the SHACL shapes and conventions ("K") of DCAT-AP.de 3.0."""

import pytest
from rdflib import DCAT, DCTERMS, FOAF, RDF, Graph, Literal, Namespace, URIRef

from cms.towns.models import TownSettings

from .reading import body

DCATDE = Namespace("http://dcat-ap.de/def/dcatde/")
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
EU = "http://publications.europa.eu/resource/authority/"
# Properties that are mandatory ("MUSS") or expected by portals, each at least once.
WANTED = {
    DCAT.Catalog: {DCTERMS.title, DCTERMS.description, DCTERMS.publisher, DCAT.dataset},
    DCAT.Dataset: {
        *(DCTERMS.title, DCTERMS.description, DCTERMS.publisher, DCTERMS.identifier, DCTERMS.issued),
        *(DCTERMS.modified, DCTERMS.spatial, DCTERMS.temporal, DCAT.theme, DCAT.keyword),
        *(DCAT.landingPage, DCAT.contactPoint, DCAT.distribution, DCATDE.contributorID),
        DCATDE.politicalGeocodingLevelURI,
    },
    DCAT.Distribution: {DCAT.accessURL, DCTERMS.title, DCTERMS.license, DCTERMS.format},
    DCAT.DataService: {DCTERMS.title, DCTERMS.publisher, DCAT.endpointURL},
    FOAF.Agent: {FOAF.name},
    VCARD.Kind: {VCARD.fn, VCARD.hasEmail},
    DCTERMS.PeriodOfTime: {DCAT.startDate},
}
CONTRIBUTOR = "http://dcat-ap.de/def/contributors/beispielstadt"


@pytest.fixture
def town(full_entry):
    town = TownSettings.for_site(full_entry.get_site())
    town.name, town.email, town.municipality_key = "Bitburg", "ehrenamt@example.org", "07232018"
    town.data_contributor = CONTRIBUTOR
    town.save()
    return town


@pytest.fixture
def graph(client, town):
    return read(client)


def read(client) -> Graph:
    return Graph().parse(data=body(client, "/catalog.ttl"), format="turtle")


@pytest.mark.parametrize("kind", WANTED, ids=[kind.split("#")[-1].split("/")[-1] for kind in WANTED])
def test_everything_says_what_it_must(graph, kind):
    subjects = list(graph.subjects(RDF.type, kind))
    assert subjects
    for subject in subjects:
        assert WANTED[kind] - set(graph.predicates(subject)) == set()


def test_every_file_is_there_and_is_what_it_says(client, graph):
    addresses = list(graph.objects(None, DCAT.downloadURL))
    assert len(addresses) == 8
    for address in addresses:
        assert client.get("/" + str(address).split("/", 3)[3]).status_code == 200


def test_calls_for_volunteers_are_a_data_set_of_their_own(graph):
    titles = {str(graph.value(subject, DCTERMS.title)) for subject in graph.subjects(RDF.type, DCAT.Dataset)}
    assert titles == {
        "Verzeichnis der Vereine und Organisationen in Bitburg",
        "Gesuche nach Ehrenamtlichen in Bitburg",
    }


def test_nothing_is_two_things(graph):
    kinds = [DCAT.Catalog, DCAT.Dataset, DCAT.Distribution, DCAT.DataService]
    subjects = [subject for kind in kinds for subject in graph.subjects(RDF.type, kind)]
    assert len(subjects) == len(set(subjects))


def test_lists_of_words_are_the_official_ones(graph):
    assert {str(format).rpartition("/")[0] for format in graph.objects(None, DCTERMS.format)} == {
        f"{EU}file-type"
    }
    assert {str(theme).rpartition("/")[0] for theme in graph.objects(None, DCAT.theme)} == {f"{EU}data-theme"}
    licences = set(graph.objects(None, DCTERMS.license))
    assert licences == {URIRef("http://dcat-ap.de/def/licenses/dl-zero-de/2.0")}
    assert set(graph.objects(None, DCATDE.contributorID)) == {URIRef(CONTRIBUTOR)}


def test_source_is_named_where_the_licence_asks_for_it(client, town):
    town.data_licence, town.organisation = "cc-by/4.0", "Ehrenamtsagentur"
    town.save()
    named = set(read(client).objects(None, DCATDE.licenseAttributionByText))
    assert named == {Literal("Ehrenamtsagentur", lang="de")}


def test_town_without_facts_has_a_catalogue(client, directory):
    graph = read(client)
    assert len(list(graph.subjects(RDF.type, DCAT.Distribution))) == 9
    assert not list(graph.objects(None, DCATDE.contributorID))


def test_nothing_is_said_that_version_3_has_given_up(graph):
    given_up = {
        DCATDE.geocodingDescription,
        DCATDE.politicalGeocodingURI,
        DCATDE.legalBasis,
        DCATDE.originator,
    }
    assert given_up & set(graph.predicates()) == set()
    (dataset, *_others) = graph.subjects(RDF.type, DCAT.Dataset)
    key = URIRef("http://dcat-ap.de/def/politicalGeocoding/municipalityKey/07232018")
    assert key in set(graph.objects(dataset, DCTERMS.spatial))
