"""Serves the metrics of all processes on an address of its own."""

import multiprocessing
import os
import shutil
import signal
import tempfile
from contextlib import contextmanager
from wsgiref.simple_server import WSGIRequestHandler, make_server

from django.db import DatabaseError, close_old_connections

from cms.jobs.state import overdue_jobs
from cms.mail.models import Mail

from .metrics import FOLDER_VARIABLE

SECONDS_TO_STOP = 3.0


def prepare_counting(address: str) -> None:
    """Choose the metrics folder. Call it before the first metric is created, which reads the variable."""
    if address:
        os.environ[FOLDER_VARIABLE] = tempfile.mkdtemp(prefix="metrics-")


@contextmanager
def metrics_beside(address: str):
    """Serve metrics on `address` ("127.0.0.1:9101") inside the block; do nothing if it is empty."""
    if not address:
        yield
        return
    process = multiprocessing.get_context("fork").Process(target=tell, args=[address], daemon=True)
    process.start()
    try:
        yield
    finally:
        process.terminate()
        process.join(SECONDS_TO_STOP)
        shutil.rmtree(os.environ[FOLDER_VARIABLE], ignore_errors=True)


def tell(address: str) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    host, _colon, port = address.rpartition(":")
    with make_server(host.strip("[]"), int(port), application(), handler_class=Silent) as server:
        server.serve_forever()


def application():
    from prometheus_client import CollectorRegistry, make_wsgi_app
    from prometheus_client.multiprocess import MultiProcessCollector

    registry = CollectorRegistry()
    MultiProcessCollector(registry)
    registry.register(Waiting())
    return make_wsgi_app(registry)


class Silent(WSGIRequestHandler):
    def log_message(self, *args):
        pass


class Waiting:
    """Queue lengths, queried on each scrape. While the database is down, only `town_database_up` is reported."""

    def collect(self):
        from prometheus_client.core import GaugeMetricFamily

        try:
            counts = counts_of_what_waits()
        except DatabaseError:
            counts = {}
        yield GaugeMetricFamily("town_database_up", "Whether the database answers", value=bool(counts))
        family = GaugeMetricFamily("town_waiting", "What waits or has failed", labels=["what"])
        for what, count in counts.items():
            family.add_metric([what], count)
        yield family
        close_old_connections()


def counts_of_what_waits() -> dict[str, int]:
    return {
        "due_mails": Mail.objects.due().count(),
        "failed_mails": Mail.objects.failed().count(),
        "late_jobs": len(overdue_jobs()),
    }
