from io import BytesIO

from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import RequestFactory

from cms.caching.response_cache import EmbeddedCache


class Server:
    """Calls the application as a server does, and counts how often Django had to respond."""

    def __init__(self):
        self.asked = 0
        django = get_wsgi_application()

        def counting(environ, start_response):
            self.asked += 1
            return django(environ, start_response)

        self.application = EmbeddedCache(counting)

    def get(self, path, method="GET", **headers):
        environ = RequestFactory().generic(method, path).environ | {"wsgi.input": BytesIO()}
        environ |= {f"HTTP_{name.upper()}": value for name, value in headers.items()}
        begun = {}
        body = self.application(
            environ, lambda status, headers, *_: begun.update(status=status, headers=headers)
        )
        content = b"".join(body)
        if hasattr(body, "close"):
            body.close()
        return int(begun["status"][:3]), dict(begun["headers"]), content


class ServerInTransaction(Server):
    """Keeps the connection open, since it holds the test's transaction.

    Django's test client connects the handlers again after each of its requests, so each request disconnects them.
    """

    def get(self, path, method="GET", **headers):
        signals = (request_started, request_finished)
        for signal in signals:
            signal.disconnect(close_old_connections)
        try:
            return super().get(path, method, **headers)
        finally:
            for signal in signals:
                signal.connect(close_old_connections)
