"""A server of calendars as the internet has them: good, moved, unchanged, broken, huge and slow ones."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from gzip import compress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread


@dataclass
class FeedServer:
    """`bodies` are the calendars by path; `seen` are the requests, `written` the bytes of the endless ones."""

    port: int = 0
    bodies: dict[str, bytes] = field(default_factory=dict)
    seen: list[dict] = field(default_factory=list)
    written: int = 0
    is_over: Event = field(default_factory=Event)

    def url(self, path: str = "/kalender.ics") -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def put(self, text: str, path: str = "/kalender.ics") -> str:
        self.bodies[path] = text.encode()
        return self.url(path)


class Handler(BaseHTTPRequestHandler):
    state: FeedServer

    def do_GET(self):
        self.state.seen.append({"path": self.path, **self.headers})
        answer = getattr(self, f"_{self.path.strip('/').split('.')[0]}", self._stored)
        answer()

    def _stored(self):
        body = self.state.bodies.get(self.path)
        if body is None:
            self._say(404)
            return
        etag = f'"{hash(body)}"'
        if self.headers.get("If-None-Match") == etag:
            self._say(304)
            return
        self._say(200, {"Content-Type": "text/calendar", "ETag": etag, "Content-Length": str(len(body))})
        self.wfile.write(body)

    def _moved(self):
        self._say(302, {"Location": "/kalender.ics"})

    def _circle(self):
        self._say(301, {"Location": self.path})

    def _inside(self):
        self._say(302, {"Location": "http://169.254.169.254/latest/meta-data/"})

    def _scheme(self):
        self._say(302, {"Location": "file:///etc/passwd"})

    def _closed(self):
        self._say(403)

    def _huge(self):
        self._say(200, {"Content-Type": "text/calendar"})
        for _number in range(1000):
            if not self._write(b"X" * 1_000_000):
                return

    def _slow(self):
        self._say(200, {"Content-Type": "text/calendar"})
        while not self.state.is_over.wait(0.05):
            if not self._write(b"B"):
                return

    def _silent(self):
        self.state.is_over.wait()

    def _dripping(self):
        """Headers that never end."""
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
        while not self.state.is_over.wait(0.05):
            if not self._write(b"X"):
                return

    def _stale(self):
        """Not changed, for somebody who has nothing."""
        self._say(304)

    def _packed(self):
        """A bomb: a gigabyte of nothing in a megabyte, though nobody has asked for it packed."""
        self._say(200, {"Content-Type": "text/calendar", "Content-Encoding": "gzip"})
        self.wfile.write(compress(b"BEGIN:VCALENDAR" + bytes(20_000_000)))

    def _away(self):
        self._say(302, {"Location": f"http://localhost:{self.state.port}/kalender.ics"})

    def _broken(self):
        self._say(200, {"Content-Length": "100"})
        self.wfile.write(b"BEGIN:VCAL")

    def _write(self, piece: bytes) -> bool:
        try:
            self.wfile.write(piece)
            self.wfile.flush()
            self.state.written += len(piece)
        except OSError:
            return False
        return True

    def _say(self, status, headers=None):
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, *args):
        pass


@contextmanager
def feed_server() -> Iterator[FeedServer]:
    state = FeedServer()
    handler = type("Handler", (Handler,), {"state": state})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    state.port = server.server_port
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield state
    finally:
        state.is_over.set()
        server.shutdown()
        server.server_close()
