"""Both ends of the queue as Django e-mail backends: how mails get in, and how they leave."""

import smtplib
import time

from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend as SMTPEmailBackend

from .queueing import store

# Limit for a whole mail; settings.MAIL_LEASE must be longer.
LONGEST_SENDING = 90.0
# A server may take long to store a mail. Hanging up early would deliver it twice (RFC 1047).
PATIENCE_AFTER_TEXT = 45.0


class QueueingEmailBackend(BaseEmailBackend):
    """Queues mails from Django and Wagtail, too (a password reset, a notification)."""

    def send_messages(self, email_messages):
        for message in email_messages:
            for address in message.recipients():
                store(
                    from_email=message.from_email,
                    to=address,
                    subject=" ".join(str(message.subject).split()),
                    text=message.body,
                    html=_html_of(message),
                    headers=_headers_of(message),
                )
        return len(email_messages)


def _html_of(message) -> str:
    alternatives = getattr(message, "alternatives", [])
    return next((content for content, mimetype in alternatives if mimetype == "text/html"), "")


def _headers_of(message) -> dict[str, str]:
    headers = {"Auto-Submitted": "auto-generated"} | message.extra_headers
    if message.reply_to:
        headers["Reply-To"] = ", ".join(message.reply_to)
    return headers


class _Bounded:
    """Limits each response to the timeout, and each mail to LONGEST_SENDING."""

    def __init__(self, *args, **kwargs):
        self.ends_at = time.monotonic() + LONGEST_SENDING
        self.patience = None
        super().__init__(*args, **kwargs)

    def getreply(self):
        left = self.ends_at - time.monotonic()
        if left <= 0:
            self.close()
            raise smtplib.SMTPServerDisconnected("The mail server is too slow.")
        if self.sock:
            self.sock.settimeout(min(self.patience or self.timeout, left))
        return super().getreply()

    def data(self, msg):
        self.patience = PATIENCE_AFTER_TEXT
        try:
            return super().data(msg)
        finally:
            self.patience = None


class BoundedSMTP(_Bounded, smtplib.SMTP):
    pass


class BoundedSMTPS(_Bounded, smtplib.SMTP_SSL):
    pass


class BoundedEmailBackend(SMTPEmailBackend):
    @property
    def connection_class(self):
        return BoundedSMTPS if self.use_ssl else BoundedSMTP
