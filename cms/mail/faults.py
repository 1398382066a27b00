"""What went wrong with a mail: whether to try again, and how to say it to a clerk."""

import smtplib
from dataclasses import dataclass
from enum import Enum

from django.utils.translation import gettext as _

# The server wants a login or refuses ours: a setting is wrong, not the mail (RFC 4954).
LOGIN_CODES = {530, 534, 535, 538}
TEXT_LENGTH = 500
# The worker was killed in the middle of an attempt; no exception has this name.
INTERRUPTED = "Interrupted"
IMPOSSIBLE_ADDRESS = "ImpossibleAddress"


class Kind(Enum):
    # No other mail would leave now either.
    UNREACHABLE = "unreachable"
    # This mail may leave later.
    TEMPORARY = "temporary"
    # This mail will never leave as it is.
    PERMANENT = "permanent"


@dataclass(frozen=True)
class Fault:
    kind: Kind
    exception_type: str
    text: str


def fault_of(error: Exception) -> Fault:
    code, text = _answer(error)
    text = f"{code} {text}".strip() if code else text
    return Fault(_kind(error, code), type(error).__name__, text[:TEXT_LENGTH])


def _answer(error: Exception) -> tuple[int, str]:
    """The server's reply, or 0 and the error's own text."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, text = next(iter(error.recipients.values()))
    elif isinstance(error, smtplib.SMTPResponseException):
        code, text = error.smtp_code, error.smtp_error
    else:
        return 0, str(error)
    return code, text.decode(errors="replace") if isinstance(text, bytes) else str(text)


def _kind(error: Exception, code: int) -> Kind:
    if isinstance(error, smtplib.SMTPNotSupportedError) or _is_about_the_text(error):
        return Kind.PERMANENT
    if isinstance(error, smtplib.SMTPRecipientsRefused | smtplib.SMTPSenderRefused | smtplib.SMTPDataError):
        return Kind.PERMANENT if 500 <= code < 600 and code not in LOGIN_CODES else Kind.TEMPORARY
    # Every other error of smtplib is one, too: about the connection, not about this mail.
    return Kind.UNREACHABLE if isinstance(error, OSError) else Kind.TEMPORARY


def _is_about_the_text(error: Exception) -> bool:
    # A certificate that is not valid is a ValueError, too.
    return isinstance(error, ValueError) and not isinstance(error, OSError)


def in_plain_words(exception_type: str, text: str) -> str:
    """One sentence for the list of failed mails, from what the log kept."""
    code = int(text[:3]) if text[:3].isdecimal() else 0
    if code in LOGIN_CODES:
        return _("The mail server does not accept the site's login. Tell your administrator.")
    if code in (452, 552):
        return _("The mailbox of the addressee is full.")
    if code >= 500:
        return _("The addressee's mail server refuses the mail. Is the address right?")
    if code >= 400:
        return _("The mail server asked to try again later.")
    return _without_reply(exception_type)


def _without_reply(exception_type: str) -> str:
    if exception_type == IMPOSSIBLE_ADDRESS:
        return _("This is not an e-mail address.")
    if exception_type == INTERRUPTED:
        return _("An attempt was interrupted halfway. Perhaps the mail arrived twice.")
    if exception_type in ("ConnectionRefusedError", "gaierror", "OSError"):
        return _("The mail server cannot be reached. Tell your administrator.")
    if exception_type in ("TimeoutError", "SMTPServerDisconnected"):
        return _("The mail server does not answer. Tell your administrator.")
    if exception_type.startswith("SSL"):
        return _("The mail server cannot prove who it is (its certificate is not valid).")
    return _("The mail could not be sent.")
