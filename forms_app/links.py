"""The purposes of links in our mails."""

from datetime import timedelta

from cms.mail.links import LinkKind, register


class Purpose:
    CONFIRM_REGISTRATION = "registration"
    SEND_COPY = "copy"
    PERSONAL_DATA = "data"


ABOUT_SUBMISSIONS = [Purpose.CONFIRM_REGISTRATION, Purpose.SEND_COPY]

register(
    LinkKind(Purpose.CONFIRM_REGISTRATION, timedelta(hours=72), "confirm_registration"),
    LinkKind(Purpose.SEND_COPY, timedelta(hours=72), "send_copy"),
    LinkKind(Purpose.PERSONAL_DATA, timedelta(minutes=60), "open_personal_data"),
)
