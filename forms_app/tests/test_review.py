"""From a registration to an entry of the directory."""

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import registry
from wagtail.models import PageViewRestriction

from directory.models import Category, District, Maintainership, OrganisationPage
from directory.tests.factories import make_entry
from forms_app.inbox.registration_panel import registration_panel
from forms_app.models import FormAccess, Submission
from forms_app.services.registration import (
    NotDecidableError,
    accept_registration,
    ask_back,
    reject_registration,
)
from forms_app.tests.mailing import mails, make_confirmed, make_registration
from forms_app.tests.making import make_form_page, make_registration_page, make_terms, registration, send
from tests.support.making import make_page, make_user
from tests.support.recorded import recorded

pytestmark = pytest.mark.django_db
SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
@recorded
def directory(home):
    return make_page(home, "Verzeichnis", "directory.DirectoryPage", slug="verzeichnis")


@pytest.fixture
@recorded
def submission(home, directory):
    return make_confirmed(Client(), home)


@pytest.fixture
@recorded
def agency(submission):
    return make_user("agentur", group="Ehrenamtsagentur")


def decide(submission, user, action="accept", **data):
    client = Client()
    client.force_login(user)
    url = reverse("decide_registration", args=[submission.pk])
    return client.post(url, {"action": action} | data)


def test_accepted_registration_is_an_entry_that_everybody_finds(submission, agency, client):
    entry = accept_registration(submission, by=agency)

    submission.refresh_from_db()
    assert (submission.status, submission.organisation) == ("done", entry)
    assert submission.closed_at
    assert client.get(entry.url).status_code == 200
    assert "Chor am Markt" in client.get("/verzeichnis/").content.decode()
    assert (entry.phone, entry.main_category.name) == ("+49656115063", "Musik")
    assert [district.name for district in entry.districts.all()] == ["Innenstadt"]


def test_entry_has_a_maintainer_who_is_not_public(submission, agency, client):
    entry = accept_registration(submission, by=agency)

    maintainer = entry.maintainership
    assert (maintainer.maintainer_email, maintainer.maintainer_mode) == ("vorstand@example.org", "club")
    assert maintainer.assured_on == timezone.localdate()
    assert "vorstand@example.org" not in client.get(entry.url).content.decode()
    assert "vorstand" not in str(entry.latest_revision.content)


def test_applicant_is_told_where_the_entry_is(submission, agency):
    entry = accept_registration(submission, by=agency)

    (mail,) = mails("accepted")
    assert mail.to == "vorstand@example.org"
    assert entry.full_url in mail.text


def test_accepting_twice_makes_one_entry(submission, agency):
    first, second = (accept_registration(submission, by=agency) for _time in range(2))

    assert first == second
    assert OrganisationPage.objects.count() == 1
    assert len(mails("accepted")) == 1


def test_every_decision_is_logged_with_who_made_it(submission, agency):
    ask_back(submission, "Wo treffen Sie sich?", by=agency)
    accept_registration(submission, by=agency)

    entries = [(entry.action, entry.user) for entry in registry.get_logs_for_instance(submission)]
    assert entries[:2] == [("forms_app.accept_registration", agency), ("forms_app.ask_back", agency)]
    assert "treffen" not in str([entry.data for entry in registry.get_logs_for_instance(submission)])


def test_question_is_mailed_and_the_case_waits(submission, agency):
    ask_back(submission, "Wo treffen Sie sich?", by=agency)

    submission.refresh_from_db()
    (mail,) = mails("question")
    assert submission.status == "waiting"
    assert "Wo treffen Sie sich?" in mail.text
    assert submission.replies.get().text == "Wo treffen Sie sich?"


def test_rejection_mails_its_reason_and_makes_no_entry(submission, agency):
    reject_registration(submission, "Sie haben Ihren Sitz nicht hier.", by=agency)

    submission.refresh_from_db()
    (mail,) = mails("rejected")
    assert (submission.status, bool(submission.closed_at)) == ("rejected", True)
    assert "Sie haben Ihren Sitz nicht hier." in mail.text
    assert not OrganisationPage.objects.exists()


@pytest.mark.parametrize("decide_it", [ask_back, reject_registration])
def test_words_to_the_applicant_are_demanded(submission, agency, decide_it):
    with pytest.raises(NotDecidableError):
        decide_it(submission, " \n", by=agency)
    submission.refresh_from_db()
    assert submission.status == "new"
    assert not mails("question") + mails("rejected")


@pytest.mark.parametrize("status", ["done", "rejected", "spam"])
def test_closed_registration_is_not_decided_again(submission, agency, status):
    Submission.objects.update(status=status)
    for decision in (
        lambda: accept_registration(submission, by=agency),
        lambda: ask_back(submission, "Wo?", by=agency),
        lambda: reject_registration(submission, "Nein", by=agency),
    ):
        with pytest.raises(NotDecidableError):
            decision()


def test_unconfirmed_registration_is_not_there_for_staff(client, home, directory):
    submission, _path = make_registration(home)
    boss = make_user("chefin", is_superuser=True)
    with pytest.raises(PermissionDenied):
        accept_registration(submission, by=boss)
    assert decide(submission, boss).status_code == 404


def test_entry_of_an_unconfirmed_sender_gets_no_maintainer_and_no_mail(home, directory):
    """It was filed as spam and then restored: its address was never confirmed."""
    submission, _path = make_registration(home, **{"home-page": "x"})
    Submission.objects.update(status="new", closed_at=None)

    entry = accept_registration(submission, by=None)

    assert entry.maintainership.maintainer_email == ""
    assert mails() == []
    with pytest.raises(NotDecidableError):
        ask_back(Submission.objects.get(), "Wo?", by=None)


def test_message_cannot_be_accepted(home, directory):
    send(make_form_page(home))
    with pytest.raises(NotDecidableError):
        accept_registration(Submission.objects.get(), by=None)


def test_category_that_is_gone_is_told(submission, agency):
    Category.objects.all().delete()

    with pytest.raises(NotDecidableError, match="Musik"):
        accept_registration(submission, by=agency)
    submission.refresh_from_db()
    assert submission.status == "new"


def test_without_a_published_directory_nothing_happens(submission, directory, agency):
    directory.unpublish()
    with pytest.raises(NotDecidableError):
        accept_registration(submission, by=agency)


def test_command_accepts_as_the_button_does(submission, agency, capsys):
    call_command("accept_registration", submission.reference, by="agentur")

    assert OrganisationPage.objects.get().full_url in capsys.readouterr().out
    assert registry.get_logs_for_instance(submission).first().user == agency


@pytest.mark.parametrize("arguments", [("2026-AAAAAA",), ("{}", "--by=niemand"), ("{}", "--by=ohne")])
def test_command_refuses_in_words(submission, arguments):
    make_user("ohne")
    with pytest.raises(CommandError):
        call_command("accept_registration", *(each.format(submission.reference) for each in arguments))
    assert not OrganisationPage.objects.exists()


# Who may decide


def test_anonymous_is_sent_to_the_login(submission):
    url = reverse("decide_registration", args=[submission.pk])
    response = Client().post(url, {"action": "accept"})
    assert (response.status_code, response.url) == (302, f"/admin/login/?next={url}")


@pytest.mark.parametrize("rights", [["access_admin"], ["access_admin", "view_submission"]])
@pytest.mark.parametrize("action", ["accept", "ask", "reject"])
def test_who_may_not_change_submissions_decides_nothing(submission, rights, action):
    user = make_user("ohne")
    user.user_permissions.set(Permission.objects.filter(codename__in=rights))
    response = decide(submission, user, action, text="x")
    assert (response.status_code, response.url) == (302, "/admin/")
    submission.refresh_from_db()
    assert submission.status == "new"


def test_who_may_not_publish_in_the_directory_accepts_nothing(submission):
    user = make_user("nur-post")
    user.user_permissions.set(
        Permission.objects.filter(codename__in=["access_admin", "view_submission", "change_submission"])
    )
    response = decide(submission, user)
    assert (response.status_code, response.url) == (302, "/admin/")
    assert not OrganisationPage.objects.exists()


@pytest.mark.parametrize("action", ["accept", "ask", "reject"])
def test_registration_of_another_form_is_not_found(submission, agency, home, action):
    access = FormAccess.objects.create(group=agency.groups.get())
    access.pages.set([make_form_page(home, slug="anderes")])
    assert decide(submission, agency, action, text="x").status_code == 404
    submission.refresh_from_db()
    assert submission.status == "new"


@pytest.mark.parametrize(
    ("action", "status"), [("accept", "done"), ("ask", "waiting"), ("reject", "rejected")]
)
def test_agency_decides(submission, agency, action, status):
    response = decide(submission, agency, action, text="Bitte nennen Sie Ihren Sitz.")
    url = reverse("einsendungen_modeladmin_inspect", args=[submission.pk])
    assert (response.status_code, response.url) == (302, url)
    submission.refresh_from_db()
    assert submission.status == status


@pytest.mark.parametrize("data", [{"action": "delete"}, {"action": ""}, {"action": "\x00"}])
def test_unknown_decision_is_refused(submission, agency, data):
    assert decide(submission, agency, **data).url == "/admin/"


@pytest.mark.parametrize(("text", "status"), [("", 302), ("\x00", 302), ("a" * 100_000, 409)])
def test_impossible_words_are_refused_in_words(submission, agency, text, status):
    assert decide(submission, agency, "reject", text=text).status_code == status
    submission.refresh_from_db()
    assert submission.status == "new"


def test_decisions_are_not_made_by_a_link(submission, agency):
    client = Client()
    client.force_login(agency)
    assert client.get(reverse("decide_registration", args=[submission.pk])).status_code == 405


# What stands beside it


def test_staff_see_likely_duplicates_also_unpublished_and_by_maintainer(submission, agency, directory):
    shown = make_entry(directory, "Chor am Markt e. V.")
    draft = make_entry(directory, "Der Chor am Markt", live=False)
    make_entry(directory, "Schachfreunde")

    panel = registration_panel(submission, agency)

    assert {each.page_id for each in panel.duplicates} == {shown.pk, draft.pk}
    assert {each.is_public for each in panel.duplicates} == {True, False}


def test_staff_see_other_registrations_of_the_same(client, home, submission, agency):
    page, terms = submission.page.specific, (Category.objects.get(), None)
    make_confirmed(
        client,
        page=page,
        terms=(terms[0], District.objects.get()),
        name="Chor am Markt e. V.",
        contact_name="Zweite",
    )
    panel = registration_panel(submission, agency)
    assert [each.sender_name for each in panel.other_registrations] == ["Chor am Markt e. V."]


def test_inspect_view_offers_the_decisions_and_later_the_entry(submission, agency):
    client = Client()
    client.force_login(agency)
    url = reverse("einsendungen_modeladmin_inspect", args=[submission.pk])
    form = reverse("decide_registration", args=[submission.pk])

    html = client.get(url).content.decode()
    assert html.count(form) == 3
    assert html.count("csrfmiddlewaretoken") >= html.count('method="post"') > 3

    entry = accept_registration(submission, by=agency)
    html = client.get(url).content.decode()
    assert form not in html
    assert entry.url in html


def test_script_stays_text_beside_a_registration(client, home, directory, agency):
    make_entry(directory, f"{SCRIPT} Singkreis", summary=SCRIPT)
    page = make_registration_page(home, slug="anmelden-2")
    terms = (Category.objects.get(), District.objects.get())
    submission = make_confirmed(
        client, page=page, terms=terms, name=f"{SCRIPT} Singkreis", contact_name=SCRIPT
    )
    client.force_login(agency)

    html = client.get(reverse("einsendungen_modeladmin_inspect", args=[submission.pk])).content.decode()
    reject_registration(submission, SCRIPT, by=agency)

    assert SCRIPT not in html
    assert SCRIPT not in mails("rejected")[0].html


# What the applicant is shown before sending


@pytest.fixture
@recorded
def form(home, directory):
    return make_registration_page(home)


def register(page, **changes):
    terms = (Category.objects.first(), District.objects.first())
    return send(page, registration(*(make_terms() if None in terms else terms), **changes))


def test_likely_duplicate_costs_one_step(form, directory):
    entry = make_entry(directory, "Chor am Markt e. V.")

    response = register(form)

    assert response.status_code == 200
    assert not Submission.objects.exists()
    html = response.content.decode()
    assert entry.url in html
    assert 'value="Chor am Markt"' in html
    assert register(form, **{"not-these": response.context["not_these"]}).status_code == 303
    assert Submission.objects.count() == 1


def test_without_a_duplicate_there_is_no_step(form, directory):
    make_entry(directory, "Schachfreunde")
    assert register(form).status_code == 303


@pytest.mark.parametrize("change", [{"live": False}, {"title": "Schachfreunde"}])
def test_what_is_not_public_is_not_told(form, directory, change):
    """Neither unpublished entries nor those that match only by private data."""
    entry = make_entry(directory, **({"title": "Chor am Markt e. V."} | change))
    Maintainership.objects.create(page=entry, maintainer_email="vorstand@example.org")
    assert register(form, email="vorstand@example.org").status_code == 303


def test_entry_of_a_private_directory_is_not_told(form, directory):
    make_entry(directory, "Chor am Markt e. V.")
    PageViewRestriction.objects.create(page=directory, restriction_type=PageViewRestriction.LOGIN)
    assert register(form).status_code == 303


@pytest.mark.parametrize("value", ["", "0", "x.y", "1." * 5000, "\u202e"])
def test_forged_answer_to_the_question_changes_nothing_else(form, directory, value):
    make_entry(directory, "Chor am Markt e. V.")
    assert register(form, **{"not-these": value}).status_code == 200


def test_thanks_ask_for_the_confirmation(form, directory):
    response = Client().get(register(form).url)
    assert response.context["page"].specific.needs_confirmation
    assert "72" in response.content.decode()


def test_number_of_queries_of_a_registration(form, directory, django_assert_max_num_queries):
    for number in range(12):
        make_entry(directory, f"Chor Nummer {number}")
    register(form)
    with django_assert_max_num_queries(25):
        assert register(form, name="Chor der Zukunft").status_code == 303
