"""Queries that must not scan all entries, as SQLite plans them without statistics."""

import pytest
from django.utils import timezone
from wagtail.models import Site

from directory.duplicates.candidates import _reached_alike
from directory.duplicates.similarity import Organisation, Surroundings
from directory.models import PublicEntry

from .factories import make_entry

pytestmark = pytest.mark.django_db


def steps(entries) -> list[str]:
    return [line.split(" ", 3)[-1] for line in entries.explain().splitlines()]


@pytest.mark.embedded
@pytest.mark.parametrize("kind", ["parent", "category"])
def test_entries_of_a_rare_value_are_reached_from_the_value(directory, kind):
    entries = PublicEntry.objects.with_rare_facet(kind, [1]).with_address()[:3]
    assert [step for step in steps(entries) if step.startswith("SCAN")] == []


@pytest.mark.embedded
def test_the_newest_entries_are_read_in_order(directory):
    entries = PublicEntry.objects.visible_in(Site.objects.get(), language="de").with_address()
    newest = entries.order_by("-first_published_at", "-pk")[:3]
    assert [step for step in steps(newest) if step == "USE TEMP B-TREE FOR ORDER BY"] == []


@pytest.mark.embedded
def test_ways_of_contact_are_looked_up(directory):
    wanted = Organisation.of(
        "Chor",
        emails=["a@example.org"],
        phones=["06561 15063"],
        website="https://chor.example",
        register=("Wittlich", "VR 12"),
    )
    taken = steps(_reached_alike(wanted, Surroundings()))
    # Only the union itself is scanned.
    assert [step for step in taken if "USING" in step and step.startswith("SCAN")] == []
    assert sum("directory_entries_by_" in step for step in taken) == 4


@pytest.mark.parametrize(
    ("stored", "wanted"),
    [
        ({"website": "https://www.Chor.example/start"}, {"website": "chor.example"}),
        ({"register_number": "VR 0123"}, {"register": ("AG Wittlich", "123")}),
    ],
)
def test_website_and_register_are_found_however_they_are_written(directory, stored, wanted):
    page = make_entry(directory, "Singkreis", **stored)
    found = _reached_alike(Organisation.of("Nähcafé", **wanted), Surroundings())
    assert list(found.values_list("pk", flat=True)) == [page.pk]
    page.website = page.register_number = ""
    page.save()
    assert not _reached_alike(Organisation.of("Nähcafé", **wanted), Surroundings())


def test_an_address_is_found_however_it_is_written(directory):
    page = make_entry(directory, "Singkreis", email="Chor@Example.org", first_published_at=timezone.now())
    found = _reached_alike(Organisation.of("Nähcafé", emails=["chor@example.ORG"]), Surroundings())
    assert list(found.values_list("pk", flat=True)) == [page.pk]
    assert list(_reached_alike(Organisation.of("Nähcafé"), Surroundings())) == []
