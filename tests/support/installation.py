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
from cms.core.tests.making import make_home
from forms_app.tests.making import make_form_page
home = make_home()
make_form_page(home)
"""
# So many mails lie in a prepared installation, due in a far year: starting Django to queue one takes seconds.
MAILS = 12
QUEUE = f"""
from cms.core.mail import queue
for _ in range({MAILS}):
    queue("reply", to="ruth@example.org", site=None, context=dict(reference="2026-7K3M9Q", message="Gern!"))
"""
HOLD_BACK = "UPDATE post_office_email SET scheduled_time = '9999-01-01 00:00:00'"
WITHOUT_THE_REST = (
    "DELETE FROM core_maillink WHERE email_id NOT IN (SELECT id FROM post_office_email ORDER BY id LIMIT {times})",
    "DELETE FROM post_office_email WHERE id NOT IN (SELECT email_id FROM core_maillink)",
)

# What keeps every other process from changing a mail.
LOCKS = {"sqlite": "BEGIN IMMEDIATE", "postgresql": "SELECT 1 FROM post_office_email FOR UPDATE"}
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
            # Printed, as it is without a mail server, mails would hide who else names a person.
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
        """Of an installation prepared with mails: let so many be due."""
        self.change(*(each.format(times=times) for each in WITHOUT_THE_REST))
        self.make_mails_due()

    def ask(self, query: str) -> list[tuple]:
        return ask(self.env["DATABASE_URL"], query)

    def states_of_mails(self) -> list[int]:
        """Their statuses as post_office numbers them: 0 sent, 1 failed, 2 queued, 3 tried again."""
        return [status for (status,) in self.ask("SELECT status FROM post_office_email ORDER BY id")]

    def make_mails_due(self) -> None:
        self.change("UPDATE post_office_email SET scheduled_time = CURRENT_TIMESTAMP")

    def change(self, *statements: str) -> None:
        with closing(connect(self.env["DATABASE_URL"])) as connection, connection:
            for statement in statements:
                connection.execute(statement)

    @contextmanager
    def blocked_notes(self):
        """While it lasts, no process can note anything about a mail, and what waits for it never happens."""
        kind = self.env["DATABASE_URL"].partition("://")[0]
        with closing(connect(self.env["DATABASE_URL"])) as connection:
            connection.execute(LOCKS[kind])
            yield
            if kind == "postgresql":
                # It would still carry out what a client that is gone had asked for.
                connection.execute(END_WAITING)
            connection.rollback()

    def worker(self) -> Background:
        return self._background("worker.txt", sys.executable, "manage.py", "worker")

    @contextmanager
    def site(self):
        """Served by two processes of four threads, as in production."""
        command = ["-m", "granian", "cms.wsgi:application", "--interface", "wsgi", "--host", "127.0.0.1"]
        counts = ["--port", str(self.port), "--workers", "2", "--blocking-threads", "4"]
        # Without it, a worker that is busy when it is told to stop may wait for ever (granian 2.8).
        end = ["--workers-kill-timeout", "5"]
        with self._background("site.txt", sys.executable, *command, *counts, *end) as process:
            try:
                yield Site(process, self.port, self.data_dir)
            finally:
                # To the first process only: granian's workers wait for ever when they are told twice.
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
    """The process id of the site's worker: the child that leaves Ctrl-C to its parent."""
    return next(child for child in children(site) if _ignores_interrupt(child))


def _ignores_interrupt(pid: int) -> bool:
    ignored = re.search(r"SigIgn:\t(\w+)", Path(f"/proc/{pid}/status").read_text())
    return bool(int(ignored[1], 16) & 1 << signal.SIGINT - 1)


def kill(process: Background) -> None:
    """What `kill -9` does."""
    os.killpg(process.process.pid, signal.SIGKILL)
    process.process.wait(10)
