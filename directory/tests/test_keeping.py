"""More than a year in the life of entries, day by day."""

from datetime import UTC, date, datetime, timedelta

import pytest
from wagtail.models import Locale, Page

from cms.mail.models import AccessLink, Mail
from directory.domain.lifecycle import State, may_become
from directory.jobs import forget_entries, keep_entries
from directory.models import ContactPerson, Maintainership, OrganisationPage, PublicEntry, Tombstone
from directory.workflow import confirm_entry, note_letter_sent

from .factories import make_entry

START = date(2026, 3, 1)
NOTHING = {"reminded": 0, "hidden": 0, "given_up": 0}


@pytest.fixture
def day(time_travel):
    """Travel to noon on that many days after the confirmation."""

    def go(number: int) -> date:
        moment = datetime(START.year, START.month, START.day, 11, tzinfo=UTC) + timedelta(days=number)
        time_travel(moment)
        return moment.date()

    return go


@pytest.fixture
def entry(directory, day):
    day(0)
    return kept(make_entry(directory))


def kept(page, mode="club", email="verein@example.org", assured_on=START):
    Maintainership.objects.create(
        page=page, maintainer_mode=mode, maintainer_email=email, assured_on=assured_on
    )
    return page


def fresh(page) -> OrganisationPage:
    return OrganisationPage.objects.get(pk=page.pk)


def sent() -> list[str]:
    return list(Mail.objects.order_by("pk").values_list("kind", flat=True))


# Every day of eventful months; one in ten of the quiet times between.
DAYS = [each for each in range(800) if each % 10 == 0 or 330 <= each < 430 or each >= 785]
# The days around each step; nothing happens on others, as the first test shows.
TURNS = sorted({each + near for each in (335, 350, 365, 426) for near in (-1, 0, 1)})


def live_through(page, days, go) -> tuple[dict[int, str], dict[int, State]]:
    """Run the job daily; return the days of queued mails, and the days on which the state changed."""
    mails, states, before, yesterday = {}, {}, None, None
    already = len(sent())
    for number in days:
        go(number)
        keep_entries()
        if new := sent()[already + len(mails) :]:
            (mails[number],) = new
        if (state := fresh(page).state_today()) != before:
            assert yesterday != number - 1 or may_become(before, state)
            states[number] = before = state
        yesterday = number
    return mails, states


ON_TIME = {335: "reminder-first", 350: "reminder-second", 365: "reminder-last", 426: "entry-hidden"}


def test_each_mail_and_each_state_has_its_day(entry, day):
    mails, states = live_through(entry, DAYS, day)
    assert mails == ON_TIME
    assert states == {
        0: State.PUBLISHED,
        335: State.DUE,
        366: State.OVERDUE,
        426: State.HIDDEN,
        792: State.ARCHIVED,
    }


def test_the_hidden_entry_is_gone_from_the_public_and_nothing_is_deleted(entry, day, client):
    live_through(entry, ON_TIME, day)
    assert client.get(entry.url).status_code == 404
    assert not PublicEntry.objects.exists()
    assert Tombstone.objects.get().reason == "expired"
    keeping = Maintainership.objects.get()
    assert (keeping.hidden_on, keeping.maintainer_email) == (day(426), "verein@example.org")


def test_running_again_and_again_on_the_same_day_changes_nothing(entry, day):
    for number in ON_TIME:
        day(number)
        assert sum(keep_entries().values()) == 1
        before = list(Maintainership.objects.values())
        for _again in range(3):
            assert keep_entries() == NOTHING
        assert list(Maintainership.objects.values()) == before
    assert sent() == list(ON_TIME.values())


@pytest.mark.parametrize(
    ("pause", "expected"),
    [
        # A few days late: later mails keep their days, a fortnight apart.
        (range(335, 345), {345: 1, 360: 2, 375: 3, 436: 4}),
        # A month: one mail, not three.
        (range(335, 366), {366: 1, 381: 2, 396: 3, 457: 4}),
        (range(350, 380), {335: 1, 380: 2, 395: 3, 456: 4}),
        # The job missed the day of hiding: it hides the entry now, since the maintainer had enough time.
        (range(366, 440), {335: 1, 350: 2, 365: 3, 440: 4}),
        # Half a year: entries are never hidden without a reminder.
        (range(330, 500), {500: 1, 515: 2, 530: 3, 591: 4}),
    ],
)
def test_after_a_pause_the_questions_keep_their_distance(entry, day, pause, expected):
    days = [number for number in range(330, 600) if number not in pause]
    mails, states = live_through(entry, days, day)
    assert list(mails.values()) == list(ON_TIME.values())
    assert list(mails) == list(expected)
    assert [number for number, state in states.items() if state == State.HIDDEN] == [max(expected)]


@pytest.mark.parametrize("number", [335, 350, 365, 400, 426, 500])
def test_a_confirmation_begins_a_new_year(entry, day, number):
    live_through(entry, [*(each for each in TURNS if each < number), number], day)
    confirm_entry(fresh(entry), by="Kim")
    assert fresh(entry).state_today() == State.PUBLISHED
    assert PublicEntry.objects.get().document["assured_on"] == day(number).isoformat()
    assert not Tombstone.objects.exists()
    Mail.objects.all().delete()
    mails, _states = live_through(entry, [number + each for each in TURNS], day)
    assert mails == {number + each: name for each, name in ON_TIME.items()}


def test_a_confirmation_written_by_any_way_begins_a_new_year(entry, day):
    live_through(entry, [335, 350, 365, 369], day)
    Maintainership.objects.update(assured_on=day(370))
    Mail.objects.all().delete()
    mails, _states = live_through(entry, [370 + each for each in TURNS], day)
    assert mails == {370 + each: name for each, name in ON_TIME.items()}


def test_saving_publishing_and_an_old_revision_confirm_nothing(entry, day):
    old = entry.save_revision()
    day(366)
    page = entry.get_latest_revision_as_object()
    page.title = "Neuer Name"
    page.save_revision().publish()
    fresh(entry).save()
    old.publish()
    assert Maintainership.objects.get().assured_on == START
    assert PublicEntry.objects.get().document["assured_on"] == START.isoformat()
    assert fresh(entry).state_today() == State.OVERDUE


def test_the_mail_says_what_it_is_about_and_until_when(entry, day):
    live_through(entry, [335, 350, 365], day)
    first, _second, last = Mail.objects.order_by("pk")
    assert first.to == "verein@example.org"
    assert first.state == Mail.State.WAITING
    assert "Zuletzt bestätigt wurde er am 1. März 2026." in first.text
    assert f"/eintrag/{entry.public_id}/aendern/" in first.text
    # The day on which the job hides it.
    assert "am 1. Mai 2027" in last.text
    assert day(426) == date(2027, 5, 1)


def test_each_mail_has_a_link_of_its_own_and_only_hashes_are_stored(entry, day):
    live_through(entry, ON_TIME, day)
    assert AccessLink.objects.filter(purpose="entry-confirm", object_id=entry.pk).count() == 4
    for mail in Mail.objects.all():
        token = mail.text.split("/eintrag/stimmt/")[1].split("/")[0]
        assert token not in str(list(AccessLink.objects.values()))


@pytest.mark.parametrize(("mode", "email"), [("agency", ""), ("agency", "verein@example.org"), ("club", "")])
def test_nobody_is_written_to_where_the_office_keeps_the_entry(directory, day, mode, email):
    day(0)
    page = kept(make_entry(directory), mode=mode, email=email)
    mails, states = live_through(page, TURNS, day)
    assert mails == {}
    assert [number for number, state in states.items() if state == State.HIDDEN] == [426]


def test_who_is_asked_by_letter_is_not_hidden_before_one_was_sent(directory, day):
    day(0)
    page = kept(make_entry(directory), mode="letter")
    mails, states = live_through(page, [335, 350, 365, 366, 426, 450], day)
    assert (mails, State.HIDDEN in states.values()) == ({}, False)
    day(450)
    note_letter_sent(page)
    _mails, states = live_through(page, range(450, 520), day)
    assert [number for number, state in states.items() if state == State.HIDDEN] == [511]


def test_an_entry_that_nobody_ever_confirmed_counts_from_its_publication(directory, day):
    day(0)
    page = kept(make_entry(directory), assured_on=None)
    mails, _states = live_through(page, TURNS, day)
    assert mails == ON_TIME
    assert "Bestätigt hat ihn bisher niemand." in Mail.objects.first().text


def test_an_entry_from_the_page_tree_is_kept_by_the_office(directory, day):
    day(0)
    page = make_entry(directory)
    keep_entries()
    assert page.maintainership.maintainer_mode == "agency"
    assert PublicEntry.objects.get().document["assured_on"] is None


@pytest.mark.parametrize("fields", [{"live": False}, {"live": False, "expired": True}])
def test_drafts_and_withdrawn_entries_are_left_alone(directory, day, fields):
    day(0)
    kept(make_entry(directory, **fields))
    for number in (335, 350, 365, 426, 900):
        day(number)
        assert keep_entries() == NOTHING
    assert sent() == []


def test_a_hidden_entry_published_by_hand_is_asked_about_anew(entry, day):
    live_through(entry, TURNS, day)
    day(430)
    fresh(entry).save_revision().publish()
    assert fresh(entry).state_today() == State.OVERDUE
    Mail.objects.all().delete()
    mails, _states = live_through(entry, [431, 445, 446, 460, 461, 521, 522], day)
    assert list(mails) == [431, 446, 461, 522]


def test_what_is_shown_again_is_what_was_hidden_and_no_draft(entry, day):
    live_through(entry, [335, 350, 365, 426], day)
    draft = fresh(entry).get_latest_revision_as_object()
    draft.title = "Noch nicht geprüft"
    draft.save_revision()
    confirm_entry(fresh(entry), by="Kim")
    page = fresh(entry)
    assert (page.live, page.title, page.has_unpublished_changes) == (True, "Kickergruppe Südwiese", True)
    assert page.get_latest_revision_as_object().title == "Noch nicht geprüft"
    assert PublicEntry.objects.get().title == "Kickergruppe Südwiese"


@pytest.fixture
def english(entry):
    """The entry in English; its maintainer gets one reminder for both."""
    locale = Locale.objects.create(language_code="en")
    home = entry.get_parent().get_parent()
    for page in (home, entry.get_parent().specific):
        page.copy_for_translation(locale)
    page = entry.copy_for_translation(locale)
    page.title = "In English"
    page.save_revision().publish()
    return fresh(page)


def test_an_entry_in_two_languages_lives_once(entry, english, day):
    mails, _states = live_through(entry, TURNS, day)
    assert mails == ON_TIME
    assert not PublicEntry.objects.exists()
    confirm_entry(fresh(entry), by="Kim")
    assert {record.document["assured_on"] for record in PublicEntry.objects.all()} == {day(427).isoformat()}
    assert PublicEntry.objects.count() == 2


def test_an_alias_comes_and_goes_with_its_entry(directory, entry, day):
    alias = entry.create_alias(parent=directory, update_slug="zweitname")
    mails, _states = live_through(entry, TURNS, day)
    assert mails == ON_TIME
    assert not Page.objects.get(pk=alias.pk).live
    confirm_entry(fresh(entry), by="Kim")
    assert Page.objects.get(pk=alias.pk).live


def test_who_is_given_up_names_nobody(directory, day):
    day(0)
    person = ContactPerson(name="Robin", email="robin@example.org")
    page = kept(make_entry(directory, contacts=[person]))
    page.save_revision()
    live_through(page, TURNS, day)
    day(792)
    assert keep_entries() == NOTHING | {"given_up": 1}
    assert keep_entries() == NOTHING
    assert Maintainership.objects.get().maintainer_email == ""
    assert not ContactPerson.objects.exists()
    assert "robin" not in str([each.content for each in fresh(page).revisions.all()])
    assert not AccessLink.objects.exists()


def test_removed_entries_and_old_links_are_forgotten(entry, day):
    live_through(entry, TURNS, day)
    # A field's default uses the real clock.
    Tombstone.objects.update(removed_at=datetime(2027, 5, 1, 11, tzinfo=UTC))
    day(426 + 400)
    assert forget_entries()["tombstones"] == 0
    day(426 + 401)
    assert forget_entries()["tombstones"] == 1
    assert not AccessLink.objects.filter(purpose="entry-confirm").exists()
