"""The purposes of links in our mails."""

from datetime import timedelta

from cms.mail.links import LinkKind, register

# What is not answered until then is deleted.
CONSENT_WITHIN = timedelta(days=30)


class Purpose:
    CONSENT = "hours-consent"
    ACCESS = "hours-access"


register(
    LinkKind(Purpose.CONSENT, CONSENT_WITHIN, "answer_hours"),
    LinkKind(Purpose.ACCESS, timedelta(minutes=60), "open_my_hours"),
)
