"""The staff's comparison of a proposal with the entry."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cms.mail.models import Mail
from directory.models import EntryProposal, Maintainership, OrganisationPage
from directory.self_service.jobs import forget_proposals
from directory.tests.factories import make_entry
from directory.workflow.personal_data import Person, remove_person
from directory.workflow.proposals import get_draft, send_proposal
from tests.support.making import make_user

pytestmark = pytest.mark.django_db
MAINTAINER = "petra@example.org"


@pytest.fixture
def proposal(directory):
    page = make_entry(directory)
    Maintainership.objects.create(page=page, maintainer_email=MAINTAINER, assured_on=date(2020, 1, 1))
    draft = get_draft(page, MAINTAINER)
    send_proposal(draft, {**draft.base, "summary": "<script>x</script> Wir tanzen.", "title": "Tanzgruppe"})
    return EntryProposal.objects.get()


@pytest.fixture
def address(proposal, client):
    client.force_login(make_user("chefin", is_superuser=True))
    return reverse("directory_proposal", args=[proposal.pk])


def seen(client, address):
    return client.get(address).context["seen"]


def test_staff_accept_in_part(client, address, proposal):
    data = {"seen": seen(client, address), "accept": ["title"], "note": "Nur der Name.", "action": "accept"}
    assert client.post(address, data).status_code == 302
    page = OrganisationPage.objects.get(pk=proposal.page_id)
    assert (page.title, page.summary) == ("Tanzgruppe", "Wir spielen zusammen.")
    assert "Nur der Name." in Mail.objects.get(kind="entry-proposal-accepted").text
    assert client.get(address).status_code == 302


def test_staff_reject_with_a_reason_only(client, address, proposal):
    assert client.post(address, {"action": "reject"}).status_code == 422
    client.post(address, {"action": "reject", "reason": "Bitte ohne Werbung."})
    proposal.refresh_from_db()
    assert (proposal.status, proposal.reason) == ("rejected", "Bitte ohne Werbung.")


def test_comparison_that_is_out_of_date_publishes_nothing(client, address, proposal):
    before = seen(client, address)
    page = OrganisationPage.objects.get(pk=proposal.page_id)
    page.summary = "Von der Redaktion."
    page.save()
    answer = client.post(address, {"seen": before, "accept": ["summary"], "action": "accept"})
    assert answer.status_code == 422
    assert "Von der Redaktion." in answer.content.decode()
    assert OrganisationPage.objects.get(pk=page.pk).summary == "Von der Redaktion."


def test_planted_script_stays_text(client, address):
    assert "<script>x" not in client.get(address).content.decode()


def test_who_may_not_decide_sees_nothing(client, address):
    client.force_login(make_user("buergerin"))
    for url in (address, reverse("directory_proposals")):
        assert client.get(url).status_code in (302, 403)


def test_list_names_what_waits(client, address):
    assert "Kickergruppe" in client.get(reverse("directory_proposals")).content.decode()


def test_old_proposals_and_those_of_a_person_are_forgotten(proposal):
    assert forget_proposals() == {"proposals": 0, "pictures": 0}
    remove_person(Person(MAINTAINER))
    assert not EntryProposal.objects.exists()


@pytest.mark.parametrize(("days", "left"), [(89, 1), (91, 0)])
def test_decided_proposals_are_kept_for_90_days(proposal, days, left):
    EntryProposal.objects.update(status="rejected", decided_at=timezone.now() - timedelta(days=days))
    forget_proposals()
    assert EntryProposal.objects.count() == left
