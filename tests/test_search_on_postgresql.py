"""The directory's search on PostgreSQL: what its tests hold on SQLite, carried out in one process."""

import json

import pytest

from .support.databases import prepared_on

pytestmark = pytest.mark.services

FOUND = """
import json
from directory.tests.search.town import first_three, make_town, queries
town = make_town()
print(json.dumps({typed: first_three(town, typed) for typed, _meant in queries()}))
"""
IN_STEP = """
import json
from directory.models import Category, DirectoryPage, District, OrganisationPage, PublicEntry, TargetGroup
from directory.records import write_records

def found(word):
    return list(PublicEntry.objects.matching(word).values_list("title", flat=True))

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
page.title = "Zwölfton"
page.save_revision().publish()
steps["title"] = found("Zwölfton"), found("Klangwerk")
page.unpublish()
steps["unpublished"] = [], found("Zwölfton")
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
    from directory.tests.search.town import missed

    assert missed(json.loads(installation.shell(FOUND))) == {}
    steps = json.loads(installation.shell(IN_STEP))
    assert steps.pop("rebuilt") == []
    for step, (now, before) in steps.items():
        assert now or step == "unpublished", step
        assert before == [], step
