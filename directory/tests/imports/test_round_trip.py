"""A table exported by one town can be imported by another one, or by the same."""

import pytest

from directory.imports.admin.comparing import facts_of
from directory.models import OrganisationPage
from directory.tests.full_entry import make_full_entry

# No columns can be read for more than one place, offer or person; the rest are our own records.
NOT_READ = {
    "leichte_sprache", "soziale_netzwerke", "adresszusatz", "bus_und_bahn", "barrierefrei_vorhanden",
    "barrierefrei_fehlt", "weitere_treffpunkte", "angebote", "zeiten", "mithilfe_gesucht", "ansprechpersonen",
    "pause_bis", "teil_von", "bestaetigt_am", "geaendert_am", "seite", "lizenz",
}  # fmt: skip
# Exported in a different form, or not at all.
NOT_COMPARED = {
    "show_exact_address", "has_step_free_entrance", "has_wheelchair_toilet", "offer", "weekday", "starts_at",
    "ends_at", "first_date", "contact_name", "contact_role", "contact_email", "contact_phone", "description",
    "email_is_public",
}  # fmt: skip


@pytest.fixture
def exported(client, town):
    def read(extension: str) -> bytes:
        return b"".join(client.get(f"/daten/verzeichnis.{extension}").streaming_content)

    make_full_entry(town)
    return read


def facts(page) -> dict[str, str]:
    return {name: text for name, text in facts_of(page).items() if name not in NOT_COMPARED}


@pytest.mark.parametrize("extension", ["xlsx", "csv"])
def test_an_export_is_recognised_and_says_the_same_afterwards(exported, imported, extension):
    content = exported(extension)
    before = facts(OrganisationPage.objects.get())
    OrganisationPage.objects.all().delete()
    run = imported(content, name=f"verzeichnis.{extension}")
    assert {header for header, name in zip(run.headers, run.mapping, strict=True) if not name} == NOT_READ
    assert facts(OrganisationPage.objects.get()) == before


def test_an_export_brings_nothing_that_is_there(exported, checked):
    run = checked(exported("xlsx"), name="verzeichnis.xlsx")
    assert run.counts()["known"] == 1 and run.counts()["ready"] == 0


def test_entries_of_an_export_are_found_by_their_key_under_another_name(exported, checked):
    OrganisationPage.objects.update(title="Ganz anders", draft_title="Ganz anders", email="x@example.org")
    run = checked(exported("csv"), name="verzeichnis.csv")
    assert run.rows.get().messages[0]["field"] == "public_id"
