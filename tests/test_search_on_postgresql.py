"""The directory's search on PostgreSQL: runs the tests written for SQLite in one process."""

import json

import pytest

from .support.databases import prepared_on

pytestmark = [pytest.mark.services, pytest.mark.embedded]

FOUND = """
import json
from directory.tests.search.town import in_directory, make_town, queries
town = make_town()
tables = ("queries.yaml", "typed.yaml")
print(json.dumps({table: {typed: in_directory(town, typed) for typed in queries(table)} for table in tables}))
"""
IN_STEP = """
import json
from directory.browse.filters import OpeningFilters
from directory.browse.index import OpeningResults
from directory.models import (
    Category, DirectoryPage, District, HelpType, Opening, OrganisationPage, PublicEntry, TargetGroup
)
from directory.publishing.projection import write_records
from cms.search.index import matches_of
from directory.search.tables import ENTRIES

def found(word):
    entries = PublicEntry.objects.filter(pk__in=matches_of(ENTRIES, word).keys)
    return list(entries.values_list("title", flat=True))

def rename(model, old, new):
    term = model.objects.get(name=old)
    term.name = new
    term.save()
    # Some have the old name in their own.
    return found(new), [title for title in found(old) if old not in title]

steps = {}
steps["category"] = rename(Category, "Schach & Denkspiele", "Grübeln")
steps["district"] = rename(District, "Mühlberg", "Kupferberg")
steps["group"] = rename(TargetGroup, "Neuzugezogene", "Zuzüglerinnen")
page = OrganisationPage.objects.get(title="Klangwerk")
# The first name means nothing, so that nothing else is found by it either.
for title in ("Grimbart", "Zwölfton"):
    page.title = title
    page.save_revision().publish()
steps["title"] = found("Zwölfton"), found("Grimbart")
page.unpublish()
steps["unpublished"] = [], found("Zwölfton")

def calls(word):
    found = OpeningResults(DirectoryPage.objects.first(), OpeningFilters(text=word, order="relevance"))
    return [call.document["title"] for call in found[:50]]

teaching = HelpType.objects.create(name="unterrichten", slug="unterrichten")
page = OrganisationPage.objects.live().order_by("pk").first()
page.title = "Zimtstern"
page.openings = [
    Opening(title="Noten sortieren", task="Im Probenkeller.", help_types=[teaching]),
    Opening(title="Probenkeller streichen"),
]
page.save_revision().publish()
steps["calls"] = [calls("Probenkeller"), calls("Noten"), calls("Zimtstern Noten"), calls("unterrichten")], []
teaching.name = "anleiten"
teaching.save()
steps["kind of help"] = calls("anleiten"), calls("unterrichten")
everything = OpeningResults(DirectoryPage.objects.first(), OpeningFilters())
steps["counts"] = everything.counts("help_type")[teaching.pk], []
page.unpublish()
steps["unpublished call"] = [], calls("Noten")
steps["rebuilt"] = write_records(OrganisationPage.objects.all())
print(json.dumps(steps))
"""


@pytest.fixture(scope="module")
def installation(tmp_path_factory):
    with prepared_on("postgresql", tmp_path_factory.mktemp("prepared") / "data") as prepared:
        if prepared is None:
            pytest.skip("PostgreSQL is not installed")
        yield prepared.prepared


def test_queries_find_what_they_mean_and_the_index_keeps_in_step(installation):
    from directory.tests.search.town import missed, queries

    found, steps = map(json.loads, installation.shell(FOUND + IN_STEP).splitlines())
    for table, results in found.items():
        assert missed(queries(table), results.get) == {}
    assert steps.pop("rebuilt") == []
    both, one = ["Probenkeller streichen", "Noten sortieren"], ["Noten sortieren"]
    assert steps.pop("calls")[0] == [both, one, one, one]
    assert steps.pop("counts")[0] == [1, 1]
    for step, (now, before) in steps.items():
        assert now or step.startswith("unpublished"), step
        assert before == [], step
