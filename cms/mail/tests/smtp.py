"""Real mail servers for tests, each with its own way of failing."""

import socket
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event

from aiosmtpd.controller import Controller


@dataclass
class Mailbox:
    """A mail server that stores mails; `reply_to_recipient` and `reply_to_text` make it refuse them."""

    port: int = 0
    reply_to_recipient: str = ""
    reply_to_text: str = ""
    seconds_to_answer: float = 0
    seconds_to_store: float = 0
    seconds_to_say_goodbye: float = 0
    # Clear it to delay the response.
    may_store: Event = field(default_factory=Event)
    goodbyes_begun: int = 0
    recipients_named: int = 0
    connections: int = 0
    texts_begun: int = 0
    envelopes: list = field(default_factory=list)

    def __post_init__(self):
        self.may_store.set()

    @property
    def texts(self) -> list[str]:
        return [envelope.content.decode() for envelope in self.envelopes]

    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(self, server, session, envelope, address, options):
        self.recipients_named += 1
        time.sleep(self.seconds_to_answer)
        if self.reply_to_recipient:
            return self.reply_to_recipient
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.texts_begun += 1
        # Blocks on purpose, like a server that finishes storing after its client has gone.
        time.sleep(self.seconds_to_store)
        self.may_store.wait(60)
        if self.reply_to_text:
            return self.reply_to_text
        self.envelopes.append(envelope)
        return "250 Stored"

    async def handle_QUIT(self, server, session, envelope):
        self.goodbyes_begun += 1
        time.sleep(self.seconds_to_say_goodbye)
        return "221 Bye"


class _OnFreePort(Controller):
    """aiosmtpd connects to its own port to see whether it is up, so it must know it."""

    def __init__(self, mailbox: Mailbox):
        super().__init__(mailbox, hostname="127.0.0.1", port=mailbox.port or free_port())


@contextmanager
def mail_server(**behaviour):
    mailbox = Mailbox(**behaviour)
    controller = _OnFreePort(mailbox)
    controller.start()
    mailbox.port = controller.port
    try:
        yield mailbox
    finally:
        controller.stop()


@contextmanager
def silent_server():
    """Accepts connections without responding; yields its port."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
