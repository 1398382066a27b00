"""The purposes of links in the mails about messages to clubs."""

from datetime import timedelta

from cms.mail.links import LinkKind, register


class Purpose:
    CONFIRM = "enquiry"
    # For the club: its page has the buttons.
    ANSWER = "enquiry-answer"


# As long as an unconfirmed submission is kept.
register(LinkKind(Purpose.CONFIRM, timedelta(hours=72), "confirm_enquiry"))
register(LinkKind(Purpose.ANSWER, timedelta(days=90), "answer_enquiry"))
