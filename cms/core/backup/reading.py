import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path

from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import DatabaseError, connection, connections
from django.db.migrations.loader import MigrationLoader
from wagtail.models import Page

from ..caching import refresh_content
from ..upgrading import locked
from .archive import MEDIA, BackupError, Manifest, Reader, opened
from .media import media_names, put_media, remove_media
from .writing import ENGINES, key_check

# Wagtail itself makes a root and a page of welcome.
DEPTH_OF_WELCOME = 2


def restore_backup(path: Path, may_replace: bool = False) -> Manifest:
    """Put a backup in place of what is here; afterwards the installation has to be upgraded.

    Media first, since the old database does not mind new files; then the database, in one step; last goes what
    only the old database knew. So whatever ends it in between, one of the two is whole, and it can be repeated.
    """
    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    with opened(path) as archive, locked():
        archive.check()
        _demand_that_it_fits(archive.manifest)
        if not may_replace:
            _demand_emptiness(archive.manifest)
        with _dump_of(archive) as dump, _plain_faults():
            surplus = _put_all_media(archive) if archive.manifest.has_media else set()
            ENGINES[connection.vendor].load(dump, archive.manifest.counts)
            for name in surplus:
                remove_media(name)
    connections.close_all()
    refresh_content()
    return archive.manifest


def has_same_key(manifest: Manifest) -> bool:
    return manifest.key_check == key_check()


def _demand_that_it_fits(manifest: Manifest) -> None:
    if manifest.engine != connection.vendor:
        raise BackupError(
            f"This is a backup of {manifest.engine}, but DATABASE_URL names {connection.vendor}."
        )
    known = {f"{app}.{name}" for app, name in MigrationLoader(connection).disk_migrations}
    if unknown := set(manifest.migrations) - known:
        some = ", ".join(sorted(unknown)[:3])
        raise BackupError(
            f"This backup is of version {manifest.version}, which is newer ({some}): update this installation first."
        )
    needed = manifest.files[manifest.database][0]
    if not settings.S3_BUCKET:
        needed += sum(manifest.files[MEDIA + name][0] for name in manifest.media)
    free = shutil.disk_usage(settings.DATA_DIR).free
    if needed > free:
        raise BackupError(f"It needs {needed // 1_000_000} MB, but only {free // 1_000_000} MB are free.")


def _demand_emptiness(manifest: Manifest) -> None:
    holds = []
    tables = connection.introspection.table_names()
    if get_user_model()._meta.db_table in tables and get_user_model().objects.exists():
        holds.append("users")
    if Page._meta.db_table in tables and Page.objects.filter(depth__gt=DEPTH_OF_WELCOME).exists():
        holds.append("pages")
    if manifest.has_media and next(media_names(), None) is not None:
        holds.append("media")
    if holds:
        raise BackupError(
            f"This installation is in use: it has {', '.join(holds)}. --replace puts the backup in its place."
        )


@contextmanager
def _dump_of(archive: Reader):
    """The database of the archive as a file, looked at."""
    engine = ENGINES[connection.vendor]
    with tempfile.TemporaryDirectory(dir=settings.DATA_DIR, prefix=".restore-") as folder:
        dump = Path(folder) / engine.NAME
        with archive.open(archive.manifest.database) as content, dump.open("wb") as target:
            shutil.copyfileobj(content, target)
        engine.check(dump, archive.manifest.counts)
        yield dump


def _put_all_media(archive: Reader) -> set[str]:
    """Return what was there besides."""
    surplus = set(media_names()) - set(archive.manifest.media)
    for name in archive.manifest.media:
        with archive.open(MEDIA + name) as content:
            put_media(name, content)
    return surplus


@contextmanager
def _plain_faults():
    try:
        yield
    except (BotoCoreError, ClientError) as error:
        raise BackupError(f"The bucket does not take the media, nothing else was changed: {error}") from error
    except (OSError, DatabaseError) as error:
        raise BackupError(f"It was not restored: {error}. Mend this and repeat it.") from error
