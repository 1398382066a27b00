#!/usr/bin/env python3
"""Purges nginx's cache when the site announces a change (docs/operators.md, "A cache in front of the site").

    purge_receiver.py --listen 127.0.0.1:8089 /var/cache/nginx/engagierte-stadt

nginx itself can purge neither by Surrogate-Key nor all variants of an address. But each of its cache files starts with
the key and the headers of the response, so the right files can be found and deleted. That is enough: nginx then asks
the site again. Run it as the user of nginx's workers. Needs only Python.
"""

import argparse
import os
import re
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

# The name of a cache file is a hash; a file still being written has a longer name.
NAME = re.compile(r"[0-9a-f]{32}\Z")
# Every page has this key, so purging it purges everything.
EVERYTHING = "site"
# Enough to contain the key and the headers of a response.
BEGINNING = 16 * 1024
# A response rendered from old content may enter the cache just after a purge, so purges repeat for a while.
AGAIN_FOR, AGAIN_EVERY = 4.0, 0.5  # seconds


@dataclass(frozen=True)
class Answer:
    """A cached response, one file."""

    mark: tuple
    # "example.org/aktuelles/?seite=2"
    address: str
    keys: frozenset[str]


Matches = Callable[[Answer], bool]


class Cache:
    def __init__(self, folders: list[Path], again_for: float = AGAIN_FOR):
        self.folders = folders
        self.again_for = again_for
        self.answers: dict[str, Answer] = {}
        self.lock = threading.Lock()
        self.recent: list[tuple[float, Matches]] = []
        self.has_recent = threading.Event()

    def drop(self, matches: Matches) -> int:
        self.recent.append((time.monotonic() + self.again_for, matches))
        self.has_recent.set()
        return self._drop(matches)

    def drop_again(self) -> None:
        """Runs forever, in its own thread."""
        while self.has_recent.wait():
            time.sleep(AGAIN_EVERY)
            self.recent = [each for each in self.recent if each[0] > time.monotonic()]
            self._drop(one_of([matches for _ends_at, matches in self.recent]))
            if not self.recent:
                self.has_recent.clear()

    def _drop(self, matches: Matches) -> int:
        with self.lock:
            self._look()
            paths = [path for path, answer in self.answers.items() if matches(answer)]
            for path in paths:
                Path(path).unlink(missing_ok=True)
                del self.answers[path]
        return len(paths)

    def _look(self) -> None:
        """Read new files; forget deleted ones."""
        seen = {}
        for folder in self.folders:
            for path, mark in _files(str(folder)):
                known = self.answers.get(path)
                answer = known if known and known.mark == mark else _read(path, mark)
                if answer:
                    seen[path] = answer
        self.answers = seen


def _files(folder: str):
    try:
        entries = list(os.scandir(folder))
    except FileNotFoundError:
        return
    for entry in entries:
        try:
            if entry.is_dir(follow_symlinks=False):
                yield from _files(entry.path)
            elif NAME.match(entry.name):
                found = entry.stat(follow_symlinks=False)
                yield entry.path, (found.st_ino, found.st_mtime_ns, found.st_size)
        except FileNotFoundError:
            continue


def _read(path: str, mark: tuple) -> Answer | None:
    try:
        with Path(path).open("rb") as file:
            beginning = file.read(BEGINNING)
    except FileNotFoundError:
        return None
    key = re.search(rb"\nKEY: [a-z]*://([^\n]*)\n", beginning)
    headers = beginning[key.end() :].partition(b"\r\n\r\n")[0] if key else b""
    named = re.search(rb"\r\nsurrogate-key:([^\r\n]*)", headers, re.IGNORECASE)
    return Answer(
        mark=mark,
        address=key[1].decode("latin-1") if key else "",
        keys=frozenset(named[1].decode("latin-1").split()) if named else frozenset(),
    )


def one_of(wanted: list[Matches]) -> Matches:
    return lambda answer: any(matches(answer) for matches in wanted)


def names_one_of(keys: set[str]) -> Matches:
    """Responses without keys may show anything, so they always match."""
    if EVERYTHING in keys:
        return lambda answer: True
    return lambda answer: not answer.keys or bool(answer.keys & keys)


def stands_at(address: str) -> Matches:
    if address.endswith("*"):
        return lambda answer: answer.address.startswith(address[:-1])
    return lambda answer: answer.address == address


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "purge", ""
    timeout = 10

    def do_PURGE(self) -> None:
        keys = set(self.headers.get("Surrogate-Key", "").split())
        matches = names_one_of(keys) if keys else stands_at(self.headers.get("Host", "") + self.path)
        self.server.cache.drop(matches)
        self.send_response(204)
        self.end_headers()

    def log_message(self, *args) -> None:
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="+", type=Path, help="the folders of proxy_cache_path")
    parser.add_argument(
        "--listen", default="127.0.0.1:8089", help="host:port that only the site's machines reach"
    )
    parser.add_argument("--again-for", type=float, default=AGAIN_FOR, help="seconds")
    arguments = parser.parse_args()
    host, _colon, port = arguments.listen.rpartition(":")
    server = Server((host, int(port)), Handler)
    server.cache = Cache(arguments.folders, arguments.again_for)
    threading.Thread(target=server.cache.drop_again, daemon=True).start()
    # A shell that starts it in the background may have set Ctrl-C to be ignored.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    server.serve_forever()


if __name__ == "__main__":
    main()
