"""The purposes of links in our mails."""

from datetime import timedelta

from cms.common.registry import Registry
from cms.mail.links import LinkKind, register


class Purpose:
    CONFIRM_REGISTRATION = "registration"
    SEND_COPY = "copy"
    PERSONAL_DATA = "data"


# Purposes of links whose object is a submission, with which they are deleted; apps above add theirs.
ABOUT_SUBMISSIONS: Registry[str, str] = Registry(key=str)
ABOUT_SUBMISSIONS.register(Purpose.CONFIRM_REGISTRATION, Purpose.SEND_COPY)

register(
    LinkKind(Purpose.CONFIRM_REGISTRATION, timedelta(hours=72), "confirm_registration"),
    LinkKind(Purpose.SEND_COPY, timedelta(hours=72), "send_copy"),
    LinkKind(Purpose.PERSONAL_DATA, timedelta(minutes=60), "open_personal_data"),
)
