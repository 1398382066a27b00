"""Forty people sign up at once for five places, and a process dies in the middle. Runs in an installation."""

import json
import os
import signal
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from unittest import mock

from django.db import connection
from django.test import Client
from django.utils import timezone
from wagtail.models import Site

from cms.mail.models import Mail
from forms_app.tests.making import make_ticket
from joining.signups.models import Places, Signup
from joining.signups.rules import State
from joining.signups.services import moving
from joining.signups.services.sweeping import sweep
from joining.signups.tests.making import make_signup_page, newest_link

PEOPLE, PLACES = 40, 5


def rush() -> str:
    """Return as JSON what was true after each step."""
    page = make_signup_page(Site.objects.get().root_page, [{"capacity": PLACES}])
    steps = {"sent": _at_once(lambda number: _send(page, number), range(PEOPLE)) | _facts()}
    holders = _emails(State.HELD)
    asked = _emails(State.ASKED)
    # Two of those whose place is held do not confirm.
    steps["confirmed"] = _at_once(_confirm, [*holders[:3], *asked]) | _facts()
    queue = _emails(State.WAITING)
    Signup.objects.filter(state=State.HELD).update(deadline=timezone.now())
    steps["killed"] = {"signal": _sweep_and_die()} | _facts()
    steps["swept"] = _at_once(lambda _number: str(sorted(sweep())), range(4)) | _facts()
    steps["in order"] = _emails(State.OFFERED) == sorted(queue[:2])
    _at_once(_confirm, queue[:2])
    steps["cancelled"] = _at_once(_cancel, holders[:3]) | _facts()
    steps["next in order"] = _emails(State.OFFERED) == sorted(queue[2:5])
    return json.dumps(steps)


def _facts() -> dict:
    places = Places.objects.with_taken().get()
    return {
        "states": Counter(Signup.objects.values_list("state", flat=True)),
        "taken": places.taken,
        "mails": Counter(Mail.objects.filter(kind__startswith="signup-").values_list("kind", flat=True)),
        "mailed twice": _mailed_twice(),
    }


def _mailed_twice() -> int:
    mailed = Counter(Mail.objects.filter(kind__startswith="signup-").values_list("kind", "to"))
    return sum(times > 1 for times in mailed.values())


def _emails(state: str) -> list[str]:
    """In the order of the queue, or of their addresses."""
    signups = Signup.objects.filter(state=state).order_by("queued_at", "pk")
    emails = list(signups.values_list("submission__sender_email", flat=True))
    return emails if state == State.WAITING else sorted(emails)


def _send(page, number: int) -> str:
    data = {"name": f"Person {number}", "email": f"person-{number}@example.org"}
    ticket = {"form-ticket": make_ticket(page)}
    response = Client().post(page.url, data | ticket, REMOTE_ADDR=f"198.51.100.{number}")
    return str(response.status_code)


def _confirm(email: str) -> str:
    return str(Client().post(newest_link(email), {"action": "confirm"}).status_code)


def _cancel(email: str) -> str:
    return str(Client().post(newest_link(email), {"action": "cancel"}).status_code)


def _at_once(act: Callable[..., str], subjects: Iterable) -> dict:
    def alone(subject) -> str:
        try:
            return act(subject)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as threads:
        return {"answers": Counter(threads.map(alone, subjects))}


def _sweep_and_die() -> int:
    """A process passes on what is late, and is killed when the first person moves up. Return the signal."""
    connection.close()
    child = os.fork()
    if child == 0:

        def die(signup):
            os.kill(os.getpid(), signal.SIGKILL)

        with mock.patch.object(moving, "tell_state", die):
            sweep()
        os._exit(1)
    return os.WTERMSIG(os.waitpid(child, 0)[1])
