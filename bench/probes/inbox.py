"""The inbox of a member of staff with a hundred submissions, and with ten thousand."""

import json

from django.test import Client

from bench.timing import median_ms
from forms_app.models import ContactPage, Submission
from forms_app.tests.reviewing import address, bulk_submissions, staff

FEW, TIMES = 100, 12
FILTERS = (
    {},
    {"p": 2},
    {"status": "all", "sort": "oldest"},
    {"status": "all", "q": "ruth"},
    # Two words that all have: a page full of rows with a hundred, too, or the rows would be compared.
    {"status": "all", "q": "ruth heinz"},
    {"assigned": "nobody", "due": "none", "kind": "contact"},
    {"status": "closed", "received_from": "2020-01-01"},
)


def main(many: int) -> None:
    """Print how many times as long the list takes with `many`, for the filter with which it grows most."""
    page = ContactPage.objects.first()
    client = staff("view_submission", "change_submission", forms=[page])
    bulk_submissions(FEW, page)
    few = [_median(client, query) for query in FILTERS]
    bulk_submissions(many - FEW, page)
    grown = [_median(client, query) / before for query, before in zip(FILTERS, few, strict=True)]
    print(json.dumps({"worst": max(grown), "grown": grown, "number": Submission.objects.count()}))


def _median(client: Client, query: dict) -> float:
    def ask(_round) -> None:
        assert client.get(address("index"), query).status_code == 200

    return median_ms(ask, [query], TIMES)
