"""An empty installation with a contact form: its database, its commands, its processes."""

import os
import re
import shutil
import signal
import subprocess
import sys
from contextlib import closing, contextmanager
from pathlib import Path

from . import services
from .asking import ask, connect
from .migrated import fill_postgres, migrated_database
from .ports import unused_port
from .processes import Background
from .senders import demand_nobody_is_named
from .site import ROOT, Site

PAGES = """
from tests.support.making import make_home
from forms_app.tests.making import make_form_page
home = make_home()
make_form_page(home)
"""
# Mails prepared in an installation, due in a far year, because starting Django to queue one takes seconds.
MAILS = 12
QUEUE = f"""
from cms.mail.queueing import queue
for _ in range({MAILS}):
    queue("reply", to="ruth@example.org", site=None, context=dict(reference="2026-7K3M9Q", message="Gern!"))
"""
HOLD_BACK = "UPDATE mail_mail SET due_at = '9999-01-01 00:00:00'"
WITHOUT_THE_REST = (
    "DELETE FROM mail_mail WHERE id NOT IN (SELECT id FROM mail_mail ORDER BY id LIMIT {times})"
)

# Locks that keep every other process from changing a mail.
LOCKS = {"sqlite": "BEGIN IMMEDIATE", "postgresql": "SELECT 1 FROM mail_mail FOR UPDATE"}
END_WAITING = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"


class Installation:
    # Seconds that a command may take.
    patience = 400

    def __init__(self, data_dir: Path, database_url: str = "", **env: str):
        data_dir.mkdir(parents=True, exist_ok=True)
        self.data_dir = data_dir
        self.port = unused_port()
        self.env = {
            **services.variables_of(data_dir),
            "DATA_DIR": str(data_dir),
            "PORT": str(self.port),
            "DJANGO_SETTINGS_MODULE": "cms.settings.dev",
            "DATABASE_URL": database_url or services.database_of(data_dir),
            "ALLOWED_HOSTS": "*",
            # Printed mails would hide other output that names a person.
            "EMAIL_URL": "dummymail://",
        } | env

    def manage(self, *arguments: str) -> str:
        run = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            env=os.environ | self.env,
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=self.patience,
        )
        assert run.returncode == 0, run.stderr
        demand_nobody_is_named(run.stdout + run.stderr, arguments[0])
        return run.stdout.strip()

    def shell(self, code: str) -> str:
        return self.manage("shell", "--no-imports", "-c", code)

    def make_tables(self) -> None:
        url = self.env["DATABASE_URL"]
        if url.startswith("sqlite"):
            shutil.copy(migrated_database(), self.data_dir / "db.sqlite3")
        elif not services.are_used() or url != services.database_of(self.data_dir):
            fill_postgres(url)

    def prepare(self, with_mails: bool = False) -> None:
        self.make_tables()
        self.shell(PAGES + QUEUE * with_mails)
        self.change(HOLD_BACK)

    def copy(self, data_dir: Path, database_url: str = "") -> "Installation":
        if not database_url:
            services.copy(self.data_dir, data_dir)
        shutil.copytree(self.data_dir, data_dir, symlinks=True)
        return Installation(data_dir, database_url)

    def use_mail_server(self, port: int) -> None:
        self.env["EMAIL_URL"] = f"smtp://127.0.0.1:{port}"

    def queue_mail(self, times: int = 1) -> None:
        """In an installation prepared with mails: make that many due."""
        self.change(WITHOUT_THE_REST.format(times=times))
        self.make_mails_due()

    def ask(self, query: str) -> list[tuple]:
        return ask(self.env["DATABASE_URL"], query)

    def states_of_mails(self) -> list[str]:
        return [state for (state,) in self.ask("SELECT state FROM mail_mail ORDER BY id")]

    def make_mails_due(self) -> None:
        self.change("UPDATE mail_mail SET due_at = CURRENT_TIMESTAMP")

    def change(self, *statements: str) -> None:
        with closing(connect(self.env["DATABASE_URL"])) as connection, connection:
            for statement in statements:
                connection.execute(statement)

    @contextmanager
    def blocked_notes(self):
        """Inside the block, no process can record anything about a mail."""
        kind = self.env["DATABASE_URL"].partition("://")[0]
        with closing(connect(self.env["DATABASE_URL"])) as connection:
            connection.execute(LOCKS[kind])
            yield
            if kind == "postgresql":
                # Otherwise it would still execute statements of clients that are gone.
                connection.execute(END_WAITING)
            connection.rollback()

    def worker(self) -> Background:
        return self._background("worker.txt", sys.executable, "manage.py", "worker")

    @contextmanager
    def site(self):
        """Served by two processes with four threads each, as in production."""
        command = ["-m", "granian", "cms.wsgi:application", "--interface", "wsgi", "--host", "127.0.0.1"]
        counts = ["--port", str(self.port), "--workers", "2", "--blocking-threads", "4"]
        # Without it, a worker that is busy when it has to stop may wait forever (granian 2.8).
        end = ["--workers-kill-timeout", "5"]
        with self._background("site.txt", sys.executable, *command, *counts, *end) as process:
            try:
                yield Site(process, self.port, self.data_dir)
            finally:
                # Only to the first process: granian's workers hang if they receive the signal twice.
                process.process.terminate()
                process.process.wait(20)

    def site_with_worker(self) -> Site:
        """What `make run` starts."""
        process = self._background("site.txt", sys.executable, "manage.py", "run_site")
        return Site(process, self.port, self.data_dir)

    def _background(self, output: str, *command: str) -> Background:
        return Background(command, self.data_dir / output, self.env, cwd=ROOT)


def children(site: Site) -> list[int]:
    pid = site.process.process.pid
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def worker_beside(site: Site) -> int:
    """The process id of the site's worker: the child that ignores Ctrl-C."""
    return next(child for child in children(site) if _ignores_interrupt(child))


def _ignores_interrupt(pid: int) -> bool:
    ignored = re.search(r"SigIgn:\t(\w+)", Path(f"/proc/{pid}/status").read_text())
    return bool(int(ignored[1], 16) & 1 << signal.SIGINT - 1)


def kill(process: Background) -> None:
    """Like `kill -9`."""
    os.killpg(process.process.pid, signal.SIGKILL)
    process.process.wait(10)
