"""People who send the largest files that a served town takes, each through another door."""

import json
import re
import time
from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from tests.support.production import HOST, Answer, Production

BOUNDARY = "a-file-begins-here"
DETAILS = {"description": "Ein Fest", "author": "Stadt", "licence": "own", "tags": "", "collection": "1"}
PREPARE = """
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from cms.accounts.sign_in.factors import PROOF
from directory.tests.factories import make_category
from directory.models import DirectoryPage
from forms_app.tests.making import make_form_page
from home.models import HomePage
from tests.support.making import make_user

home = HomePage.objects.first()
question = {"label": "Datei", "field_type": "file", "file_kinds": "documents", "max_megabytes": 20}
make_form_page(home, [question], slug="dateien")
home.add_child(instance=DirectoryPage(title="Verzeichnis", slug="verzeichnis"))
make_category("Sport")
user = make_user("redaktion", is_superuser=True)
session = SessionStore()
session[SESSION_KEY], session[HASH_SESSION_KEY] = str(user.pk), user.get_session_auth_hash()
session[BACKEND_SESSION_KEY], session[PROOF] = "django.contrib.auth.backends.ModelBackend", str(user.pk)
session.save()
print(session.session_key)
"""


class Client:
    def __init__(self, town: Production, address: str, cookie: str = ""):
        self.town, self.cookies, self.headers = town, [cookie] * bool(cookie), {"X-Forwarded-For": address}

    def get(self, path: str) -> Answer:
        return self.town.get(path, timeout=120, **self.headers | self._cookie())

    def post(self, path: str, fields: Mapping[str, str], name: str, file_name: str, content: bytes) -> Answer:
        parts = [f'form-data; name="{key}"\r\n\r\n{value}'.encode() for key, value in fields.items()]
        parts += [f'form-data; name="{name}"; filename="{file_name}"\r\n\r\n'.encode() + content]
        body = b"".join(f"--{BOUNDARY}\r\nContent-Disposition: ".encode() + part + b"\r\n" for part in parts)
        headers = (
            self.headers
            | self._cookie()
            | {
                "Content-Type": f"multipart/form-data; boundary={BOUNDARY}",
                "Origin": f"https://{HOST}",
                "Referer": f"https://{HOST}{path}",
            }
        )
        return self.town.post(path, body + f"--{BOUNDARY}--\r\n".encode(), timeout=120, **headers)

    def _cookie(self) -> dict[str, str]:
        return {"Cookie": "; ".join(self.cookies)} if self.cookies else {}


def by_form(town: Production, files: Mapping[str, bytes], number: int) -> Iterator[bool]:
    """A citizen; whoever maintains an entry sends files in the same way."""
    client = Client(town, f"198.51.100.{number}")
    for content in files.values():
        fields = dict(
            re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', client.get("/dateien/").text)
        )
        _take_time()
        yield client.post("/dateien/", fields, "datei", "datei", content).status == 303


def by_api(town: Production, files: Mapping[str, bytes], number: int) -> Iterator[bool]:
    client, address = Client(town, f"198.51.100.{number}"), "/api/v1/forms/dateien"
    for content in files.values():
        ticket = town.post(f"{address}/tickets", b"", **client.headers).json()["ticket"]
        _take_time()
        sent = {"submission": json.dumps({"ticket": ticket, "answers": {}})}
        yield client.post(f"{address}/submissions", sent, "datei", "datei", content).status == 201


def by_editor(
    town: Production, pictures: Mapping[str, bytes], documents: Mapping[str, bytes], table: bytes, key: str
) -> Iterator[bool]:
    client = Client(town, "198.51.100.99", f"sessionid={key}")
    form = client.get("/admin/images/add/")
    client.cookies += [each.split(";")[0] for each in form.headers.get_all("Set-Cookie") or []]
    token = {"csrfmiddlewaretoken": re.search(r'csrfmiddlewaretoken" value="([^"]+)"', form.text)[1]}
    for title, content in pictures.items():
        details = DETAILS | token | {"title": title}
        yield _is_stored(client.post("/admin/images/add/", details, "file", "bild", content))
        # Makes the small size of the picture for the list.
        yield client.get("/admin/images/").status == 200
    for suffix, content in documents.items():
        details = DETAILS | token | {"title": suffix, "language": "de", "cover": ""}
        yield _is_stored(client.post("/admin/documents/add/", details, "file", f"a{suffix}", content))
    sent = client.post(
        "/admin/verzeichnis/importieren/", token | {"source": "Liste"}, "file", "a.xlsx", table
    )
    yield _is_stored(sent)


def _is_stored(answer: Answer) -> bool:
    return answer.status == 302 and "login" not in urlsplit(answer.headers["Location"]).path


def _take_time() -> None:
    # A form refuses what arrives faster than anybody chooses a file.
    time.sleep(2.2)
