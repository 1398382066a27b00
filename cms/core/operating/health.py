"""What a load balancer or an orchestrator asks: `/healthz`, and `/readyz`.

Both answer before the host is checked, since a probe knows an address and no name, and are neither logged nor counted.
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

SECONDS_KEPT = 5.0
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
    """Without the database there is no page, so 503 sends visitors to another node.

    Without the cache or the storage pages are slower, or lack a picture, on every node alike: taking all of them away
    would make an outage of it. They are told, and the status stays 200.
    """

    def __init__(self):
        self.kept: dict[str, str] = {}
        self.until = 0.0
        # One at a time: a storage that hangs must not collect threads.
        self.beside = ThreadPoolExecutor(max_workers=1, thread_name_prefix="readiness")

    def answer(self) -> HttpResponse:
        if time.monotonic() >= self.until:
            self.kept = self.look()
            self.until = time.monotonic() + (SECONDS_KEPT if self.kept["database"] == "ok" else 1.0)
        status = 200 if self.kept["database"] == "ok" else 503
        return JsonResponse(self.kept, status=status, headers={"Cache-Control": "no-store"})

    def look(self) -> dict[str, str]:
        return {
            "database": state_of(ask_database),
            "cache": state_of(lambda: self._briefly(ask_cache)),
            "storage": state_of(lambda: self._briefly(ask_storage)),
        }

    def _briefly(self, ask: Callable[[], None]) -> None:
        waiting = self.beside.submit(ask)
        try:
            waiting.result(SECONDS_ALLOWED)
        except TooSlow:
            waiting.cancel()
            raise


def state_of(ask: Callable[[], None]) -> str:
    """ "ok" or "away"; why, stands in the log of whoever needs it, and not in an answer for everybody."""
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
