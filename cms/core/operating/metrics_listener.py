"""The process that tells the numbers of all serving processes, on an address of its own."""

import multiprocessing
import os
import shutil
import signal
import tempfile
from contextlib import contextmanager
from wsgiref.simple_server import WSGIRequestHandler, make_server

from django.db import DatabaseError, close_old_connections

from .metrics import FOLDER_VARIABLE

SECONDS_TO_STOP = 3.0


def prepare_counting(address: str) -> None:
    """Choose the folder of the numbers: before anything is counted, because counters ask for it when made."""
    if address:
        os.environ[FOLDER_VARIABLE] = tempfile.mkdtemp(prefix="metrics-")


@contextmanager
def metrics_beside(address: str):
    """Tell on `address` ("127.0.0.1:9101") while the block runs; nothing at all without one."""
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
    """What waits in the database, asked when somebody looks; while it is away, `town_database_up` alone says so."""

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
    from post_office.models import STATUS, Email

    from ..jobs import overdue_jobs
    from ..mail.delivery import due_mails

    return {
        "due_mails": due_mails().count(),
        "failed_mails": Email.objects.filter(status=STATUS.failed).count(),
        "late_jobs": len(overdue_jobs()),
    }
