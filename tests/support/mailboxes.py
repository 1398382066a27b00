"""What people find in their mailboxes: mails as a real server received them."""

import re
import time
from email import message_from_bytes, policy

_LINK = re.compile(r"https?://[^/\s]+(/\S+)")


def texts_to(mailbox, address: str) -> list[str]:
    """The plain texts of the mails to this address, oldest first."""
    return [
        message_from_bytes(envelope.content, policy=policy.default).get_body("plain").get_content()
        for envelope in mailbox.envelopes
        if address in envelope.rcpt_tos
    ]


def linked_path(mailbox, address: str, begin: str, seconds: float = 30) -> str:
    """Wait for a mail with a link whose path begins so; return the path of the newest one."""
    deadline = time.monotonic() + seconds
    while True:
        links = [link for text in texts_to(mailbox, address) for link in _LINK.findall(text)]
        found = [link for link in links if link.startswith(begin)]
        if found or time.monotonic() > deadline:
            return found[-1]
        time.sleep(0.1)
