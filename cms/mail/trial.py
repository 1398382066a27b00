"""Sends one mail at once and tells each step: an operator learns of a wrong setting before a citizen does."""

import smtplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.smtp import EmailBackend
from django.core.mail.utils import DNS_NAME

from .faults import LOGIN_CODES, fault_of
from .sender import get_sender

OTHER_WAYS = "smtp+tls:// (587, STARTTLS) and smtp+ssl:// (465) are the two usual ways."
FIREWALL = "Does a firewall of this machine or of its provider close the port? Many close 25: use 587 or 465."
TEXT = (
    "Dies ist ein Test: Die Website kann E-Mails versenden.\n\nThis is a test: the website can send mails.\n"
)


class TrialFailedError(Exception):
    """Says what happened and what to do."""


def try_mail(address: str) -> Iterator[str]:
    """Yield a sentence after each step that went well; raise TrialFailedError at the first that did not."""
    server = get_connection(settings.MAIL_TRANSPORT)
    if not isinstance(server, EmailBackend):
        raise TrialFailedError(
            "EMAIL_URL names no mail server, so no mail leaves. Set it, such as smtp+tls://user:password@host:587."
        )
    yield _find(server)
    yield _reach(server)
    with _session(server) as session:
        yield _encrypt(server, session)
        yield _log_in(server, session)
        yield from _send(session, address)


def _find(server: EmailBackend) -> str:
    try:
        found = socket.getaddrinfo(server.host, server.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise TrialFailedError(
            f"DNS: the name {server.host} has no address ({error}). Is the host in EMAIL_URL spelled rightly, and does"
            " this machine have a name server (/etc/resolv.conf)?"
        ) from error
    return f"DNS: {server.host} is {', '.join(sorted({each[4][0] for each in found}))}."


def _reach(server: EmailBackend) -> str:
    with _told("Port", server), socket.create_connection((server.host, server.port), server.timeout):
        return f"Port: {server.port} is open."


@contextmanager
def _session(server: EmailBackend):
    more = {"context": server.ssl_context} if server.use_ssl else {}
    step = "TLS" if server.use_ssl else "Greeting"
    with _told(step, server):
        session = server.connection_class(
            server.host, server.port, local_hostname=DNS_NAME.get_fqdn(), timeout=server.timeout, **more
        )
    try:
        yield session
    finally:
        with suppress(OSError):
            session.quit()


def _encrypt(server: EmailBackend, session: smtplib.SMTP) -> str:
    if not server.use_tls and not server.use_ssl:
        return (
            "TLS: none, as EMAIL_URL says (smtp://). All travels readable, so only for this machine itself."
        )
    with _told("TLS", server):
        if server.use_tls:
            session.starttls(context=server.ssl_context)
        session.ehlo()
    return f"TLS: {session.sock.version()}, and the certificate is one of {server.host}."


def _log_in(server: EmailBackend, session: smtplib.SMTP) -> str:
    if not server.username:
        return "Login: none, as EMAIL_URL names no user."
    with _told("Login", server):
        session.login(server.username, server.password)
    return f"Login: the server accepts {server.username}."


def _send(session: smtplib.SMTP, address: str) -> Iterator[str]:
    message = EmailMessage("Test: engagierte-stadt", TEXT, get_sender(None).from_email, [address])
    own = settings.DEFAULT_FROM_EMAIL
    with _told("Sender"):
        session.ehlo_or_helo_if_needed()
        _demand(
            session.mail(own),
            f"the server takes no mail from {own}. Set DEFAULT_FROM_EMAIL to an address that this login may use.",
        )
    yield f"Sender: {own} may send."
    with _told("Recipient"):
        _demand(
            session.rcpt(address),
            f"the server takes no mail to {address}. Is it right? If all are refused, EMAIL_URL needs a login.",
        )
    yield f"Recipient: the server takes mail to {address}."
    with _told("Answer"):
        reply = session.data(message.message().as_bytes(linesep="\r\n"))
        _demand(
            reply, "the server refuses the text. Its words say why; often it takes the sender for a spammer."
        )
    yield f"Answer: {_words(*reply)}. The mail is on its way; look for it in the mailbox, also among the spam."


def _demand(reply: tuple[int, bytes], otherwise: str) -> None:
    if not 200 <= reply[0] < 300:
        raise TrialFailedError(f"{otherwise} It said: {_words(*reply)}.")


def _words(code: int, text: bytes | str) -> str:
    text = text.decode(errors="replace") if isinstance(text, bytes) else text
    return f"{code} {' '.join(text.split())}".rstrip(".")


@contextmanager
def _told(step: str, server: EmailBackend | None = None):
    """Turn what smtplib raises into words."""
    try:
        yield
    except TrialFailedError as error:
        raise TrialFailedError(f"{step}: {error}") from error
    except (OSError, ValueError) as error:
        raise TrialFailedError(f"{step}: {_what_to_do(step, error, server)}") from error


def _what_to_do(step: str, error: Exception, server: EmailBackend | None) -> str:
    for kind, tell in WORDS:
        if isinstance(error, kind):
            return tell(error, server)
    return f"{fault_of(error).text or type(error).__name__}. {FIREWALL if step == 'Port' else OTHER_WAYS}"


def _of_login(error: smtplib.SMTPResponseException, server) -> str:
    said = _words(error.smtp_code, error.smtp_error)
    if error.smtp_code in LOGIN_CODES:
        return (
            "the server refuses user or password. Signs such as @ : / in them must be percent-encoded (%40 %3A %2F)."
            f" It said: {said}."
        )
    return f"the server refuses. It said: {said}."


def _of_missing(error: smtplib.SMTPNotSupportedError, server: EmailBackend) -> str:
    if "STARTTLS" in str(error):
        return f"the server offers no encryption on port {server.port}. {OTHER_WAYS}"
    return f"the server offers no login on port {server.port}; most do only after TLS. {OTHER_WAYS}"


def _of_certificate(error: ssl.SSLCertVerificationError, server: EmailBackend) -> str:
    return (
        f"the certificate of {server.host} is not valid ({error.verify_message}). EMAIL_URL must name the server as its"
        " certificate does; the certificate of an own authority belongs into /usr/local/share/ca-certificates."
    )


WORDS = (
    (smtplib.SMTPNotSupportedError, _of_missing),
    (smtplib.SMTPResponseException, _of_login),
    (ssl.SSLCertVerificationError, _of_certificate),
    (
        ssl.SSLError,
        lambda error, server: f"the server does not speak TLS like this ({error.reason}). {OTHER_WAYS}",
    ),
    (
        ConnectionRefusedError,
        lambda error, server: f"{server.port} is closed: nobody listens there. {OTHER_WAYS} {FIREWALL}",
    ),
    (
        TimeoutError | smtplib.SMTPServerDisconnected,
        lambda error, server: f"the server is silent or hangs up. {OTHER_WAYS} {FIREWALL}",
    ),
)
