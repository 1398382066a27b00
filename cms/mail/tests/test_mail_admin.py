from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from cms.mail.again import send_again
from cms.mail.faults import in_plain_words
from cms.mail.models import Mail, MailText
from cms.mail.queueing import queue
from tests.support.making import make_page, make_user

pytestmark = pytest.mark.django_db
SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
def site(home):
    make_page(home, "Verzeichnis", model="directory.DirectoryPage")


@pytest.fixture
def agency(client, site):
    client.force_login(make_user("agentur", group="Ehrenamtsagentur"))
    return client


def make_failed(to="ruth@example.org", answer="550 Unbekannt") -> Mail:
    email = queue(
        "reply",
        to=to,
        site=None,
        context={"reference": "2026-7K3M9Q", "message": "x"},
        reference="2026-7K3M9Q",
    )
    Mail.objects.filter(pk=email.pk).update(
        state=Mail.State.FAILED, fault="SMTPRecipientsRefused", answer=answer, interruptions=2
    )
    return email


LADDER = [
    # address, Redaktion, Ehrenamtsagentur, Leitung
    ("outbox", 302, 200, 200),
    ("mail_texts", 302, 200, 200),
    ("jobs", 302, 200, 200),
]


@pytest.mark.parametrize("row", LADDER, ids=[row[0] for row in LADDER])
@pytest.mark.parametrize(("place", "group"), [(1, "Redaktion"), (2, "Ehrenamtsagentur"), (3, "Leitung")])
def test_each_role_sees_its_own(client, site, row, place, group):
    client.force_login(make_user(group=group))

    assert client.get(reverse(row[0])).status_code == row[place]


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", ["outbox", "mail_texts", "jobs"])
def test_anonymous_is_sent_to_the_login(client, home, name, method):
    response = getattr(client, method)(reverse(name))

    assert "/admin/login/" in response["Location"]


def test_failed_mail_is_listed_with_its_reason(agency):
    make_failed()

    html = agency.get(reverse("outbox")).content.decode()

    reason = in_plain_words("SMTPRecipientsRefused", "550 Unbekannt")
    for text in ("ruth@example.org", "2026-7K3M9Q", "550 Unbekannt", escape(reason)):
        assert text in html


def test_script_in_a_server_s_answer_stays_text(agency):
    make_failed(answer=f"550 {SCRIPT}")

    assert SCRIPT not in agency.get(reverse("outbox")).content.decode()


def test_chosen_mails_are_sent_again(agency):
    chosen, other = make_failed(), make_failed()

    agency.post(reverse("outbox"), {"mail": [chosen.pk, "x", "9" * 40]})

    chosen.refresh_from_db()
    other.refresh_from_db()
    assert (chosen.state, other.state) == (Mail.State.WAITING, Mail.State.FAILED)
    assert (chosen.fault, chosen.answer, chosen.interruptions) == ("", "", 0)


def test_all_failed_mails_are_sent_again_at_once(agency):
    for _number in range(3):
        make_failed()

    agency.post(reverse("outbox"), {"all": "1"})

    assert Mail.objects.filter(state=Mail.State.WAITING).count() == 3


def test_mail_that_left_never_leaves_again(agency):
    email = make_failed()
    Mail.objects.update(state=Mail.State.SENT)

    agency.post(reverse("outbox"), {"mail": [email.pk]})

    email.refresh_from_db()
    assert email.state == Mail.State.SENT


def test_who_may_only_look_does_not_send(client, site):
    email = make_failed()
    user = make_user("gast", group="Ehrenamtsagentur")
    user.groups.get().permissions.remove(*user.groups.get().permissions.filter(codename="change_mail"))
    client.force_login(user)

    assert client.get(reverse("outbox")).status_code == 200
    assert client.post(reverse("outbox"), {"mail": [email.pk]}).status_code == 302
    email.refresh_from_db()
    assert email.state == Mail.State.FAILED


def test_sending_again_needs_the_right():
    with pytest.raises(PermissionDenied):
        send_again(Mail.objects.all(), by=make_user("ohne"))


def test_list_needs_no_more_queries_with_more_rows(agency, queries_of):
    make_failed()
    few = queries_of(reverse("outbox"))
    for _number in range(20):
        make_failed()

    assert queries_of(reverse("outbox")) == few


def test_start_page_counts_failed_and_stuck_mails(agency):
    make_failed()
    stuck = queue("reply", to="a@example.org", site=None, context={"reference": "1", "message": "x"})
    Mail.objects.filter(pk=stuck.pk).update(due_at=timezone.now() - timedelta(hours=1))

    html = agency.get(reverse("wagtailadmin_home")).content.decode()

    for state in (Mail.State.FAILED, Mail.State.WAITING):
        assert f'href="{reverse("outbox")}?state={state}"' in html


def test_new_wording_is_used_and_can_be_taken_back(agency):
    url = reverse("mail_text", args=["reply"])

    agency.post(url, {"subject": "Neu {{ reference }}", "body": "Hallo {{ message }}"})
    assert queue_reply().subject == "Neu 1"
    agency.post(url, {"reset": "1"})

    assert queue_reply().subject == "Antwort auf Ihre Nachricht (1)"


def queue_reply() -> Mail:
    return queue("reply", to="a@example.org", site=None, context={"reference": "1", "message": "x"})


@pytest.mark.parametrize(
    "body",
    [
        "{{ message }} {{ password }}",
        "{{ message }} {% include 'base.html' %}",
        "{{ message }} {{ settings.SECRET_KEY }}",
        "{{ message }} {{ town|safe }}",
        "{{ message }} {{ town }",
        "Ohne die Nachricht",
        "",
    ],
)
def test_wording_that_cannot_work_is_refused(agency, body):
    response = agency.post(reverse("mail_text", args=["reply"]), {"subject": "Neu", "body": body})

    assert response.status_code == 200
    assert response.context["form"].errors["body"]
    assert not MailText.objects.exists()


def test_preview_shows_samples_and_saves_nothing(agency):
    data = {"subject": "Probe", "body": f"{SCRIPT} {{{{ message }}}}", "preview": "1"}

    response = agency.post(reverse("mail_text", args=["reply"]), data)

    assert "gern rufen wir Sie morgen an." in response.context["preview"].text
    assert SCRIPT not in response.content.decode()
    assert SCRIPT not in response.context["preview"].html
    assert not MailText.objects.exists()


def test_text_of_an_unknown_message_does_not_exist(agency):
    assert agency.get(reverse("mail_text", args=["unbekannt"])).status_code == 404


@pytest.mark.parametrize("group", ["Redaktion", ""])
def test_wording_needs_the_right(site, group):
    client = Client()
    client.force_login(make_user(group=group))

    response = client.post(reverse("mail_text", args=["reply"]), {"subject": "Neu", "body": "{{ message }}"})

    assert response.status_code == 302
    assert not MailText.objects.exists()


def test_wordings_in_other_languages_are_shown_beside(agency):
    html = agency.get(reverse("mail_text", args=["reply"])).content.decode()
    assert '<div lang="en"><p><strong>Reply to your message' in html
    assert '<div lang="de-simple">' in html


def test_second_editor_of_a_text_is_asked(agency):
    url = reverse("mail_text", args=["reply"])
    opened = agency.get(url).context["form"]["opened-with"].value()
    body = "Hallo {{ message }}\r\nviele Grüße\r\n" + "sehr lang " * 100
    first = {"subject": "Neu von Anna", "body": body, "opened-with": opened}
    assert [agency.post(url, first).status_code for _ in range(2)] == [302, 302]

    for _ in range(2):
        asked = agency.post(url, first | {"subject": "Neu von Bert", "body": "{{ message }}"})
        assert asked.status_code == 200
        assert "Neu von Anna" in asked.text
        assert asked.text.count("sehr lang") == 100
        assert asked.context["form"]["subject"].value() == "Neu von Bert"
    assert MailText.objects.get(name="reply").subject == "Neu von Anna"

    decided = first | {"subject": "Neu von Bert", "opened-with": asked.context["form"]["opened-with"].value()}
    assert agency.post(url, decided).status_code == 302
    assert MailText.objects.get(name="reply").subject == "Neu von Bert"


def test_text_that_was_reset_meanwhile_is_asked_about(agency):
    url = reverse("mail_text", args=["reply"])
    agency.post(url, {"subject": "Neu von Anna", "body": "{{ message }}"})
    opened = agency.get(url).context["form"]["opened-with"].value()
    agency.post(url, {"reset": "1"})

    asked = agency.post(url, {"subject": "Von Bert", "body": "{{ message }}", "opened-with": opened})

    assert "Noch nicht gespeichert" in asked.text
    assert not MailText.objects.exists()
