"""Chromium as a citizen's browser that cannot leave this machine."""

import shutil
from urllib.parse import urlsplit

from . import services

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 320, "height": 640}
# The first one is Chromium without windows, which saves a sixth of the processor time.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")


def chromium_path() -> str | None:
    return next(filter(None, map(shutil.which, NAMES)), None)


class Traffic:
    """Records a browser context's requests to other hosts, and every cookie it receives."""

    def __init__(self, context, home: str):
        self.own = {urlsplit(each).netloc for each in (home, services.pictures())}
        self.foreign: list[str] = []
        self.cookies: list[str] = []
        self.errors: list[str] = []
        context.on("request", self._note_request)
        context.on("response", self._note_response)
        context.on("console", self._note_console)
        context.on("weberror", lambda error: self.errors.append(str(error.error)))

    def _note_request(self, request):
        address = urlsplit(request.url)
        if address.scheme in ("http", "https", "ws", "wss") and address.netloc not in self.own:
            self.foreign.append(request.url)

    def _note_response(self, response):
        if "set-cookie" in response.headers:
            self.cookies.append(f"{response.url}: {response.headers['set-cookie']}")

    def _note_console(self, message):
        if message.type == "error":
            self.errors.append(f"{message.page.url if message.page else ''}: {message.text}")
