"""Staff who decide about registrations concurrently, through the admin's views. Runs in an installation."""

import json
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import registry
from wagtail.models import Site

from cms.mail.queueing import mails_about
from directory.models import Category, DirectoryPage, District, OrganisationPage
from forms_app.models import Submission
from forms_app.tests.reviewing import address, logged_in, make_submission
from tests.support.making import make_page, make_user

PEOPLE, ROUNDS = 6, 3
ACCEPT = {"action": "accept"}
REJECT = {"action": "reject", "text": "Leider nicht.", "last_seen": 0}
ASK = {"action": "ask", "text": "Wo treffen Sie sich?", "last_seen": 0}
ASSIGN = {"action": "assignment"}


def decide_at_once() -> str:
    """Return as JSON the outcome of registrations that several people decided about concurrently."""
    home = Site.objects.get().root_page
    make_page(home, "Verzeichnis", "directory.DirectoryPage", slug="verzeichnis")
    people = [make_user(f"person-{number}", group="Leitung") for number in range(PEOPLE)]
    found = {
        "accepted": _many(people),
        "decided": [_one(people, ACCEPT, REJECT, ASSIGN) for _round in range(ROUNDS)],
        "asked": [_one(people, ASK) for _round in range(ROUNDS)],
    }
    return json.dumps(found)


def _one(people, *decisions: dict) -> dict:
    """The people make these decisions in turn, all about one registration."""
    registration, before = _registration(), OrganisationPage.objects.count()
    answers = _at_once(people, lambda number: (registration, decisions[number % len(decisions)]))
    registration.refresh_from_db()
    mails = mails_about(registration.reference).values_list("kind", flat=True)
    log = registry.get_logs_for_instance(registration).values_list("action", flat=True)
    return {
        "answers": Counter(answers),
        "status": registration.status,
        "entries": OrganisationPage.objects.count() - before,
        "mails": Counter(mails),
        "log": Counter(log),
    }


def _many(people) -> dict:
    """Each person accepts a different registration of the same name; the directory is still empty."""
    registrations = [_registration() for _person in people]
    answers = _at_once(people, lambda number: (registrations[number], ACCEPT))
    entries = OrganisationPage.objects.filter(registrations__in=registrations)
    directory = DirectoryPage.objects.get()
    return {
        "answers": Counter(answers),
        "addresses": len(set(entries.live().values_list("url_path", flat=True))),
        "is_tree_sound": directory.get_children().count() == directory.numchild,
    }


def _registration() -> Submission:
    category, _is_new = Category.objects.get_or_create(name="Musik", slug="musik")
    district, _is_new = District.objects.get_or_create(name="Innenstadt", slug="innenstadt")
    chosen = {"main_category": category, "district": district}
    texts = {"name": "Chor am Markt", "summary": "Wir singen.", "phone": "06561 15063"}
    answers = [{"name": name, "label": name, "value": value} for name, value in texts.items()]
    answers += [
        {"name": name, "label": name, "value": row.name, "choice": row.pk} for name, row in chosen.items()
    ]
    return make_submission(kind="registration", answers=answers, confirmed_at=timezone.now())


def _at_once(people: list, task_of: Callable[[int], tuple[Submission, dict]]) -> list[str]:
    """Run all in threads with their own connections, started together."""
    clients, start = [logged_in(person) for person in people], Barrier(len(people))

    def act(number: int) -> str:
        try:
            start.wait(30)
            return _decide(clients[number], *task_of(number))
        except Exception as error:
            # The error's text could name the applicant.
            return type(error).__name__
        finally:
            connection.close()

    with ThreadPoolExecutor(len(people)) as threads:
        return list(threads.map(act, range(len(people))))


def _decide(client: Client, registration: Submission, data: dict) -> str:
    """Return the decision, the status of the response, and the level of its message."""
    url = reverse("decide_registration", args=[registration.pk])
    if data is ASSIGN:
        person = client.session["_auth_user_id"]
        url, data = address("inspect", registration), data | {"assigned_to": person}
    response = client.post(url, data)
    told = [message.level_tag for message in get_messages(response.wsgi_request)]
    return " ".join([data["action"], str(response.status_code), *told])
