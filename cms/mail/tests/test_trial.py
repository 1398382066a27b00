"""`manage.py test_mail` against real servers, each with its own fault."""

import re
import socket
import ssl
from contextlib import contextmanager
from io import StringIO

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult
from django.core.mail.backends.smtp import EmailBackend
from django.core.management import CommandError, call_command

from tests.support.certificates import make_certificate, served_with

from .smtp import Mailbox, free_port, mail_server, silent_server

ADDRESS = "rathaus@stadt.example"
# aiosmtpd warns of what is tried here on purpose.
pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore::UserWarning")]


@pytest.fixture(autouse=True)
def _smtp(settings):
    settings.MAIL_TRANSPORT = "cms.mail.transport.BoundedEmailBackend"
    settings.DEFAULT_FROM_EMAIL = "noreply@stadt.example"
    settings.EMAIL_HOST, settings.EMAIL_TIMEOUT = "localhost", 3
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False


@pytest.fixture
def trusted(tmp_path, monkeypatch):
    """A certificate for localhost, which the site trusts."""
    file = make_certificate(tmp_path, "localhost")
    monkeypatch.setattr(EmailBackend, "ssl_context", ssl.create_default_context(cafile=str(file)))
    return file


def check_login(server, session, envelope, mechanism, login):
    return AuthResult(success=(login.login, login.password) == (b"stadt", b"geheim"), handled=False)


@contextmanager
def server(certificate=None, *, is_starttls=False, **options):
    """With TLS from the first byte, after STARTTLS, or without."""
    mailbox, context = Mailbox(), certificate and served_with(certificate)

    class Own(Controller):
        def factory(self):
            more = {"tls_context": context} if is_starttls else {}
            return SMTP(self.handler, hostname="localhost", **more, **options)

    own = Own(mailbox, hostname="127.0.0.1", port=free_port(), ssl_context=None if is_starttls else context)
    # It would look whether it is up with a client's TLS, for which this context is not made.
    own._trigger_server = lambda: socket.create_connection(("127.0.0.1", own.port)).close()
    own.start()
    mailbox.port = own.port
    try:
        yield mailbox
    finally:
        own.stop()


def told(address: str = ADDRESS) -> str:
    out = StringIO()
    call_command("test_mail", address, stdout=out)
    return out.getvalue()


def fault(settings, port: int, **changes) -> str:
    settings.EMAIL_PORT = port
    for name, value in changes.items():
        setattr(settings, name, value)
    with pytest.raises(CommandError) as end:
        told()
    return str(end.value)


def test_each_step_is_told(settings, trusted):
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "stadt", "geheim"
    for is_starttls in (True, False):
        settings.EMAIL_USE_TLS, settings.EMAIL_USE_SSL = is_starttls, not is_starttls
        with server(
            trusted, is_starttls=is_starttls, authenticator=check_login, auth_require_tls=is_starttls
        ) as mailbox:
            settings.EMAIL_PORT = mailbox.port
            lines = told("amt@köln.example").splitlines()
        steps = [line.partition(":")[0] for line in lines]
        assert steps == ["DNS", "Port", "TLS", "Login", "Sender", "Recipient", "Answer"]
        assert "geheim" not in "".join(lines)
        assert "250 Stored" in lines[-1]
        assert mailbox.envelopes[0].rcpt_tos == ["amt@xn--kln-sna.example"]
        assert re.search("Test: engagierte-stadt", mailbox.texts[0])


def test_server_without_login_and_encryption_is_told_as_such(settings):
    with mail_server() as mailbox:
        settings.EMAIL_PORT = mailbox.port
        assert "TLS: none" in told()
        assert len(mailbox.envelopes) == 1


def test_unknown_name(settings):
    assert fault(settings, 25, EMAIL_HOST="mail.invalid").startswith(
        "DNS: the name mail.invalid has no address"
    )


def test_closed_port(settings):
    port = free_port()
    assert fault(settings, port).startswith(f"Port: {port} is closed")


@pytest.mark.parametrize(
    ("changes", "step"),
    [({}, "Greeting"), ({"EMAIL_USE_TLS": True}, "Greeting"), ({"EMAIL_USE_SSL": True}, "TLS")],
)
def test_silent_server(settings, changes, step):
    with silent_server() as port:
        words = fault(settings, port, EMAIL_TIMEOUT=0.3, **changes)
    assert words.startswith(f"{step}: the server is silent")
    assert "firewall" in words


def test_no_starttls(settings):
    with mail_server() as mailbox:
        words = fault(settings, mailbox.port, EMAIL_USE_TLS=True)
    assert words.startswith("TLS: the server offers no encryption on port")
    assert "smtp+ssl://" in words


def test_plain_server_where_tls_is_expected(settings):
    with mail_server() as mailbox:
        assert fault(settings, mailbox.port, EMAIL_USE_SSL=True).startswith(
            "TLS: the server does not speak TLS"
        )


def test_tls_server_where_plain_is_expected(settings, trusted):
    with server(trusted) as mailbox:
        words = fault(settings, mailbox.port, EMAIL_TIMEOUT=0.5)
    assert words.startswith("Greeting: the server")
    assert "smtp+ssl://" in words


@pytest.mark.parametrize("is_starttls", [True, False])
@pytest.mark.parametrize("host", ["localhost", "mail.anders.example"])
def test_certificate_that_is_not_valid(settings, tmp_path, monkeypatch, host, is_starttls):
    """Made by somebody unknown, or for another name."""
    file = make_certificate(tmp_path, host)
    known = None if host == "localhost" else str(file)
    monkeypatch.setattr(EmailBackend, "ssl_context", ssl.create_default_context(cafile=known))
    with server(file, is_starttls=is_starttls) as mailbox:
        words = fault(settings, mailbox.port, EMAIL_USE_TLS=is_starttls, EMAIL_USE_SSL=not is_starttls)
    assert words.startswith("TLS: the certificate of localhost is not valid")


def test_wrong_password(settings, trusted):
    login = {"EMAIL_HOST_USER": "stadt", "EMAIL_HOST_PASSWORD": "falsch", "EMAIL_USE_TLS": True}
    with server(trusted, is_starttls=True, authenticator=check_login) as mailbox:
        words = fault(settings, mailbox.port, **login)
    assert words.startswith("Login: the server refuses user or password")
    assert "535" in words
    assert "falsch" not in words


def test_login_where_none_is_offered(settings):
    with mail_server() as mailbox:
        words = fault(settings, mailbox.port, EMAIL_HOST_USER="stadt", EMAIL_HOST_PASSWORD="geheim")
    assert words.startswith("Login: the server offers no login")


@pytest.mark.parametrize(
    ("behaviour", "words"),
    [
        ({"reply_to_recipient": "550 5.7.1 Relaying denied"}, "Recipient: the server takes no mail to"),
        ({"reply_to_recipient": "451 Try later"}, "Recipient: the server takes no mail to"),
        ({"reply_to_text": "554 Spam"}, "Answer: the server refuses the text"),
        ({"reply_to_text": "452 Full"}, "Answer: the server refuses the text"),
    ],
)
def test_refusal_is_told_in_the_words_of_the_server(settings, behaviour, words):
    with mail_server(**behaviour) as mailbox:
        told_words = fault(settings, mailbox.port)
    assert told_words.startswith(words)
    assert next(iter(behaviour.values())) in told_words


def test_sender_refused(settings, trusted):
    """Without the login that it wants."""
    with server(authenticator=check_login, auth_required=True, auth_require_tls=False) as mailbox:
        words = fault(settings, mailbox.port)
    assert words.startswith("Sender: the server takes no mail from noreply@stadt.example")
    assert "530" in words


@pytest.mark.parametrize("address", ["rathaus", "a@b@c", "@stadt.example", "amt@-ö.example", ""])
def test_impossible_address(address):
    with pytest.raises(CommandError, match="is no e-mail address"):
        told(address)


def test_no_server_is_named(settings):
    settings.MAIL_TRANSPORT = "django.core.mail.backends.console.EmailBackend"
    with pytest.raises(CommandError, match="EMAIL_URL names no mail server"):
        told()
