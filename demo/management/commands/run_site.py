"""What `make run` starts: the whole site on its embedded default, from an empty DATA_DIR or an old one."""

import os
import secrets
import sys
from io import StringIO
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connections, transaction
from django.urls import Resolver404, resolve
from django.utils.module_loading import import_string
from wagtail.models import Site

from cms.accounts.roles import set_up_roles
from cms.adapters.granian import Listener, PortRefusedError, Server
from cms.media.jobs import makes_ahead
from cms.operations.upgrading import has_missing_migrations, refuse_earlier_database
from cms.operations.worker import worker_beside

HOST = "127.0.0.1"
API_DOCS = "/api/v1/docs"


class Command(BaseCommand):
    help = "Prepares the site where it is not ready yet and serves it on PORT until Ctrl-C."
    # The test suite runs them; here they would only delay every start.
    requires_system_checks = []

    def handle(self, *args, **options):
        listener = take_port(os.environ.get("PORT") or "8000")
        port = listener.port
        prepare(tell=self.stdout.write)
        point_site_to(port)
        login = make_login(os.environ.get("ADMIN_USER") or "admin", os.environ.get("ADMIN_PASSWORD"))
        self.stdout.write(announcement(port, *login))
        self.stdout.flush()
        serve(listener)


def take_port(text: str) -> Listener:
    """Take the port to serve on; end the program with one sentence when it cannot be had."""
    if not text.isdecimal() or not 0 < int(text) < 65_536:
        sys.exit(f"PORT={text} is not a port number between 1 and 65535.")
    port = int(text)
    try:
        # Held from here on: preparing takes a minute, and meanwhile a second start would find the port free.
        return Listener(HOST, port)
    except PortRefusedError as error:
        example = "8001" if "in use" in str(error) else "8000"
        sys.exit(f"{error}; choose another, for example: make run PORT={example}")


def prepare(tell) -> None:
    """Migrate and load the demonstration content, each only where it is missing."""
    refuse_earlier_database()
    if has_missing_migrations():
        tell("Preparing the database …")
        call_command("migrate", interactive=False, verbosity=0)
        set_up_roles()
    if not apps.get_model("home.HomePage").objects.exists():
        tell("Loading the demonstration content …")
        # All or nothing: the next start repeats one that is interrupted here.
        with transaction.atomic():
            call_command("load_demo", verbosity=0)
            set_up_roles()
        if makes_ahead():
            tell("Making the sizes of the pictures …")
            call_command("make_picture_sizes", stdout=StringIO())


def point_site_to(port: int) -> None:
    """Absolute addresses in feeds, calendars and mails follow PORT."""
    moved = Site.objects.filter(is_default_site=True, hostname__in=["localhost", HOST]).exclude(
        hostname=HOST, port=port
    )
    for site in moved:
        site.hostname, site.port = HOST, port
        site.save()


def make_login(name: str, password: str | None) -> tuple[str, str]:
    """The editor's name, and what to tell about the password.

    A given password always takes effect and makes the generated one, which a new user
    gets otherwise, void.
    """
    user = get_user_model().objects.filter(username=name).first()
    if password:
        password_file().unlink(missing_ok=True)
        save_login(user, name, password)
        return name, "(the one in ADMIN_PASSWORD)"
    if not user:
        save_login(user, name, kept_password())
    elif not password_file().exists() or not user.check_password(kept_password()):
        return name, "(the one you chose)"
    return name, f"{kept_password()}  (kept in {password_file()})"


def save_login(user, name: str, password: str) -> None:
    user = user or get_user_model()(username=name, email=f"{name}@example.org")
    user.is_staff = user.is_superuser = user.is_active = True
    user.set_password(password)
    user.save()


def password_file() -> Path:
    return settings.DATA_DIR / "admin-password"


def kept_password() -> str:
    if not password_file().exists():
        password_file().touch(mode=0o600)
        password_file().write_text(secrets.token_urlsafe(12) + "\n")
    return password_file().read_text().strip()


def announcement(port: int, name: str, password: str) -> str:
    root = f"http://{HOST}:{port}"
    lines = [f"  Site      {root}/", f"  Admin     {root}/admin/"]
    if is_mounted(API_DOCS):
        lines.append(f"  API docs  {root}{API_DOCS}")
    if settings.S3_BUCKET:
        lines.append(
            f"  S3        {settings.S3_SERVER}/{settings.S3_BUCKET}  (pictures: {settings.S3_PUBLIC_URL})"
        )
    lines += [f"  Login     {name}", f"  Password  {password}", "", "  Ctrl-C stops it."]
    return "\n".join(["", "Engagierte Stadt is running:", "", *lines, ""])


def is_mounted(path: str) -> bool:
    try:
        return resolve(path).url_name != "wagtail_serve"
    except Resolver404:
        return False


def serve(listener: Listener) -> None:
    """Serve in a child of this process, which inherits the loaded application where the system can fork.

    A second child sends the mails and runs the jobs.
    """
    server = Server(listener, workers=1, blocking_threads=4, workers_kill_timeout=3)
    connections.close_all()
    with worker_beside():
        server.serve(target_loader=load_application, wrap_loader=False)


def load_application():
    """The application, in the child that serves it.

    The child leaves the terminal's process group: granian passes Ctrl-C on to it, and a child
    that gets the signal twice waits for ever (granian 2.8).
    """
    os.setpgrp()
    return import_string("cms.wsgi.application")
