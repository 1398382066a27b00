"""Sends forms like a browser but without one, so that many can do so concurrently."""

import re
import time
import urllib.error
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from http.cookiejar import CookieJar

MESSAGE = {
    "name": "Ruth Heinz",
    "e_mail": "ruth@example.org",
    "betreff": "Mitmachen",
    "nachricht": "Guten Tag!",
}
# The form refuses what arrives faster than anybody types.
SECONDS_TO_WRITE = 2.2


class FormSender:
    """Opens a form once; sends it as often as needed."""

    def __init__(self, url: str):
        self.url = url
        self.opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(CookieJar()), _NoRedirect()
        )
        html = self.opener.open(url, timeout=30).read().decode()
        hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', html)
        self.fields = dict(hidden)

    def send(self, visitor: str = "", **answers: str) -> tuple[int, str, float]:
        """Return status, thank-you page and seconds; `visitor` is the address that a proxy would report."""
        data = urllib.parse.urlencode(self.fields | MESSAGE | answers).encode()
        headers = {"Referer": self.url} | ({"X-Forwarded-For": visitor} if visitor else {})
        request = urllib.request.Request(self.url, data, headers)
        begin = time.monotonic()
        try:
            response = self.opener.open(request, timeout=30)
        except urllib.error.HTTPError as error:
            response = error
        return response.status, response.headers.get("Location", ""), time.monotonic() - begin


def open_form(site) -> FormSender:
    """The contact form of an `Installation`'s site, opened long enough ago to be sent."""
    site.process.wait_for(site.answers, 60)
    sender = FormSender(f"{site.url}/kontakt/")
    time.sleep(SECONDS_TO_WRITE)
    return sender


def send_as_another(sender: FormSender, number: int) -> tuple[int, str, float]:
    """Use one address per person, since a mailbox gets at most ten acknowledgements per hour."""
    visitor, address = f"198.51.100.{number}", f"ruth-{number}@example.org"
    return sender.send(visitor=visitor, e_mail=address, nachricht=f"Nr. {number}")


def send_as_many(sender: FormSender, writers: int, times: int) -> list[tuple[int, str, float]]:
    """Send with this many concurrent writers. The site must trust a proxy that reports their addresses."""
    with ThreadPoolExecutor(writers) as threads:
        return list(threads.map(lambda number: send_as_another(sender, number), range(times)))


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args, **kwargs):
        return None
