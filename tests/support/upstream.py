"""An application behind a proxy with configurable responses, which records requests."""

import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

SHARED = "public, max-age=0, s-maxage=300, stale-while-revalidate=60, stale-if-error=86400"


@dataclass
class Upstream:
    port: int = 0
    status: int = 200
    body: bytes = b"Guten Tag"
    headers: dict[str, str] = field(default_factory=dict)
    # Seconds until it responds.
    delay: float = 0
    asked: list[tuple[str, dict]] = field(default_factory=list)

    def become(self, **values) -> None:
        fresh = Upstream(port=self.port, **values)
        self.__dict__.update(fresh.__dict__)

    @property
    def paths(self) -> list[str]:
        return [path for path, _headers in self.asked]


@contextmanager
def upstream():
    told = Upstream()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            told.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
            status, headers, body = told.status, told.headers, told.body
            time.sleep(told.delay)
            self.send_response(status)
            for name, value in ({"Cache-Control": SHARED, "Content-Type": "text/html"} | headers).items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)

        do_HEAD = do_GET

        def do_POST(self):
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            self.do_GET()

        def log_message(self, *args):
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        request_queue_size = 128

    server = Server(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    told.port = server.server_port
    try:
        yield told
    finally:
        server.shutdown()
        server.server_close()
