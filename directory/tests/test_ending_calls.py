"""The mail a week before a call for volunteers expires."""

from datetime import UTC, date, datetime, timedelta

import pytest

from cms.mail.models import Mail
from directory.jobs import forget_entries, tell_ending_calls
from directory.models import EndingNotice, Maintainership, Opening, OrganisationPage
from directory.workflow import hide_entry
from directory.workflow.openings import renew_opening

from .factories import make_entry

START = date(2026, 3, 1)
MAINTAINER = "verein@example.org"
LAST_DAY = START + timedelta(days=30)


@pytest.fixture
def day(time_travel):
    """Travel to noon on that many days after the start."""

    def go(number: int) -> date:
        moment = datetime(START.year, START.month, START.day, 11, tzinfo=UTC) + timedelta(days=number)
        time_travel(moment)
        return moment.date()

    return go


@pytest.fixture
def entry(directory, day):
    day(0)
    page = make_entry(directory, openings=[Opening(title="Notenwart", valid_until=LAST_DAY)])
    Maintainership.objects.create(
        page=page, maintainer_mode="club", maintainer_email=MAINTAINER, assured_on=START
    )
    return page


def mails_on(days, go) -> list[int]:
    """Run the job twice on each day; return the days on which a mail was queued."""
    found = []
    for number in days:
        go(number)
        asked = tell_ending_calls()["asked"]
        assert tell_ending_calls() == {"asked": 0}
        found += [number] * asked
    assert Mail.objects.count() == len(found)
    return found


def test_maintainer_is_asked_once_a_week_before_the_last_day(entry, day):
    assert mails_on(range(40), day) == [23]
    mail = Mail.objects.get()
    assert mail.to == MAINTAINER
    assert "- Notenwart, bis 31. März 2026" in mail.text


@pytest.mark.parametrize(
    ("days", "expected"),
    [([20, 26, 27], [26]), ([20, 30, 31], [30]), ([20, 31, 32], [])],
)
def test_after_a_pause_the_mail_goes_out_as_long_as_the_call_is_shown(entry, day, days, expected):
    assert mails_on(days, day) == expected


def test_publishing_the_entry_again_sends_nothing_again(entry, day):
    assert mails_on([23], day) == [23]
    OrganisationPage.objects.get().save_revision().publish()
    day(24)
    assert tell_ending_calls() == {"asked": 0}


def test_renewed_call_is_asked_about_before_its_new_last_day(entry, day):
    assert mails_on([23], day) == [23]
    renew_opening(Opening.objects.get())
    last = (Opening.objects.get().valid_until - START).days
    assert mails_on_more(range(24, last + 3), day) == [last - 7]


def mails_on_more(days, go) -> list[int]:
    Mail.objects.all().delete()
    return mails_on(days, go)


def test_link_of_the_mail_renews_and_ends_the_call(entry, day, client):
    mails_on([23], day)
    address = "/" + Mail.objects.get().text.split("://")[1].split("/", 1)[1].split()[0]
    answer = client.get(address)
    assert "Notenwart" in answer.content.decode()
    assert Opening.objects.get().valid_until == LAST_DAY
    number = Opening.objects.get().pk
    assert client.post(address, {"opening": number, "action": "renew"}).status_code == 303
    assert Opening.objects.get().valid_until > LAST_DAY
    client.post(address, {"opening": Opening.objects.get().pk, "action": "close"})
    assert Opening.objects.get().valid_until < day(23)


def test_link_is_worth_nothing_once_somebody_else_maintains_the_entry(entry, day, client):
    mails_on([23], day)
    address = "/" + Mail.objects.get().text.split("://")[1].split("/", 1)[1].split()[0]
    Maintainership.objects.update(maintainer_email="neu@example.org")
    assert "Notenwart" not in client.get(address).text
    client.post(address, {"opening": Opening.objects.get().pk, "action": "close"})
    assert Opening.objects.get().valid_until == LAST_DAY


@pytest.mark.parametrize(("mode", "email"), [("agency", MAINTAINER), ("letter", MAINTAINER), ("club", "")])
def test_nobody_is_written_to_who_is_not_asked_by_mail(entry, day, mode, email):
    Maintainership.objects.update(maintainer_mode=mode, maintainer_email=email)
    assert mails_on([23, 30], day) == []


def test_hidden_entry_is_not_asked_about(entry, day):
    hide_entry(entry)
    assert mails_on([23, 30], day) == []


def test_several_calls_of_an_entry_are_one_mail(entry, day):
    Opening.objects.create(page=entry, title="Kassenprüfung", valid_until=LAST_DAY)
    assert mails_on([23], day) == [23]
    assert EndingNotice.objects.count() == 2


def test_notices_are_forgotten_with_time(entry, day):
    mails_on([23], day)
    day(60)
    assert forget_entries()["notices"] == 0
    day(61)
    assert forget_entries()["notices"] == 1
