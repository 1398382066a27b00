"""An address that the club does not show is in no page, file, feed or answer; nor is it guessed by asking."""

import pytest
from django.urls import reverse

from directory.models import Opening, OrganisationPage, PublicEntry
from directory.tests.exports.test_leaks import ADDRESSES, own_addresses
from directory.tests.factories import make_entry, make_openings_page

HIDDEN = "verborgen-7k3m@example.org"
WORD = "verborgen-7k3m"


@pytest.fixture
def entry(directory):
    make_openings_page(directory)
    call = Opening(title="Wer hilft?", valid_until="2099-01-01")
    return make_entry(directory, "Verein", email=HIDDEN, email_is_public=False, openings=[call])


def everything(client, entry) -> dict[str, str]:
    directory = entry.get_parent()
    paths = [entry.url, directory.url, f"{directory.url}?q={WORD}", "/mithilfe/", f"/mithilfe/?q={WORD}"]
    paths += [f"/suche/?q={WORD}", f"/api/v1/search?q={WORD}", f"/api/v1/pages/{entry.pk}", "/sitemap.xml"]
    paths += [reverse("shortlist") + f"?e={entry.public_id}", f"/api/v1/organisations/?q={WORD}"]
    return {
        path: client.get(path, follow=True).getvalue().decode("utf-8", "replace").replace(f"q={WORD}", "")
        for path in [*paths, *ADDRESSES, *own_addresses()]
    }


def leaking(client, entry) -> list[str]:
    told = everything(client, entry)
    return [path for path, text in told.items() if HIDDEN in text or (WORD in text and WORD not in path)]


def test_new_entries_hide_their_address():
    assert OrganisationPage().email_is_public is False


def test_hidden_address_is_told_nowhere(client, entry):
    assert leaking(client, entry) == []
    assert not [path for path, text in everything(client, entry).items() if "mailto:verborgen" in text]


def test_entry_is_not_found_by_an_address_that_is_hidden(client, entry):
    found = client.get("/api/v1/organisations/", {"q": HIDDEN}).json()
    assert found["items"] == []


def test_shown_address_is_told(client, entry):
    entry.email_is_public = True
    entry.save_revision().publish()
    assert {entry.url, "/daten/verzeichnis.csv", "/api/hsds/v3/organizations"} <= set(leaking(client, entry))


def test_hiding_it_takes_it_out_of_everything_at_once(client, entry):
    entry.email_is_public = True
    entry.save_revision().publish()
    entry.email_is_public = False
    entry.save_revision().publish()
    assert HIDDEN not in str(PublicEntry.objects.get(page=entry).document)
    assert leaking(client, entry) == []
