"""The real site in its own folder, started as `make run` starts it."""

import fcntl
import shutil
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

from . import services
from .asking import ask
from .ports import unused_port
from .processes import Background

ROOT = Path(__file__).parent.parent.parent
RUN_SITE = (sys.executable, "manage.py", "run_site")
ADMIN = ("redaktion-test", "ein-langes-kennwort-7")
OUTPUT = "output.txt"
FIRST_START = "seconds-of-first-start.txt"
PICTURES_TO_BE_MADE = "SELECT count(*) FROM media_siteimage WHERE sizes = 'due'"


class Site:
    """A running site: its address, its data folder, its output."""

    def __init__(self, process: Background, port: int, data_dir: Path):
        self.process = process
        self.url = f"http://127.0.0.1:{port}"
        self.data_dir = data_dir
        self.seconds_to_start = 0.0

    def get(self, path: str) -> tuple[int, str, bytes]:
        """Return status, content type and body; follows redirects."""
        try:
            with urllib.request.urlopen(self.url + path, timeout=30) as answer:
                return answer.status, answer.headers.get_content_type(), answer.read()
        except urllib.error.HTTPError as error:
            return error.code, error.headers.get_content_type(), error.read()

    def ask(self, query: str, *values) -> list[tuple]:
        """Query its database; `?` stands for a value."""
        return ask(services.database_of(self.data_dir), query, values)

    def answers(self) -> bool:
        try:
            status = self.get("/")[0]
        except OSError:
            return False
        assert status == 200, self.process.read()
        return True


def environment(data_dir: Path, port: int, **more: str) -> dict[str, str]:
    return {
        "DATA_DIR": str(data_dir),
        "PORT": str(port),
        "DJANGO_SETTINGS_MODULE": "cms.settings.dev",
        # Printed mails would hide other output that names a person.
        "EMAIL_URL": "dummymail://",
        **services.variables_of(data_dir),
        **more,
    }


@contextmanager
def running_site(data_dir: Path, command=RUN_SITE, seconds: float = 60, **env: str):
    port = unused_port()
    data_dir.mkdir(parents=True, exist_ok=True)
    begin = time.monotonic()
    with Background(command, data_dir / OUTPUT, environment(data_dir, port, **env), cwd=ROOT) as process:
        site = Site(process, port, data_dir)
        process.wait_for(site.answers, seconds)
        site.seconds_to_start = time.monotonic() - begin
        yield site


def logged_in_site(data_dir: Path, seconds: float = 60):
    """The site with an editor whose password the tests know."""
    return running_site(data_dir, seconds=seconds, ADMIN_USER=ADMIN[0], ADMIN_PASSWORD=ADMIN[1])


def filled_data_dir(shared: Path) -> Path:
    """The folder after a first start, made once for all test processes. Copy it, never use it."""
    template = shared / "demo-data"
    shared.mkdir(parents=True, exist_ok=True)
    with (shared / "demo-data.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not template.exists():
            fresh = shared / "demo-data-new"
            shutil.rmtree(fresh, ignore_errors=True)
            with running_site(fresh, seconds=240) as site:
                (fresh / FIRST_START).write_text(str(site.seconds_to_start))
                # Otherwise the worker of each copy would make them, in a minute of processor time.
                site.process.wait_for(lambda: site.ask(PICTURES_TO_BE_MADE) == [(0,)], 300)
            services.copy(fresh, template)
            fresh.rename(template)
    return template


def copy_of_demo(shared: Path, target: Path) -> Path:
    template = filled_data_dir(shared)
    services.copy(template, target)
    return Path(shutil.copytree(template, target, symlinks=True, ignore=shutil.ignore_patterns(OUTPUT)))
