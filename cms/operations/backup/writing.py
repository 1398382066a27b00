import os
import shutil
import tempfile
import time
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from django.utils.crypto import salted_hmac

from cms.media.tree import media_library

from . import postgres, sqlite
from .archive import MEDIA, BackupError, Manifest, Writer, written_to

ENGINES = {"sqlite": sqlite, "postgresql": postgres}
NAME = "engagierte-stadt-{:%Y-%m-%d-%H%M%S}.tar"
PATTERN = "engagierte-stadt-????-??-??-??????.tar"
UNFINISHED = ".unfinished"
COPY = ".backup-"
LONGEST_BACKUP = 12 * 3600


def write_backup(to: Path, with_media: bool = True) -> tuple[Path, Manifest]:
    """Write a backup to a new file, or into a folder under a name with the current time."""
    if to.is_dir():
        to = to / NAME.format(timezone.localtime())
    if to.exists():
        raise BackupError(f"{to} exists already; a backup is never overwritten.")
    with _as_a_whole(to) as stream:
        return to, write_into(stream, with_media, to.parent)


def write_into(stream: IO[bytes], with_media: bool, room: Path) -> Manifest:
    """Write a backup into a stream; `room` is a folder with space for a copy of the database."""
    _forget_copies(room)
    with written_to(stream) as writer:
        migrations = applied_migrations()
        counts = _add_database(writer, room)
        if with_media:
            # After the database, so that files it names still exist, unless deleted within the last moments.
            _add_media(writer)
        manifest = Manifest(
            engine=connection.vendor,
            version=version(),
            made_at=timezone.now().isoformat(timespec="seconds"),
            key_check=key_check(),
            has_media=with_media,
            migrations=migrations,
            counts=counts,
        )
        writer.finish(manifest)
    return manifest


def forget_old_backups(folder: Path, keep: int) -> list[Path]:
    """Delete all but the newest backups in the folder, and any unfinished ones."""
    old = [*sorted(folder.glob(PATTERN), reverse=True)[keep:], *folder.glob(PATTERN + UNFINISHED)]
    for path in old:
        path.unlink()
    return old


def _forget_copies(room: Path) -> None:
    """A killed backup leaves a copy of the database behind. Another backup may be running."""
    for copy in room.glob(COPY + "*"):
        if time.time() - copy.stat().st_mtime > LONGEST_BACKUP:
            shutil.rmtree(copy, ignore_errors=True)


def applied_migrations() -> list[str]:
    return sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())


def key_check() -> str:
    """Shows whether two installations share a SECRET_KEY, without revealing it."""
    return salted_hmac("cms.operations.backup", "key", algorithm="sha256").hexdigest()[:16]


def version() -> str:
    return tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())["project"]["version"]


def _add_database(writer: Writer, room: Path) -> dict[str, int]:
    engine = ENGINES[connection.vendor]
    with tempfile.TemporaryDirectory(dir=room, prefix=COPY) as folder:
        dump = Path(folder) / engine.NAME
        counts = engine.dump(dump)
        with dump.open("rb") as content:
            writer.add(engine.NAME, content, dump.stat().st_size)
    return counts


def _add_media(writer: Writer) -> None:
    library = media_library()
    for name in library.names():
        try:
            with library.open(name) as content:
                writer.add(MEDIA + name, content, content.size)
        except FileNotFoundError:
            continue


@contextmanager
def _as_a_whole(to: Path) -> Iterator[IO[bytes]]:
    """A file only its owner can read, renamed into place once it is complete and synced to disk."""
    unfinished = to.with_name(to.name + UNFINISHED)
    try:
        handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as stream:
            os.fchmod(stream.fileno(), 0o600)
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        unfinished.rename(to)
    except (BotoCoreError, ClientError) as error:
        raise BackupError(f"No backup was written: the bucket does not give the media: {error}") from error
    except OSError as error:
        free = shutil.disk_usage(to.parent).free if to.parent.exists() else 0
        raise BackupError(f"No backup was written: {error} ({free // 1_000_000} MB free).") from error
    finally:
        unfinished.unlink(missing_ok=True)
