"""A webhook receiver: an HTTP server that records requests."""

import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ssl import SSLContext
from threading import Thread


@dataclass
class Receiver:
    url: str = ""
    status: int = 204
    redirect_to: str = ""
    # Seconds between the bytes of a response that never ends.
    drip: float = 0
    paths: list[str] = field(default_factory=list)
    headers: list[dict] = field(default_factory=list)
    bodies: list[str] = field(default_factory=list)

    @property
    def keys(self) -> list[str]:
        return [headers["webhook-id"] for headers in self.headers]


@contextmanager
def receiver(encrypted_by: SSLContext | None = None):
    seen = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            seen.paths.append(self.path)
            seen.headers.append({name.lower(): value for name, value in self.headers.items()})
            seen.bodies.append(self.rfile.read(int(self.headers["Content-Length"])).decode())
            if seen.drip:
                self._drip()
            self.send_response(seen.status)
            if seen.redirect_to:
                self.send_header("Location", seen.redirect_to)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def _drip(self):
            for letter in "HTTP/1.1 200 OK\r\nX-Long: " + "x" * 200:
                self.wfile.write(letter.encode())
                time.sleep(seen.drip)

        def handle(self):
            try:
                super().handle()
            except OSError:
                self.close_connection = True

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    if encrypted_by:
        server.socket = encrypted_by.wrap_socket(
            server.socket, server_side=True, do_handshake_on_connect=False
        )
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    seen.url = f"http://127.0.0.1:{server.server_port}/empfang?von=stadt"
    try:
        yield seen
    finally:
        server.shutdown()
        server.server_close()
