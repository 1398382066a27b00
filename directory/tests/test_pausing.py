"""The pause of a whole entry: set by its maintainer or the office, said everywhere, over by itself."""

import json
from datetime import date, datetime, time, timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from cms.mail.models import Mail
from cms.recurrence.schedule import Schedule
from cms.recurrence.zone import BERLIN
from directory.domain.lifecycle import FIRST_REMINDER
from directory.domain.pause import is_paused
from directory.models import Maintainership, MeetingPlace, Offer, OrganisationPage, PublicEntry
from directory.workflow import keep_entries_true
from directory.workflow.links import open_session
from directory.workflow.pausing import end_pause, pause_entry
from tests.support.recorded import recorded

from .factories import make_entry

pytestmark = pytest.mark.django_db
MAINTAINER = "petra@example.org"
TODAY = date(2030, 3, 4)
LAST = date(2030, 3, 20)
IN_WORDS = "Pause bis 20. März 2030"


@pytest.fixture
def today(monkeypatch):
    """Let the test choose the day."""
    chosen = [TODAY]
    monkeypatch.setattr(timezone, "now", lambda: datetime.combine(chosen[0], time(9), BERLIN))
    return chosen


@pytest.fixture
@recorded
def entry(directory):
    page = make_entry(
        directory,
        places=[MeetingPlace(name="Südwiese", city="Bitburg", show_exact_address=True)],
        offers=[Offer(name="Training", frequency="weekly", weekdays="MO", starts_at=time(17))],
    )
    Maintainership.objects.create(
        page=page, maintainer_email=MAINTAINER, maintainer_mode="club", assured_on=date(2030, 1, 1)
    )
    return page


@pytest.fixture
def address(entry):
    return reverse("pause_entry", args=[open_session(entry.pk, MAINTAINER)])


def keeping(page):
    return Maintainership.objects.get(page=page)


def text_of(client, address):
    return BeautifulSoup(client.get(address).content, "html.parser").get_text(" ", strip=True)


@pytest.mark.parametrize(
    ("first", "last", "day", "is_on"),
    [
        (None, None, TODAY, False),
        (TODAY, LAST, TODAY - timedelta(days=1), False),
        (TODAY, LAST, TODAY, True),
        (TODAY, LAST, LAST, True),
        (TODAY, LAST, LAST + timedelta(days=1), False),
        (TODAY, TODAY, TODAY, True),
    ],
)
def test_first_and_last_day_belong_to_a_pause(first, last, day, is_on):
    assert is_paused(first, last, day) is is_on


@pytest.mark.parametrize(
    ("schedule", "days"),
    [
        (Schedule("weekly", weekdays=("MO",), pause=(TODAY, LAST)), [date(2030, 3, 25)]),
        (Schedule("weekly", weekdays=("MO",), pause=(date(2030, 3, 5), LAST)), [TODAY]),
        (Schedule("weekly", weekdays=("MO",), pause=(TODAY, TODAY)), [date(2030, 3, 11)]),
        # A single date is meant, though the club pauses.
        (Schedule("", first_date=date(2030, 3, 9), pause=(TODAY, LAST)), [date(2030, 3, 9)]),
    ],
)
def test_only_recurring_dates_are_left_out(schedule, days):
    starts = schedule.starts_from(datetime(2030, 3, 4))
    assert [next(starts).date()] == days


def test_maintainer_pauses_at_once_without_any_check(client, today, entry, address):
    answer = client.post(address, {"until": "2030-03-20"})
    assert answer.status_code == 303
    form = text_of(client, answer.url)
    assert "Ihr Eintrag pausiert bis 20. März 2030" in form
    assert IN_WORDS in text_of(client, entry.url)
    assert PageLogEntry.objects.get(action="directory.pause").data == {"day": "20. März 2030"}
    assert client.post(address, {"action": "end"}).status_code == 303
    assert IN_WORDS not in text_of(client, entry.url)


@pytest.mark.parametrize("said", ["", "bald", "2030-03-03", "2031-03-06", "20300304" * 4, "0000-00-00"])
def test_a_day_that_makes_no_sense_is_refused_beside_the_field(client, today, entry, address, said):
    answer = client.post(address, {"until": said})
    assert answer.status_code == 422
    assert BeautifulSoup(answer.content, "html.parser").select_one(".field--error #id_until")
    assert keeping(entry).paused_until is None


def test_the_german_way_of_writing_a_day_is_read(client, today, entry, address):
    client.post(address, {"until": "20.03.2030"})
    assert keeping(entry).paused_until == LAST


def test_entry_stays_found_and_says_so_in_lists(client, today, directory, entry):
    pause_entry(entry, LAST)
    (row,) = BeautifulSoup(client.get(directory.url).content, "html.parser").select(".rows > li")
    assert IN_WORDS in row.get_text(" ", strip=True)
    assert "25.\xa0März" in row.get_text(" ", strip=True)


def test_it_ends_by_itself_after_the_last_day(client, today, directory, entry):
    pause_entry(entry, LAST)
    today[0] = LAST
    assert IN_WORDS in text_of(client, entry.url)
    today[0] = LAST + timedelta(days=1)
    assert IN_WORDS not in text_of(client, entry.url)
    assert IN_WORDS not in text_of(client, directory.url)


def test_api_and_hsds_say_so_only_while_it_lasts(client, today, entry):
    pause_entry(entry, LAST)
    record = f"/api/v1/organisations/{entry.public_id}"
    service = f"/api/hsds/v3/services/{entry.offers.get().key}"
    assert client.get(record).json()["paused_until"] == "2030-03-20"
    assert client.get(record).json()["offers"][0]["schedule"]["paused_from"] == "2030-03-04"
    assert client.get(service).json()["status"] == "temporarily closed"
    today[0] = LAST + timedelta(days=1)
    assert client.get(record).json()["paused_until"] is None
    assert client.get(service).json()["status"] == "active"


def test_files_leave_the_dates_out(client, today, entry):
    pause_entry(entry, LAST)
    calendar = client.get(reverse("entry_calendar", args=[entry.public_id]))
    unfolded = calendar.getvalue().decode().replace("\r\n ", "")
    assert "20300304T170000" in unfolded.split("EXDATE")[1].split("\r\n")[0]
    assert "20300318T170000" in unfolded.split("EXDATE")[1].split("\r\n")[0]
    graph = BeautifulSoup(client.get(entry.url).content, "html.parser")
    stated = [json.loads(each.string) for each in graph.find_all("script", type="application/ld+json")]
    assert "2030-03-18" in json.dumps(stated).split("exceptDate")[1].split("]")[0]


def test_a_longer_pause_keeps_its_first_day_and_a_shorter_one_its_past(today, entry):
    pause_entry(entry, LAST)
    today[0] = date(2030, 3, 10)
    pause_entry(entry, date(2030, 4, 1))
    assert (keeping(entry).paused_from, keeping(entry).paused_until) == (TODAY, date(2030, 4, 1))
    end_pause(OrganisationPage.objects.get(pk=entry.pk))
    assert (keeping(entry).paused_from, keeping(entry).paused_until) == (TODAY, date(2030, 3, 9))


def test_a_pause_ended_on_its_first_day_has_never_been(today, entry):
    pause_entry(entry, LAST)
    end_pause(OrganisationPage.objects.get(pk=entry.pk))
    assert (keeping(entry).paused_from, keeping(entry).paused_until) == (None, None)
    assert PublicEntry.objects.get().document["paused_until"] is None


def test_an_older_version_of_the_page_does_not_undo_it(today, entry):
    revision = entry.save_revision()
    pause_entry(entry, LAST)
    revision.publish()
    assert PublicEntry.objects.get().document["paused_until"] == "2030-03-20"


def test_the_yearly_question_is_still_asked(today, entry):
    pause_entry(entry, LAST)
    Maintainership.objects.update(assured_on=TODAY - timedelta(days=FIRST_REMINDER))
    keep_entries_true()
    assert Mail.objects.filter(to=MAINTAINER).count() == 1


def test_office_pauses_and_ends_it_on_the_entrys_screen(today, admin_client, entry):
    screen = reverse("directory_entry_state", args=[entry.pk])
    admin_client.post(screen, {"action": "pause", "until": "2030-03-20"})
    assert "bis 20. März 2030" in text_of(admin_client, screen)
    admin_client.post(screen, {"action": "end-pause"})
    assert not keeping(entry).is_paused


def test_office_is_told_what_is_wrong_with_the_day(today, admin_client, entry):
    screen = reverse("directory_entry_state", args=[entry.pk])
    answer = admin_client.post(screen, {"action": "pause", "until": "2030-01-01"}, follow=True)
    assert "Bitte wählen Sie einen Tag zwischen heute und heute in einem Jahr." in answer.content.decode()
    assert not keeping(entry).is_paused


def test_only_who_may_publish_may_pause(django_user_model, today, entry):
    stranger = django_user_model.objects.create_user("fremd", password="x")
    with pytest.raises(PermissionDenied):
        pause_entry(entry, LAST, user=stranger)
    with pytest.raises(PermissionDenied):
        end_pause(entry, user=stranger)
    with pytest.raises(ValidationError):
        pause_entry(entry, TODAY - timedelta(days=1))
    assert not keeping(entry).is_paused


def test_a_link_of_another_entry_pauses_only_its_own(client, today, directory, entry):
    other = make_entry(directory, "Chor am Markt")
    Maintainership.objects.create(page=other, maintainer_email="chor@example.org", maintainer_mode="club")
    client.post(
        reverse("pause_entry", args=[open_session(other.pk, "chor@example.org")]), {"until": "2030-03-20"}
    )
    assert (keeping(other).is_paused, keeping(entry).is_paused) == (True, False)


def test_opening_the_page_changes_nothing(client, today, entry, address):
    assert client.get(address, {"action": "end", "until": "2030-03-20"}).status_code == 200
    assert not keeping(entry).is_paused
