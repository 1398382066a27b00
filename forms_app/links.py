"""The purposes of links in our mails."""

from datetime import timedelta

from cms.mail.links import LinkKind, register

from .models.kinds import KINDS


class Purpose:
    CONFIRM_REGISTRATION = "registration"
    SEND_COPY = "copy"
    PERSONAL_DATA = "data"


def about_submissions() -> list[str]:
    """The purposes of links that go with their submission."""
    of_kinds = (purpose for kind in KINDS.values() for purpose in kind.link_purposes)
    return [Purpose.CONFIRM_REGISTRATION, Purpose.SEND_COPY, *of_kinds]


register(
    LinkKind(Purpose.CONFIRM_REGISTRATION, timedelta(hours=72), "confirm_registration"),
    LinkKind(Purpose.SEND_COPY, timedelta(hours=72), "send_copy"),
    LinkKind(Purpose.PERSONAL_DATA, timedelta(minutes=60), "open_personal_data"),
)
