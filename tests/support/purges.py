"""A fake cache in front of the site that records PURGE requests."""

from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread


@dataclass
class Purges:
    url: str = ""
    addresses: list[str] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)
    status: int = 200

    def clear(self) -> None:
        self.addresses.clear()
        self.keys.clear()


@contextmanager
def front_cache():
    purges = Purges()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_PURGE(self):
            if keys := self.headers.get("Surrogate-Key"):
                purges.keys |= set(keys.split())
            else:
                purges.addresses.append(f"http://{self.headers['Host']}{self.path}")
            self.send_response(purges.status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    purges.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield purges
    finally:
        server.shutdown()
        server.server_close()
