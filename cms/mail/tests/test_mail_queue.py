import pytest
from django.core.mail import send_mail
from django.db import transaction
from django.utils.translation import override

from cms.mail.documentation import documentation
from cms.mail.management.commands.document_emails import PATH
from cms.mail.messages import all_messages
from cms.mail.models import Mail, MailText
from cms.mail.queueing import mails_about, queue
from cms.mail.rendering import (
    has_broken_placeholder,
    missing_placeholders,
    original_wording,
    other_wordings,
    unknown_placeholders,
)
from cms.towns.models import TownSettings

pytestmark = pytest.mark.django_db
CONTEXT = {"reference": "2026-7K3M9Q", "message": "Gern!"}


def queue_reply(**changes) -> Mail:
    fields = {
        "to": "ruth@example.org",
        "site": None,
        "context": CONTEXT,
        "reference": "2026-7K3M9Q",
    } | changes
    return queue("reply", **fields)


@pytest.fixture
def town(home):
    town = TownSettings.for_site(home.get_site())
    town.name, town.organisation, town.email = "Bitburg", "Ehrenamtsagentur", "amt@example.org"
    town.save()
    return town


def test_mail_carries_text_html_and_the_town(town):
    email = queue_reply(context=CONTEXT | {"name": "Ruth Heinz"})

    assert email.from_email == "Bitburg <ehrenamt@example.org>"
    assert email.subject == "Antwort auf Ihre Nachricht (2026-7K3M9Q)"
    for part in (email.text, email.html):
        assert "Guten Tag Ruth Heinz," in part
        assert "Gern!" in part
        assert "Ehrenamtsagentur" in part
    assert email.headers["Auto-Submitted"] == "auto-generated"
    assert email.headers["Reply-To"] == "amt@example.org"


def test_mail_waits_until_the_worker_sends_it(mailoutbox):
    email = queue_reply()

    assert email.state == Mail.State.WAITING
    assert not mailoutbox


def test_mail_belongs_to_the_transaction_of_its_caller():
    with pytest.raises(RuntimeError), transaction.atomic():
        queue_reply()
        raise RuntimeError

    assert not Mail.objects.exists()


def test_each_mail_has_an_id_of_its_own_that_stays():
    first, second = queue_reply(), queue_reply()

    assert first.message_id != second.message_id
    assert Mail.objects.get(pk=first.pk).as_message().message()["Message-ID"] == first.message_id


HOSTILE = [
    "Nett\r\nBcc: opfer@example.org",
    "{% include 'base.html' %}",
    "{{ link }}",
    "{% no such tag %}",
    "\x00",
    "\ud800",
    "\u2028",
    "<script>alert(1)</script>",
    "x" * 100_000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_stays_text(text):
    email = queue_reply(context={"reference": text, "message": text, "name": text}, reply_to=text)

    stored = Mail.objects.get(pk=email.pk)
    message = stored.as_message().message()
    assert message["Bcc"] is None
    assert len(message.get_all("Reply-To", [])) <= 1
    assert "\n" not in stored.subject
    assert "<script>" not in stored.html
    # Markup arrives as markup instead of being escaped.
    assert "<p>" in stored.html and "&lt;p&gt;" not in stored.html
    if "{" in text:
        assert text in stored.text


def test_further_headers_cannot_bring_their_own():
    email = queue_reply(headers={"In-Reply-To": "<a@b>\r\nBcc: x@example.org", "Bcc: a@b\r\nX": "y"})

    assert email.headers["In-Reply-To"] == "<a@b> Bcc: x@example.org"
    assert set(email.headers) == {"In-Reply-To", "Auto-Submitted"}


@pytest.mark.parametrize(
    "address",
    [
        "",
        "keine",
        "a@example.org,b@example.org",
        '"a,b"@example.org',
        "a@example.org\nBcc: b@example.org",
        "\x00",
    ],
)
def test_impossible_address_is_kept_as_failed(address):
    email = queue_reply(to=address)

    stored = Mail.objects.get(pk=email.pk)
    assert stored.state == Mail.State.FAILED
    assert "\n" not in stored.to


def test_mails_of_a_case_are_found_by_its_reference():
    mine = queue_reply()
    queue_reply(reference="2026-AAAAAA")
    queue_reply(reference="")

    assert list(mails_about("2026-7K3M9Q")) == [mine]
    assert not mails_about("").exists()


def test_missing_placeholder_is_an_error_of_the_caller():
    with pytest.raises(ValueError, match="message, reference"):
        queue_reply(context={})


def test_unknown_message_is_an_error_of_the_caller():
    with pytest.raises(LookupError):
        queue("unbekannt", to="ruth@example.org", site=None, context={})


@pytest.mark.parametrize("message", all_messages(), ids=lambda message: message.name)
def test_every_message_uses_only_what_it_gets(message):
    for wording in (original_wording(message), *other_wordings(message)):
        for text in (wording.subject, wording.body):
            assert not unknown_placeholders(text, message)
            assert not has_broken_placeholder(text)
        assert not missing_placeholders(wording.body, message)


def test_wording_of_the_town_goes_before_the_original():
    MailText.objects.create(name="reply", subject="Zu {{ reference }}", body="Hallo! {{ message }}")

    email = queue_reply()

    assert email.subject == "Zu 2026-7K3M9Q"
    assert email.text.startswith("Hallo! Gern!")


def test_nothing_is_loaded_from_anywhere(town):
    html = queue_reply().html

    assert "src=" not in html
    assert "@import" not in html
    assert "url(" not in html


def test_mail_of_django_itself_is_queued_and_not_run_as_a_template(settings):
    settings.EMAIL_BACKEND = "cms.mail.transport.QueueingEmailBackend"

    send_mail("{% x %}", "Text {{ y }}", None, ["a@example.org", "b@example.org"])

    assert (
        sorted(Mail.objects.values_list("subject", "text", "state"))
        == [("{% x %}", "Text {{ y }}", Mail.State.WAITING)] * 2
    )


def test_documentation_shows_every_mail_as_it_is_now():
    with override("de"):
        assert PATH.read_text() == documentation(), "Run `python manage.py document_emails`."


@pytest.mark.parametrize(
    ("language", "lang", "words"),
    [
        ("de", "de", ["Guten Tag Ruth Heinz,", "Freundliche Grüße", "Telefon 06561 1"]),
        ("en", "en", ["Hello Ruth Heinz,", "Kind regards", "Phone 06561 1"]),
        ("de-simple", "de-simple", ["Guten Tag Ruth Heinz,", "Viele Grüße", "Telefon 06561 1"]),
        ("fr", "de", ["Guten Tag Ruth Heinz,", "Freundliche Grüße", "Telefon 06561 1"]),
        ("../de", "de", ["Guten Tag Ruth Heinz,"]),
    ],
)
@pytest.mark.parametrize("active", ["de", "en"])
def test_mail_is_all_in_the_language_it_says(town, language, lang, words, active):
    TownSettings.objects.update(phone="06561 1")
    with override(active):
        email = queue_reply(language=language, context=CONTEXT | {"name": "Ruth Heinz"})

    for word in words:
        assert word in email.text
        assert word in email.html
    assert f'<html lang="{lang}">' in email.html


def test_message_without_an_english_wording_comes_in_german_and_says_so(town):
    address = "https://www.example.org/eintrag/abc/"
    context = {"entry_name": "Chor", "last_confirmation": "", "link": address}
    context |= {"change_link": address, "expires": "bald"}
    email = queue("reminder-first", to="ruth@example.org", site=None, context=context, language="en")

    assert "Guten Tag," in email.text
    for german in ('<html lang="de">', "Eintrag prüfen", "Falls der Knopf nicht reagiert"):
        assert german in email.html


def test_german_wording_of_the_town_leaves_the_other_languages_alone(town):
    MailText.objects.create(name="reply", subject="Zu {{ reference }}", body="Hallo! {{ message }}")

    assert queue_reply(language="en").subject == "Reply to your message (2026-7K3M9Q)"
    assert queue_reply(language="fr").subject == "Zu 2026-7K3M9Q"
