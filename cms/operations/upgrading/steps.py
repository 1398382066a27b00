import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import wagtail
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from wagtail.models import Site

from cms.accounts.roles import set_up_roles
from cms.caching.content_version import refresh_content
from cms.common.registry import Registry

from ..models import UpgradeStep
from .earlier_versions import refuse_earlier_database
from .lock import locked
from .static_files import collect_static_files

Tell = Callable[[str], object]
MADE_BY_WAGTAIL = ("localhost", "127.0.0.1")


@dataclass(frozen=True)
class Step:
    name: str
    label: str
    needed_for: Callable[[], str]
    run: Callable[[], None]


STEPS: Registry[str, Step] = Registry()


def upgrade_step(name: str, *, label: str, needed_for: Callable[[], str]):
    def register(run):
        STEPS.register(Step(name, label, needed_for, run))
        return run

    return register


def upgrade(tell: Tell, may_be_newer: bool = False) -> None:
    """Do all that new code needs. May be repeated at any time; costs a moment when there is nothing to do."""
    if refuse_earlier_database(may_be_newer):
        tell("A newer version has migrated this database: tables and indexes stay as they are.")
        collect_static_files(tell)
        return
    with locked(tell):
        if has_missing_migrations():
            tell("Migrating the database …")
            call_command("migrate", interactive=False, verbosity=0)
        point_site_to_its_address()
        set_up_roles()
        done = [_run_if_needed(step, tell) for step in STEPS.values()]
    if collect_static_files(tell) or any(done):
        refresh_content()


def point_site_to_its_address() -> None:
    """Set a new installation's site to SITE_URL; a site that staff have changed stays."""
    address = urlsplit(settings.SITE_URL)
    port = address.port or (443 if address.scheme == "https" else 80)
    site = Site.objects.filter(is_default_site=True, hostname__in=MADE_BY_WAGTAIL).first()
    if site and (site.hostname, site.port) != (address.hostname, port):
        site.hostname, site.port = address.hostname, port
        site.save()


def fingerprint_of(files: Iterable[Path], *more: str) -> str:
    sha = hashlib.sha256("\0".join(more).encode())
    for file in sorted(files):
        sha.update(file.read_bytes())
    return sha.hexdigest()


def has_missing_migrations() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _run_if_needed(step: Step, tell: Tell) -> bool:
    fingerprint = step.needed_for()
    if UpgradeStep.objects.filter(name=step.name, done_for=fingerprint).exists():
        return False
    tell(f"{step.label} …")
    step.run()
    UpgradeStep.objects.update_or_create(name=step.name, defaults={"done_for": fingerprint})
    return True


def _applied_migrations() -> str:
    applied = MigrationRecorder(connection).applied_migrations()
    return fingerprint_of([], wagtail.__version__, *sorted(f"{app}.{name}" for app, name in applied))


@upgrade_step("references", label="Noting which pages show what", needed_for=_applied_migrations)
def rebuild_references() -> None:
    call_command("rebuild_references_index", verbosity=0)
