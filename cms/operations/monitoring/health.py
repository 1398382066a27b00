"""`/healthz` and `/readyz` for load balancers and orchestrators.

Both respond before the host is checked, since probes use an IP address. They are neither logged nor counted.
"""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooSlow
from uuid import uuid4

from django.core.cache import cache
from django.core.files.storage import default_storage
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse

SECONDS_CACHED = 5.0
SECONDS_ALLOWED = 1.0


class HealthMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response
        self.readiness = Readiness()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info == "/healthz":
            return HttpResponse("ok\n", content_type="text/plain", headers={"Cache-Control": "no-store"})
        if request.path_info == "/readyz":
            return self.readiness.answer()
        return self.get_response(request)


class Readiness:
    """503 without the database, because there are no pages and another node may have it.

    Without the cache or the storage every node is equally slow or lacks pictures. Removing all of them would turn a
    degradation into an outage, so these are reported while the status stays 200.
    """

    def __init__(self):
        self.states: dict[str, str] = {}
        self.valid_until = 0.0
        # One worker: probes of a storage that hangs must not pile up threads.
        self.pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="readiness")

    def answer(self) -> HttpResponse:
        if time.monotonic() >= self.valid_until:
            self.states = self.check()
            self.valid_until = time.monotonic() + (SECONDS_CACHED if self.states["database"] == "ok" else 1.0)
        status = 200 if self.states["database"] == "ok" else 503
        return JsonResponse(self.states, status=status, headers={"Cache-Control": "no-store"})

    def check(self) -> dict[str, str]:
        return {
            "database": state_of(ask_database),
            "cache": state_of(lambda: self._with_timeout(ask_cache)),
            "storage": state_of(lambda: self._with_timeout(ask_storage)),
        }

    def _with_timeout(self, ask: Callable[[], None]) -> None:
        future = self.pool.submit(ask)
        try:
            future.result(SECONDS_ALLOWED)
        except TooSlow:
            future.cancel()
            raise


def state_of(ask: Callable[[], None]) -> str:
    """Return "ok" or "away"; the reason stays out of a public response."""
    try:
        ask()
    except Exception:
        return "away"
    return "ok"


def ask_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def ask_cache() -> None:
    word = uuid4().hex
    cache.set("readiness", word, 60)
    if not cache.get("readiness"):
        raise ConnectionError


def ask_storage() -> None:
    default_storage.exists("readiness")
