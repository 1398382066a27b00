import logging
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import filetype
from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import DatabaseError, connection, connections
from django.db.migrations.loader import MigrationLoader
from wagtail.models import Page

from cms.caching.content_version import refresh_content
from cms.media.tree import PICTURES, RENDITIONS, media_library

from ..upgrading import locked
from ..upgrading.earlier_versions import is_from_before
from .archive import MEDIA, BackupError, Manifest, Reader, opened
from .writing import ENGINES, key_check

logger = logging.getLogger(__name__)

LONGEST_SIGNATURE = 8192
# Wagtail creates a root and a welcome page.
DEPTH_OF_WELCOME = 2


def restore_backup(path: Path, may_replace: bool = False) -> Manifest:
    """Replace the installation's data with a backup. Upgrade the installation afterwards.

    Media come first, since the old database does not mind extra files; then the database, in one transaction; files
    that only the old database used are removed last. So an interrupted restore leaves a complete database and can be
    repeated.
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
                media_library().delete(name)
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
    if is_from_before(name.partition(".")[0] for name in manifest.migrations):
        raise BackupError(
            f"This backup of version {manifest.version} was made before release 1.0, from which no upgrade path leads"
            " here; nothing was changed."
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
    if manifest.has_media and next(media_library().names(), None) is not None:
        holds.append("media")
    if holds:
        raise BackupError(
            f"This installation is in use: it has {', '.join(holds)}. --replace puts the backup in its place."
        )


@contextmanager
def _dump_of(archive: Reader):
    """The archive's database as a verified file."""
    engine = ENGINES[connection.vendor]
    with tempfile.TemporaryDirectory(dir=settings.DATA_DIR, prefix=".restore-") as folder:
        dump = Path(folder) / engine.NAME
        with archive.open(archive.manifest.database) as content, dump.open("wb") as target:
            shutil.copyfileobj(content, target)
        engine.check(dump, archive.manifest.counts)
        yield dump


def _put_all_media(archive: Reader) -> set[str]:
    """Return the names of existing media that the backup lacks."""
    library = media_library()
    surplus = set(library.names())
    for name in archive.manifest.media:
        with archive.open(MEDIA + name) as content:
            if name.startswith(f"{RENDITIONS}/") and not _is_picture(name, content):
                logger.warning("%s is no picture, and the folder is public: it was left out.", name)
                continue
            library.put(name, content, may_replace=True)
        surplus.discard(name)
    return surplus


def _is_picture(name: str, content: IO[bytes]) -> bool:
    """By name, which decides how it is served, and by content, so that no forged backup publishes a script."""
    found = filetype.guess(content.read(LONGEST_SIGNATURE))
    content.seek(0)
    return (
        found is not None
        and found.mime in PICTURES
        and name.rpartition(".")[2].lower() in PICTURES[found.mime]
    )


@contextmanager
def _plain_faults():
    try:
        yield
    except (BotoCoreError, ClientError) as error:
        raise BackupError(f"The bucket does not take the media, nothing else was changed: {error}") from error
    except (OSError, DatabaseError) as error:
        raise BackupError(f"It was not restored: {error}. Mend this and repeat it.") from error
