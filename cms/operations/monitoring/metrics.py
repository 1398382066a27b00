"""Prometheus metrics. Labels are routes, methods and status classes, never personal data.

Serving processes write into a shared folder. One more process reads and sums them, on an address that no proxy
exposes (`metrics_listener`). Without the folder nothing is counted.
"""

import os
from functools import cache
from threading import Lock

from django.http import HttpRequest, HttpResponse

from cms.common.route import route_of

# prometheus_client reads this variable on import to decide whether to use multiprocess mode.
FOLDER_VARIABLE = "PROMETHEUS_MULTIPROC_DIR"
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)


def is_counting() -> bool:
    return FOLDER_VARIABLE in os.environ


# The first requests arrive concurrently, and registering a metric twice is an error.
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
