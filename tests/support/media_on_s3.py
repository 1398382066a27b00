"""Media in a bucket for one test, and the ways in which a bucket fails."""

import socket
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

from django.utils.functional import empty

from cms.media import storages
from cms.media.storage_faults import rendition_storage

from .ports import unused_port


def use_bucket(settings, server, **changes) -> None:
    """Store the site's media on the server; `changes` are options of the storages."""
    options = {
        "bucket_name": server.environment["S3_BUCKET"],
        "endpoint_url": server.url,
        "region_name": "eu-central-1",
        "access_key": server.key,
        "secret_key": server.secret,
    } | changes
    public = options | {"public_url": server.public_url}
    settings.STORAGES = settings.STORAGES | {
        "default": {"BACKEND": "cms.media.storages.PrivateMediaStorage", "OPTIONS": options},
        "renditions": {"BACKEND": "cms.media.storages.PublicMediaStorage", "OPTIONS": public},
    }
    forget_storages()


def forget_storages() -> None:
    rendition_storage._wrapped = empty
    storages._breakers.clear()


@contextmanager
def silent_server():
    """Accepts connections without responding; counts them."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(50)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"


class _Failing(BaseHTTPRequestHandler):
    def _fail(self):
        self.send_error(500)

    do_GET = do_HEAD = do_PUT = do_DELETE = _fail

    def log_message(self, *args):
        pass


@contextmanager
def failing_server():
    """Responds to everything with an error."""
    with HTTPServer(("127.0.0.1", 0), _Failing) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def nobody() -> str:
    """An address where nothing listens."""
    return f"http://127.0.0.1:{unused_port()}"
