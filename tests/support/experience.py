"""What visitors experience of a site behind nginx: requests like a browser's, summarised in a few words."""

import time
from dataclasses import dataclass, field
from urllib.parse import urlencode

from bs4 import BeautifulSoup

from .nginx import Answer, Nginx

FROM_CACHE = {"HIT", "STALE", "UPDATING", "REVALIDATED"}
BOUNDARY = "a-boundary-that-stands-in-no-file"
# Promised response time while something is down.
SECONDS = 2
# Longer delays are caused by the fault, not by a busy machine.
PATIENCE = 12


@dataclass
class Form:
    path: str
    values: dict[str, str]
    cookies: dict[str, str]


@dataclass
class Visitor:
    nginx: Nginx
    host: str
    cookies: dict[str, str] = field(default_factory=dict)
    slowest: float = 0

    def ask(self, path: str, method: str = "GET", body: bytes | None = None, **headers: str) -> Answer:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers |= {"Host": self.host, "Referer": f"https://{self.host}{path}"} | (
            {"Cookie": cookies} if cookies else {}
        )
        begin = time.monotonic()
        answer = self.nginx.ask(path, method, body, **headers)
        self.slowest = max(self.slowest, time.monotonic() - begin)
        return answer

    def open_form(self, path: str) -> Form:
        answer = self.ask(path)
        assert answer.status == 200, (path, answer.status, answer.headers.get("location"))
        cookie = answer.headers.get("set-cookie", "").partition(";")[0].partition("=")
        cookies = {cookie[0]: cookie[2]} if cookie[0] == "csrftoken" else {}
        self.cookies |= cookies
        return Form(path, _values(BeautifulSoup(answer.body, "html.parser")), dict(self.cookies))

    def send(self, form: Form, file: tuple[str, str, bytes] | None = None, **values: str) -> Answer:
        fields = form.values | values
        if file is None:
            kind, body = "application/x-www-form-urlencoded", urlencode(fields).encode()
        else:
            kind, body = f"multipart/form-data; boundary={BOUNDARY}", _multipart(fields, *file)
        return self.ask(form.path, "POST", body, Content_Type=kind, Origin=f"https://{self.host}")


def in_words(answer: Answer) -> str:
    words = str(answer.status)
    if answer.cache in FROM_CACHE:
        words += " (kept)"
    if answer.status == 503 and "retry-after" in answer.headers:
        words += ", asks to try again"
    return words


def _values(page: BeautifulSoup) -> dict[str, str]:
    """Return the values of the unfilled form."""
    forms = [form for form in page.find_all("form") if form.get("method", "").lower() == "post"]
    form = max(forms, key=lambda form: len(form.find_all(True)))
    fields = [each for each in form.find_all(["input", "textarea", "select"]) if each.get("name")]
    return {each["name"]: _value(each) for each in fields if each.get("type") not in NOT_SENT}


NOT_SENT = {"checkbox", "radio", "file", "submit"}


def _value(field) -> str:
    if field.name == "select":
        chosen = field.find("option", selected=True) or field.find("option")
        return chosen.get("value", "") if chosen else ""
    return field.text.strip() if field.name == "textarea" else field.get("value", "")


def _multipart(fields: dict[str, str], name: str, file_name: str, content: bytes) -> bytes:
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode()
        for key, value in fields.items()
    ]
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"; filename="{file_name}"\r\n'
    head += "Content-Type: image/png\r\n\r\n"
    return b"".join([*parts, head.encode(), content, f"\r\n--{BOUNDARY}--\r\n".encode()])
