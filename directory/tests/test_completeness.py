"""What an entry lacks: one rule, which form, staff's screens and mails say alike."""

from datetime import timedelta
from itertools import product

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from cms.mail.models import Mail
from directory.domain.completeness import Part, missing_parts
from directory.domain.lifecycle import FIRST_REMINDER
from directory.entry_changes.snapshot import facts_of
from directory.models import Maintainership, MeetingPlace, Offer, OrganisationPage, PublicEntry
from directory.publishing.completeness import missing_of
from directory.workflow import keep_entries_true
from directory.workflow.links import open_session
from tests.support.making import make_image
from tests.support.recorded import recorded

from .factories import make_entry
from .test_self_service import written

MAINTAINER = "petra@example.org"
TRAINING = {"status": "active", "frequency": "weekly", "time_note": "", "place_key": ""}
HALL = {"name": "Halle", "street": ""}
NOTHING = {"logo": None, "description": "", "offers": [], "meeting_places": []}
EVERYTHING = {"logo": 1, "description": "<p>Wir singen.</p>", "offers": [TRAINING], "meeting_places": [HALL]}
TIMES, PLACE, PICTURE, DESCRIPTION = Part


@pytest.mark.parametrize("there", product([False, True], repeat=4))
def test_each_part_counts_by_itself(there):
    names = ("offers", "meeting_places", "logo", "description")
    facts = {
        name: (EVERYTHING if is_there else NOTHING)[name] for name, is_there in zip(names, there, strict=True)
    }
    assert missing_parts(facts) == [part for part, is_there in zip(Part, there, strict=True) if not is_there]


@pytest.mark.parametrize(
    ("facts", "missing"),
    [
        ({"offers": [TRAINING | {"status": "pausing"}]}, []),
        ({"offers": [TRAINING | {"status": "closed"}]}, [TIMES]),
        ({"offers": [TRAINING | {"frequency": ""}]}, [TIMES]),
        ({"offers": [TRAINING | {"frequency": "", "time_note": "nach Absprache"}]}, []),
        ({"meeting_places": [{"name": "", "street": "Am Markt"}]}, []),
        ({"meeting_places": [{"name": "", "street": ""}]}, [PLACE]),
        ({"meeting_places": [], "offers": [TRAINING | {"place_key": "changing"}]}, []),
        ({"meeting_places": [], "offers": [TRAINING, TRAINING | {"place_key": "changing"}]}, [PLACE]),
        ({"description": "<p> </p>"}, [DESCRIPTION]),
        ({"description": None}, [DESCRIPTION]),
    ],
)
def test_what_counts_as_there(facts, missing):
    assert missing_parts(EVERYTHING | facts) == missing


@pytest.fixture
@recorded
def entry(directory):
    page = make_entry(
        directory,
        offers=[Offer(name="Training", frequency="weekly", weekdays="MO")],
        description="<p>Fußball.</p>",
    )
    Maintainership.objects.create(page=page, maintainer_email=MAINTAINER, maintainer_mode="club")
    return page


@pytest.fixture
def address(entry):
    return reverse("edit_entry", args=[open_session(entry.pk, MAINTAINER)])


def soup_of(client, address):
    return BeautifulSoup(client.get(address).content, "html.parser")


@pytest.mark.django_db
def test_page_snapshot_and_record_say_the_same(entry):
    assert missing_of(entry) == missing_parts(facts_of(entry) | {"logo": None}) == [PLACE, PICTURE]
    assert PublicEntry.objects.get().missing == "place,picture"


@pytest.mark.django_db
def test_form_names_what_is_missing_and_leads_to_its_open_section(client, address):
    soup = soup_of(client, address)
    line = soup.select_one(".maintainer-missing")
    assert line.get_text(" ", strip=True) == "Das fehlt noch: Ort · Bild"
    for link in line.select("a"):
        assert soup.select_one(link["href"]).has_attr("open"), link


@pytest.mark.django_db
def test_form_goes_by_what_was_written_in_it(client, entry, address):
    data = written(client, address, meeting_places__0__name="Halle", description="", action="save")
    client.post(address, data)
    line = soup_of(client, address).select_one(".maintainer-missing")
    assert line.get_text(" ", strip=True) == "Das fehlt noch: Bild · Beschreibung"


@pytest.mark.django_db
def test_a_complete_entry_is_told_so(client, entry, address):
    entry.meeting_places = [MeetingPlace(name="Halle", sort_order=0)]
    entry.logo = make_image()
    entry.save()
    assert "vollständig" in soup_of(client, address).select_one(".maintainer-missing").text
    assert PublicEntry.objects.get().missing == ""


@pytest.mark.django_db
def test_staff_see_it_with_links_and_find_what_is_incomplete(admin_client, directory, entry):
    complete = make_entry(
        directory,
        "Chor am Markt",
        offers=[Offer(name="Probe", frequency="weekly", weekdays="MO")],
        places=[MeetingPlace(name="Halle")],
        description="<p>Wir singen.</p>",
        logo=make_image(),
    )
    Maintainership.objects.create(page=complete)
    state = soup_of(admin_client, reverse("directory_entry_state", args=[entry.pk]))
    links = state.select(".entry-state__facts a")
    assert [each.text for each in links] == ["Ort", "Bild"]
    edit = soup_of(admin_client, reverse("wagtailadmin_pages:edit", args=[entry.pk]))
    assert {each["href"].split("#")[1] for each in links} <= {
        each["id"] for each in edit.select("[role=tabpanel]")
    }
    rows = soup_of(
        admin_client, reverse(Maintainership.snippet_viewset.get_url_name("list")) + "?incomplete=on"
    )
    shown = rows.select_one("#listing-results").get_text(" ", strip=True)
    assert "Kickergruppe Südwiese" in shown and "Ort · Bild" in shown and "Chor am Markt" not in shown


@pytest.mark.django_db
def test_first_yearly_mail_names_it(entry):
    Maintainership.objects.update(assured_on=timezone.localdate() - timedelta(days=FIRST_REMINDER))
    keep_entries_true()
    assert "Das fehlt noch: Ort · Bild" in Mail.objects.get().text


@pytest.mark.django_db
def test_first_yearly_mail_of_a_complete_entry_says_nothing_of_it(entry):
    entry.meeting_places, entry.logo = [MeetingPlace(name="Halle", sort_order=0)], make_image()
    OrganisationPage.save(entry)
    Maintainership.objects.update(assured_on=timezone.localdate() - timedelta(days=FIRST_REMINDER))
    keep_entries_true()
    text = Mail.objects.get().text
    assert "fehlt" not in text and "\n\n\n" not in text
