"""The inbox of a member of staff with a hundred submissions, and with ten thousand."""

import json
from statistics import median

from django.test import Client

from bench.timing import milliseconds
from forms_app.models import ContactPage, Submission
from forms_app.tests.reviewing import address, bulk_submissions, staff

FEW, TIMES = 100, 30
FILTERS = ({}, {"q": "helfen"}, {"tab": "done"}, {"p": 2})


def main(many: int) -> None:
    page = ContactPage.objects.first()
    client = staff("view_submission", "change_submission", forms=[page])
    bulk_submissions(FEW, page)
    few = _median(client)
    bulk_submissions(many - FEW, page)
    print(json.dumps({"few": few, "many": _median(client), "number": Submission.objects.count()}))


def _median(client: Client) -> float:
    """Over the list and its filters, each as often."""

    def ask(query: dict) -> None:
        response = client.get(address("index"), query)
        assert response.status_code == 200

    for query in FILTERS:
        ask(query)
    times = [milliseconds(lambda query=query: ask(query)) for _ in range(TIMES // 3) for query in FILTERS]
    return median(times)
