import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import wagtail
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from ..caching import refresh_content
from ..models import UpgradeStep
from ..roles import set_up_roles
from .lock import locked
from .site_address import point_site_to_its_address
from .static_files import collect_static_files

Tell = Callable[[str], object]


@dataclass(frozen=True)
class Step:
    name: str
    label: str
    needed_for: Callable[[], str]
    run: Callable[[], None]


_steps: dict[str, Step] = {}


def upgrade_step(name: str, *, label: str, needed_for: Callable[[], str]):
    def register(run):
        _steps[name] = Step(name, label, needed_for, run)
        return run

    return register


def upgrade(tell: Tell) -> None:
    """Do all that new code needs. May be repeated at any time; costs a moment when there is nothing to do."""
    with locked(tell):
        if _has_missing_migrations():
            tell("Migrating the database …")
            call_command("migrate", interactive=False, verbosity=0)
        point_site_to_its_address()
        set_up_roles()
        done = [_run_if_needed(step, tell) for step in _steps.values()]
    if collect_static_files(tell) or any(done):
        refresh_content()


def fingerprint_of(files: Iterable[Path], *more: str) -> str:
    sha = hashlib.sha256("\0".join(more).encode())
    for file in sorted(files):
        sha.update(file.read_bytes())
    return sha.hexdigest()


def _has_missing_migrations() -> bool:
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
