"""The site as in production: its settings, PostgreSQL, several processes, a proxy's headers."""

import http.client
import json
import os
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from .asking import connect
from .installation import Installation
from .ports import unused_port
from .processes import Background
from .site import ROOT

HOST = "stadt.example"
FROM_PROXY = {"Host": HOST, "X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.77"}
ENVIRONMENT = {
    "DJANGO_SETTINGS_MODULE": "cms.settings.production",
    "SECRET_KEY": "q7Tz-4mWk9XrLb2VnYc8Hs5JdPf3GgEa6UuQoKiRx1MhNvBwZz9",
    "SITE_URL": f"https://{HOST}",
    "ALLOWED_HOSTS": HOST,
    # Mails stay in the database because nobody sends them.
    "EMAIL_URL": "smtp://127.0.0.1:9",
}


@dataclass
class Answer:
    status: int
    headers: http.client.HTTPMessage
    body: bytes
    seconds: float

    @property
    def text(self) -> str:
        return self.body.decode()

    def json(self):
        return json.loads(self.body)


class Production(Installation):
    """Configured by environment variables alone."""

    def __init__(self, data_dir: Path, database_url: str, **env: str):
        super().__init__(data_dir, database_url, **env)
        self.env |= ENVIRONMENT | {"STATIC_ROOT": str(data_dir / "static")} | env
        self.env["METRICS_ADDRESS"] = f"127.0.0.1:{unused_port()}"

    def collect_static(self) -> None:
        """Without Brotli, which takes half a minute and is not in requirements.txt."""
        stub = self.data_dir / "without-brotli"
        stub.mkdir()
        (stub / "brotli.py").write_text("raise ImportError")
        environment = os.environ | self.env | {"PYTHONPATH": str(stub)}
        command = [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity", "0"]
        subprocess.run(command, env=environment, cwd=ROOT, check=True, timeout=self.patience)

    def serve(self) -> Background:
        return self._background("serve.txt", sys.executable, "manage.py", "serve")

    def post(self, path: str, body: bytes, timeout: float = 30, **headers: str) -> Answer:
        return self.get(path, "POST", timeout, body, **headers)

    def get(
        self, path: str, method: str = "GET", timeout: float = 30, body: bytes | None = None, **headers: str
    ) -> Answer:
        """Raise OSError if nobody responds."""
        begin = time.monotonic()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            connection.request(method, path, body, headers=FROM_PROXY | headers)
            response = connection.getresponse()
            body = response.read()
        finally:
            connection.close()
        return Answer(response.status, response.headers, body, time.monotonic() - begin)

    def copy_beside(self, postgres) -> "Production":
        """A second installation with its own database and processes."""
        name = f"copy-{self.port}"
        url = postgres.create(name)
        other = Production(self.data_dir / name, url, STATIC_ROOT=self.env["STATIC_ROOT"])
        other.prepare()
        return other

    @contextmanager
    def locked_pages(self):
        """Inside the block, no page can be read."""
        with closing(connect(self.env["DATABASE_URL"])) as connection:
            connection.execute("LOCK TABLE wagtailcore_page IN ACCESS EXCLUSIVE MODE")
            yield
            connection.rollback()

    def wait_for_waiting_statement(self) -> None:
        while not self.ask("SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'"):
            time.sleep(0.05)

    def is_ready(self) -> bool:
        try:
            return self.get("/readyz").status == 200
        except OSError:
            return False

    def metrics(self) -> str:
        host, _colon, port = self.env["METRICS_ADDRESS"].partition(":")
        connection = http.client.HTTPConnection(host, int(port), timeout=10)
        connection.request("GET", "/metrics")
        return connection.getresponse().read().decode()

    def log_lines(self) -> list[dict]:
        """The site's log about requests and errors; granian's own lines are not JSON."""
        lines = (self.data_dir / "serve.txt").read_text().splitlines()
        return [json.loads(line) for line in lines if line.startswith("{")]
