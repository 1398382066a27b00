"""Maintainers' changes take effect only when accepted, and none of their text is lost."""

from datetime import date, time

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from cms.mail.models import Mail
from directory.entry_changes.diff import changes_between
from directory.entry_changes.snapshot import facts_of
from directory.models import (
    DirectorySettings,
    EntryProposal,
    Maintainership,
    Offer,
    Opening,
    OrganisationPage,
    PublicEntry,
)
from directory.tests.factories import make_entry
from directory.workflow.proposals import (
    AlreadyDecidedError,
    DraftMovedError,
    PageMovedError,
    accept_proposal,
    get_draft,
    keep_draft,
    reject_proposal,
    send_proposal,
)
from tests.support.making import make_user
from tests.support.recorded import recorded

pytestmark = pytest.mark.django_db
MAINTAINER = "petra@example.org"
HALL = "0b54fa21-7d55-4b1c-9a5e-3b7d2f0f4a10"


@pytest.fixture
@recorded
def entry(directory):
    training = Offer(name="Training", frequency="weekly", weekdays="MO", starts_at=time(17), ends_at=time(18))
    page = make_entry(
        directory,
        phone="+49656112345",
        description="<p>Wir <b>kicken</b>.</p>",
        offers=[training],
        openings=[Opening(title="Trainer:in", valid_until=date(2099, 1, 1))],
    )
    Maintainership.objects.create(page=page, maintainer_email=MAINTAINER, assured_on=date(2020, 1, 1))
    return page


@pytest.fixture
@recorded
def clerk(entry):
    return make_user("chefin", is_superuser=True)


def send(page, email=MAINTAINER, rows=(), **changes):
    """Send these changes to the page's facts; `rows` are `(relation, number, changes)`."""
    draft = get_draft(page, email)
    wanted = {**draft.base, **changes}
    for relation, number, values in rows:
        wanted[relation] = [
            {**row, **values} if at == number else row for at, row in enumerate(wanted[relation])
        ]
    draft.save()
    sent = send_proposal(draft, wanted)
    return EntryProposal.objects.get(pk=draft.pk), sent


def accept(proposal, keys, by, **more):
    seen = facts_of(OrganisationPage.objects.get(pk=proposal.page_id))
    return accept_proposal(proposal, set(keys), by=by, seen=seen, **more)


def fresh(page):
    return OrganisationPage.objects.get(pk=page.pk)


def test_public_record_is_unchanged_until_a_proposal_is_accepted(entry, clerk):
    before = PublicEntry.objects.get(page=entry).document
    proposal, sent = send(entry, summary="Wir tanzen.", title="Tanzgruppe")
    assert sent.at_once == []
    assert PublicEntry.objects.get(page=entry).document == before

    accept(proposal, {"summary", "title"}, clerk)

    document = PublicEntry.objects.get(page=entry).document
    assert (document["summary"], document["name"]) == ("Wir tanzen.", "Tanzgruppe")
    proposal.refresh_from_db()
    assert proposal.status == "accepted"


def test_accepting_in_part_leaves_the_rest(entry, clerk):
    proposal, _sent = send(entry, summary="Wir tanzen.", title="Tanzgruppe")
    accept(proposal, {"summary"}, clerk, note="Den Namen nur mit Beschluss.")
    page = fresh(entry)
    assert (page.summary, page.title) == ("Wir tanzen.", "Kickergruppe Südwiese")
    proposal.refresh_from_db()
    assert (proposal.status, proposal.accepted) == ("partly", ["summary"])
    mail = Mail.objects.get(kind="entry-proposal-accepted")
    assert "Den Namen nur mit Beschluss." in mail.text
    assert mail.to == MAINTAINER


@pytest.mark.parametrize(("keys", "day"), [({"summary", "title"}, None), ({"summary"}, date(2020, 1, 1))])
def test_only_a_whole_acceptance_confirms_the_entry(entry, clerk, keys, day):
    proposal, _sent = send(entry, summary="Wir tanzen.", title="Tanzgruppe")
    accept(proposal, keys, clerk)
    assert Maintainership.objects.get(page=entry).assured_on == (day or timezone.localdate())


def test_rejection_changes_nothing_and_mails_the_reason(entry, clerk):
    proposal, _sent = send(entry, summary="Wir tanzen.")
    reject_proposal(proposal, "Bitte ohne <b>Werbung</b>.", by=clerk)
    assert fresh(entry).summary == "Wir spielen zusammen."
    mail = Mail.objects.get(kind="entry-proposal-rejected")
    assert "Bitte ohne <b>Werbung</b>." in mail.text
    assert "<b>Werbung" not in mail.html


def test_rejection_needs_a_reason(entry, clerk):
    proposal, _sent = send(entry, summary="Wir tanzen.")
    with pytest.raises(ValueError, match="reason"):
        reject_proposal(proposal, " ", by=clerk)


def test_second_decision_is_refused(entry, clerk):
    proposal, _sent = send(entry, summary="Wir tanzen.")
    accept(proposal, {"summary"}, clerk)
    with pytest.raises(AlreadyDecidedError):
        accept(proposal, {"summary"}, clerk)
    with pytest.raises(AlreadyDecidedError):
        reject_proposal(proposal, "Nein.", by=clerk)


def test_decision_needs_the_right(entry):
    proposal, _sent = send(entry, summary="Wir tanzen.")
    citizen = make_user("buergerin")
    with pytest.raises(PermissionDenied):
        accept(proposal, {"summary"}, citizen)
    with pytest.raises(PermissionDenied):
        reject_proposal(proposal, "Nein.", by=citizen)


def test_decision_after_the_page_changed_is_told(entry, clerk):
    proposal, _sent = send(entry, summary="Wir tanzen.")
    seen = facts_of(entry)
    OrganisationPage.objects.get(pk=entry.pk)
    page = fresh(entry)
    page.summary = "Neu von der Redaktion."
    page.save()
    with pytest.raises(PageMovedError):
        accept_proposal(proposal, {"summary"}, by=clerk, seen=seen)
    assert fresh(entry).summary == "Neu von der Redaktion."


def test_times_and_phone_appear_at_once(entry):
    proposal, sent = send(
        entry, phone="+49656199999", summary="Wir tanzen.", rows=[("offers", 0, {"weekdays": "TU"})]
    )
    document = PublicEntry.objects.get(page=entry).document
    assert document["phone"] == "+49656199999"
    assert document["offers"][0]["schedule"]["weekdays"] == ["TU"]
    assert document["summary"] == "Wir spielen zusammen."
    assert [change.key for change in sent.to_review] == ["summary"]
    assert proposal.is_waiting


def test_nothing_appears_at_once_when_the_town_says_so(entry):
    settings = DirectorySettings.for_site(entry.get_site())
    settings.instant_fields = []
    settings.save()
    send(entry, phone="+49656199999")
    assert fresh(entry).phone == "+49656112345"


def test_changes_at_once_confirm_the_entry_when_nothing_waits(entry):
    proposal, _sent = send(entry, phone="+49656199999")
    assert proposal.status == "accepted"
    assert Maintainership.objects.get(page=entry).assured_on == timezone.localdate()


def test_what_an_editor_has_begun_stays_a_draft_and_gets_the_change(entry, clerk):
    draft = fresh(entry)
    draft.title = "Unfertiger Titel"
    draft.save_revision(user=clerk)

    send(entry, phone="+49656199999")

    page = fresh(entry)
    assert (page.title, page.phone) == ("Kickergruppe Südwiese", "+49656199999")
    assert page.has_unpublished_changes
    latest = page.get_latest_revision_as_object()
    assert (latest.title, latest.phone) == ("Unfertiger Titel", "+49656199999")


def test_what_an_editors_draft_says_differently_stays_and_is_told(entry, clerk):
    draft = fresh(entry)
    draft.summary = "Fassung der Redaktion."
    draft.save_revision(user=clerk)
    proposal, _sent = send(entry, summary="Fassung der Gruppe.")
    differing = accept(proposal, {"summary"}, clerk)
    page = fresh(entry)
    assert page.summary == "Fassung der Gruppe."
    assert page.get_latest_revision_as_object().summary == "Fassung der Redaktion."
    assert len(differing) == 1


def test_publishing_by_an_editor_keeps_accepted_rows_once(entry, clerk):
    row = {**facts_of(entry)["offers"][0], "id": "new-1", "name": "Turnier"}
    proposal, _sent = send(entry, offers=[*facts_of(entry)["offers"], row])
    accept(proposal, {"offers.new-1"}, clerk)
    fresh(entry).get_latest_revision().publish(user=clerk)
    assert sorted(offer.name for offer in fresh(entry).offers.all()) == ["Training", "Turnier"]


def test_rows_are_changed_added_and_removed(entry, clerk):
    facts = facts_of(entry)
    offer = {**facts["offers"][0], "name": "Training für alle"}
    added = {**facts["offers"][0], "id": "new-1", "name": "Turnier"}
    proposal, sent = send(entry, offers=[offer, added], openings=[])
    keys = {change.key for change in sent.to_review}
    number = facts["offers"][0]["id"]
    assert keys == {f"offers.{number}.name", "offers.new-1", f"openings.{facts['openings'][0]['id']}"}
    accept(proposal, keys, clerk)
    page = fresh(entry)
    assert [each.name for each in page.offers.all()] == ["Training für alle", "Turnier"]
    assert str(page.offers.all()[0].key) == number
    assert not page.openings.exists()


def test_change_that_would_break_the_entry_is_refused(entry, clerk):
    proposal, _sent = send(entry, summary="x" * 300)
    with pytest.raises(ValidationError):
        accept(proposal, {"summary"}, clerk)
    assert fresh(entry).summary == "Wir spielen zusammen."


def test_staff_meanwhile_makes_a_conflict_and_no_loss(entry, clerk):
    get_draft(entry, MAINTAINER).save()
    page = fresh(entry)
    page.summary, page.short_name = "Von der Redaktion.", "KGS"
    page.save()
    proposal, sent = send(page, summary="Von der Gruppe.")
    [change] = sent.to_review
    assert change.is_conflict
    assert change.now == {"summary": "Von der Redaktion."}
    accept(proposal, {"summary"}, clerk)
    assert (fresh(entry).summary, fresh(entry).short_name) == ("Von der Gruppe.", "KGS")


def test_conflict_never_appears_at_once(entry):
    get_draft(entry, MAINTAINER).save()
    page = fresh(entry)
    page.phone = "+49656111111"
    page.save()
    _proposal, sent = send(page, phone="+49656199999")
    assert sent.at_once == []
    assert fresh(entry).phone == "+49656111111"


def test_two_maintainers_proposals_are_both_kept(entry, clerk):
    first, _sent = send(entry, summary="Von Petra.")
    second, _sent = send(entry, "zweite@example.org", summary="Von der Zweiten.")
    accept(first, {"summary"}, clerk)
    [change] = changes_between(second.base, second.wanted, facts_of(fresh(entry)))
    assert change.is_conflict


def test_two_windows_of_one_maintainer_do_not_overwrite_each_other(entry):
    keep_draft(entry, MAINTAINER, {"summary": ["eins"]}, 0)
    with pytest.raises(DraftMovedError):
        keep_draft(entry, MAINTAINER, {"summary": ["zwei"]}, 0)
    assert get_draft(entry, MAINTAINER).data == {"summary": ["eins"]}


def test_newer_proposal_takes_the_place_of_the_one_before(entry, clerk):
    first, _sent = send(entry, summary="Eins.")
    second, _sent = send(entry, summary="Zwei.")
    first.refresh_from_db()
    assert first.status == "replaced"
    assert second.is_waiting
    with pytest.raises(AlreadyDecidedError):
        accept(first, {"summary"}, clerk)


def test_nothing_of_a_maintainer_is_public(entry):
    send(entry, summary="Wir tanzen.")
    assert MAINTAINER not in str(PublicEntry.objects.get(page=entry).document)


def test_new_place_and_the_offer_there_are_accepted_together(entry, clerk):
    hall = {"id": HALL, "name": "Turnhalle"}
    proposal, _sent = send(entry, rows=[("offers", 0, {"place_key": HALL})], meeting_places=[hall])
    [offer] = fresh(entry).offers.all()
    keys = {"place": f"meeting_places.{HALL}", "offer": f"offers.{offer.key}.place_key"}
    with pytest.raises(ValidationError, match="Turnhalle"):
        accept(proposal, {keys["offer"]}, clerk)

    accept(proposal, keys.values(), clerk)

    page = fresh(entry)
    assert page.offers.get().place_among(list(page.meeting_places.all())).name == "Turnhalle"


def test_what_went_live_at_once_is_where_the_next_form_begins(entry):
    """A call that is already public is edited or removed next time, not added twice."""
    settings = DirectorySettings.for_site(entry.get_site())
    settings.instant_fields = [DirectorySettings.Instant.OPENINGS]
    settings.save()
    call = {**facts_of(entry)["openings"][0], "id": HALL, "title": "Kasse"}
    draft = get_draft(entry, MAINTAINER)
    send_proposal(draft, {**draft.base, "openings": [*draft.base["openings"], call], "summary": "Neu."})
    again = get_draft(fresh(entry), MAINTAINER)
    assert [each["title"] for each in again.base["openings"]] == ["Trainer:in", "Kasse"]
    send_proposal(again, {**again.base, "summary": "Neu.", "openings": again.base["openings"][:1]})
    assert [each.title for each in fresh(entry).openings.all()] == ["Trainer:in"]
