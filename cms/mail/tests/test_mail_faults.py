import smtplib
import socket
import ssl

import pytest
from django.core.mail import BadHeaderError
from django.utils.translation import override

from cms.mail.faults import INTERRUPTED, Kind, fault_of, in_plain_words

FAULTS = [
    (ConnectionRefusedError(111, "refused"), Kind.UNREACHABLE, "cannot be reached"),
    (socket.gaierror(-2, "unknown"), Kind.UNREACHABLE, "cannot be reached"),
    (TimeoutError("timed out"), Kind.UNREACHABLE, "does not answer"),
    (smtplib.SMTPServerDisconnected("gone"), Kind.UNREACHABLE, "does not answer"),
    (ssl.SSLCertVerificationError("bad"), Kind.UNREACHABLE, "certificate"),
    (smtplib.SMTPAuthenticationError(535, b"no"), Kind.UNREACHABLE, "login"),
    (smtplib.SMTPConnectError(421, b"busy"), Kind.UNREACHABLE, "later"),
    (smtplib.SMTPSenderRefused(530, b"login first", "a@b"), Kind.TEMPORARY, "login"),
    (smtplib.SMTPDataError(451, b"later"), Kind.TEMPORARY, "later"),
    (smtplib.SMTPRecipientsRefused({"a@b": (450, b"later")}), Kind.TEMPORARY, "later"),
    (smtplib.SMTPRecipientsRefused({"a@b": (550, b"unknown")}), Kind.PERMANENT, "address right"),
    (smtplib.SMTPRecipientsRefused({"a@b": (552, b"full")}), Kind.PERMANENT, "full"),
    (smtplib.SMTPDataError(554, b"spam"), Kind.PERMANENT, "refuses"),
    (smtplib.SMTPNotSupportedError("no SMTPUTF8"), Kind.PERMANENT, "could not be sent"),
    (BadHeaderError("line end"), Kind.PERMANENT, "could not be sent"),
    (RuntimeError("our own fault"), Kind.TEMPORARY, "could not be sent"),
]


@pytest.mark.parametrize(("error", "kind", "words"), FAULTS, ids=lambda value: type(value).__name__)
def test_each_fault_has_its_consequence_and_its_words(error, kind, words):
    fault = fault_of(error)

    assert fault.kind is kind
    with override("en"):
        assert words in in_plain_words(fault.exception_type, fault.text)


def test_interrupted_attempt_says_that_the_mail_may_have_arrived_twice():
    with override("en"):
        assert "twice" in in_plain_words(INTERRUPTED, "")


def test_long_answer_of_a_server_is_cut():
    fault = fault_of(smtplib.SMTPDataError(554, b"x" * 10_000))

    assert len(fault.text) == 500
