"""Serves the site in production: granian's WSGI workers, forked from a process that has loaded the application."""

import ctypes
import gc
import multiprocessing
import os
from contextlib import suppress

from django.core.management.base import BaseCommand, CommandError
from django.db import connections
from django.utils.module_loading import import_string
from granian.constants import HTTPModes
from granian.http import HTTP1Settings

from cms.adapters.granian import Listener, PortRefusedError, Server
from cms.operations.monitoring.metrics_listener import metrics_beside, prepare_counting
from cms.operations.monitoring.warming import warm_up
from cms.search import meaning

# Milliseconds within which a client must send its headers, and their maximum size in bytes.
HEADER_TIMEOUT = 10_000
LARGEST_HEADERS = 64 * 1024
# Seconds that a running request gets when the site is stopped.
SECONDS_TO_STOP = 30
HOURS_OF_A_WORKER = 12
M_ARENA_MAX = -8  # malloc.h


class Command(BaseCommand):
    help = "Serves the site until SIGTERM; requests that are being answered are answered to the end."
    # `check --deploy` belongs before the first start, not in every one.
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--host", default=os.environ.get("HOST", "127.0.0.1"))
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT") or 8000))
        parser.add_argument("--workers", type=int, default=int(os.environ.get("WEB_WORKERS") or 2))
        parser.add_argument("--threads", type=int, default=int(os.environ.get("WEB_THREADS") or 6))
        parser.add_argument(
            "--metrics",
            default=os.environ.get("METRICS_ADDRESS", ""),
            metavar="HOST:PORT",
            help="where Prometheus reads the numbers; no proxy may lead there",
        )

    def handle(self, *args, host, port, workers, threads, metrics, **options):
        try:
            listener = Listener(host.strip("[]"), port, workers)
        except PortRefusedError as error:
            raise CommandError(f"{error}.") from error
        # Workers share the memory of what is loaded before the fork.
        multiprocessing.set_start_method("fork", force=True)
        load_all()
        prepare_counting(metrics)
        with metrics_beside(metrics):
            server_of(listener, workers, threads).serve(target_loader=begin_worker, wrap_loader=False)


def load_all() -> None:
    """Load everything that requests need; close everything that processes must not share."""
    keep_few_arenas()
    gc.disable()
    meaning.load()
    # Bypass the response cache, which each process fills for itself.
    warm_up(import_string("cms.wsgi.application").application)
    connections.close_all()
    # Memory that the garbage collector does not touch stays shared.
    gc.freeze()
    gc.enable()


def keep_few_arenas() -> None:
    """glibc gives each thread its own memory arena, most of which stays unused."""
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).mallopt(M_ARENA_MAX, 2)


def begin_worker():
    # Ctrl-C reaches the whole group, and granian passes it on: workers hang if they receive it twice (2.8).
    os.setpgrp()
    return import_string("cms.wsgi.application")


def server_of(listener: Listener, workers: int, threads: int) -> Server:
    return Server(
        listener,
        workers=workers,
        blocking_threads=threads,
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(header_read_timeout=HEADER_TIMEOUT, max_buffer_size=LARGEST_HEADERS),
        respawn_failed_workers=True,
        workers_lifetime=HOURS_OF_A_WORKER * 3600,
        workers_kill_timeout=SECONDS_TO_STOP,
    )
