"""Numbers about the running site for Prometheus. Labels are routes, methods and classes of status: nothing of a person.

The processes that serve write them into files of a folder, and one more process, on an address of its own that no
proxy leads to, reads and adds them up (`metrics_listener`). Without that folder nothing is counted.
"""

import os
from functools import cache
from threading import Lock

from django.http import HttpRequest, HttpResponse

from .route import route_of

# prometheus_client reads this when it is imported, and decides then whether several processes share their numbers.
FOLDER_VARIABLE = "PROMETHEUS_MULTIPROC_DIR"
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)


def is_counting() -> bool:
    return FOLDER_VARIABLE in os.environ


# The first requests come at once, and a second histogram of the same name is refused.
_making = Lock()


def answers():
    with _making:
        return _histogram()


@cache
def _histogram():
    from prometheus_client import Histogram

    return Histogram(
        "town_answer_seconds",
        "Time from a request to its answer",
        ["method", "route", "status"],
        buckets=BUCKETS,
    )


def count_answer(request: HttpRequest, response: HttpResponse, seconds: float) -> None:
    if is_counting():
        status = f"{response.status_code // 100}xx"
        method = request.method if request.method in {"GET", "HEAD", "POST"} else "other"
        answers().labels(method, route_of(request) or "none", status).observe(seconds)
