"""Recognises databases that this code cannot upgrade, before anything is changed."""

import re
from collections.abc import Iterable

from django.apps import apps
from django.conf import settings
from django.core.management import CommandError
from django.db import connection
from django.db.migrations.exceptions import InconsistentMigrationHistory
from django.db.migrations.loader import MigrationLoader

# Every version before release 1.0 had this app, none since has it.
FORMER_APP = "core"
Migrations = set[tuple[str, str]]


def is_from_before(apps: Iterable[str]) -> bool:
    """Whether the apps whose migrations were applied are those of a version before release 1.0."""
    return FORMER_APP in apps


def refuse_earlier_database(may_be_newer: bool = True) -> bool:
    """Raise CommandError before anything is changed, the lock's file in DATA_DIR included.

    Return whether a newer version has migrated the database: this one can work on it, but not upgrade it.
    """
    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    loader = MigrationLoader(connection)
    if is_from_before(app for app, _name in loader.applied_migrations):
        raise CommandError(
            "This database was made by a version before release 1.0, from which no upgrade path leads here; nothing"
            f" was changed: delete {settings.DATA_DIR} to start the demonstration afresh, or name an empty database"
            " in DATABASE_URL."
        )
    newer = _newer(loader)
    sentence = _other_history(loader, newer) or _other_tables(loader)
    if newer and not sentence and not may_be_newer:
        sentence = f"This database was made by a newer version ({_some(newer)})"
    if sentence:
        raise CommandError(
            f"{sentence}; nothing was changed. Install the version that made it, or restore a backup of this one."
        )
    return bool(newer)


def _other_history(loader: MigrationLoader, newer: Migrations) -> str:
    """What the database remembers does not lead to what this code would do next."""
    if unknown := {(app, name) for app, name in _unknown(loader) if _is_ours(app)} - newer:
        return f"This database has another history than this version ({_some(unknown)})"
    if newer and _is_incomplete(loader):
        return f"This database was made by another version, which is newer in part ({_some(newer)})"
    try:
        loader.check_consistent_history(connection)
    except InconsistentMigrationHistory as error:
        return f"This database was migrated by half only ({str(error).rstrip('.')})"
    return ""


def _other_tables(loader: MigrationLoader) -> str:
    """Tables tell of migrations that were rewritten under the same name, and of a record that was lost."""
    begun = {app for app, _name in loader.applied_migrations}
    models = [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.can_migrate(connection) and model._meta.app_label in loader.migrated_apps
    ]
    there = set(connection.introspection.table_names())
    for table in (model._meta.db_table for model in models if model._meta.app_label not in begun):
        if table in there:
            return f"This database holds the table {table}, but no record of how it was made"
    if _is_incomplete(loader):
        return ""
    sentences = (_what_lacks(model, there) for model in models if _is_ours(model._meta.app_label))
    return next(filter(None, sentences), "")


def _what_lacks(model, there: set[str]) -> str:
    table = model._meta.db_table
    if table not in there:
        return f"This database lacks the table {table}, although it is recorded as complete"
    with connection.cursor() as cursor:
        columns = {each.name for each in connection.introspection.get_table_description(cursor, table)}
    lacking = {field.column for field in model._meta.local_concrete_fields} - columns
    return f"The table {table} of this database lacks {', '.join(sorted(lacking))}" if lacking else ""


def _unknown(loader: MigrationLoader) -> Migrations:
    applied = {(app, name) for app, name in loader.applied_migrations if app in loader.migrated_apps}
    return applied - set(loader.disk_migrations)


def _newer(loader: MigrationLoader) -> Migrations:
    """Those beyond any that this code knows. Libraries also delete old ones after squashing them: no matter."""
    last: dict[str, int] = {}
    for app, name in loader.disk_migrations:
        last[app] = max(last.get(app, 0), _number(name))
    return {(app, name) for app, name in _unknown(loader) if _number(name) > last.get(app, 0)}


def _is_incomplete(loader: MigrationLoader) -> bool:
    return any(node not in loader.applied_migrations for node in loader.graph.nodes)


def _number(name: str) -> int:
    found = re.match(r"\d+", name)
    return int(found[0]) if found else 0


def _is_ours(app: str) -> bool:
    return (settings.BASE_DIR / apps.get_app_config(app).name.partition(".")[0]).is_dir()


def _some(migrations: Migrations) -> str:
    return ", ".join(f"{app}.{name}" for app, name in sorted(migrations)[:3])
