"""Several people of one club tap at once, and enter the same hours at once. Runs in an installation."""

import json
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor

from django.db import connection
from django.test import Client

from cms.mail.models import Mail
from forms_app.tests.mailing import mails, path_in
from joining.enquiries.models import Enquiry
from joining.enquiries.tests.making import key_of_call, make_enquiry, make_town
from joining.enquiries.workflow.following_up import follow_up
from joining.hours.models import HelperHours
from joining.hours.tests.making import make_hours

ANSWERS = ("will_answer", "declined", "taken", "report") * 2


def tap_at_once() -> str:
    """Return as JSON what was answered and what is true afterwards."""
    club, form = make_town()
    make_enquiry(form, key_of_call(club))
    page = path_in(mails("enquiry-club")[0])
    tapped = _at_once(lambda answer: _tap(page, answer), ANSWERS)
    state = Enquiry.objects.get().state
    mailed = list(
        Mail.objects.filter(kind__regex="^enquiry-(will|declined|taken)").values_list("kind", flat=True)
    )
    return json.dumps({"tapped": tapped, "state": state, "mailed": mailed, "hours": _same_hours(club)})


def _same_hours(club) -> dict:
    """The same hours are entered by eight at once, while a job of the messages runs."""

    def enter(number: int) -> str:
        if number % 4 == 3:
            follow_up()
        return make_hours(club).state

    return {"answers": _at_once(enter, range(8)), "rows": HelperHours.objects.count()} | {
        "mails": Mail.objects.filter(kind="hours-consent").count()
    }


def _tap(page: str, answer: str) -> str:
    return str(Client().post(page, {"action": answer}).status_code)


def _at_once(act: Callable, subjects: Iterable) -> dict:
    def alone(subject) -> str:
        try:
            return act(subject)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as threads:
        return Counter(threads.map(alone, subjects))
