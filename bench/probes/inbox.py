"""The staff's inbox with a hundred submissions, and with ten thousand."""

import json

from django.test import Client

from forms_app.models import ContactPage, Submission
from forms_app.tests.reviewing import address, bulk_submissions, staff

from ..timing import median_ms

FEW, TIMES = 100, 12
FILTERS = (
    {},
    {"p": 2},
    {"status": "all", "sort": "oldest"},
    {"status": "all", "q": "ruth"},
    # Words that all submissions contain, so that both cases fill a page and only the search differs.
    {"status": "all", "q": "ruth heinz"},
    {"assigned": "nobody", "due": "none", "kind": "contact"},
    {"status": "closed", "received_from": "2020-01-01"},
)


def main(many: int) -> None:
    """Print how much longer the list takes with `many`, for the filter that degrades most."""
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
