"""Moves the media library between this machine and a bucket.

Keys stay as they are, so the database does not notice, and the command may be killed and started again any time.
What has been copied, read back and found equal is noted in a journal below DATA_DIR. Nothing is ever overwritten:
where the target holds another file under the same key, the one that moves gets a new key, in the database and on
both sides.
"""

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import PurePosixPath
from tempfile import SpooledTemporaryFile
from uuid import uuid4

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.db import transaction

from .pending_deletions import REFERENCES
from .storages import PrivateMediaStorage, PublicMediaStorage
from .tree import PIECE, MediaTree

IN_MEMORY = 8 * PIECE


class NotEqualError(Exception):
    """What was read back is not what was written."""


@dataclass(frozen=True)
class Moved:
    """A line of the journal: under which `name` on the other side the file `source` lies."""

    source: str
    name: str
    size: int
    sha256: str


def local_tree() -> MediaTree:
    """MEDIA_ROOT, which holds renditions and everything else."""
    return MediaTree(FileSystemStorage(), FileSystemStorage())


def bucket_tree() -> MediaTree:
    """Both prefixes of the bucket, or both buckets."""
    return MediaTree(
        PrivateMediaStorage(**settings.STORAGES["default"]["OPTIONS"]),
        PublicMediaStorage(**settings.STORAGES["renditions"]["OPTIONS"]),
    )


class Move:
    """`--to s3` or `--to local`."""

    def __init__(self, target: str):
        local, bucket = local_tree(), bucket_tree()
        self.source, self.target = (local, bucket) if target == "s3" else (bucket, local)
        self.path = settings.DATA_DIR / f"media-moved-to-{target}.jsonl"
        self.journal = {moved.source: moved for moved in self._noted()}

    def names(self) -> list[str]:
        return list(self.source.names())

    def copy(self, name: str) -> Moved | None:
        """Copy the file unless it has been; raises NotEqualError. None: it was deleted meanwhile."""
        known = self.journal.get(name)
        if known and self.target.size(known.name) == known.size == self.source.size(name):
            return known
        try:
            file = self.source.open(name)
        except FileNotFoundError:
            return None
        with file, SpooledTemporaryFile(max_size=IN_MEMORY) as content:
            size, sha256 = _copied(file, content)
            moved = self._put(Moved(name, name, size, sha256), content)
        self._note(moved)
        return moved

    def delete_source(self, name: str) -> bool:
        """Delete a file of the source if the target holds the same; tell whether it did."""
        known = self.journal.get(name)
        if known is None or self.target.size(known.name) != known.size:
            return False
        if not _checksum(self.source.open(name)) == _checksum(self.target.open(known.name)) == known.sha256:
            return False
        self.source.delete_now(name)
        return True

    def _put(self, moved: Moved, content) -> Moved:
        taken = self.target.size(moved.name)
        if taken is not None:
            if _checksum(self.target.open(moved.name)) == moved.sha256:
                return moved
            return self._put_under_new_key(moved, content)
        self._put_and_compare(self.target, moved, content)
        return moved

    def _put_under_new_key(self, moved: Moved, content) -> Moved:
        path = PurePosixPath(moved.name)
        other = Moved(
            moved.source, str(path.with_name(f"{uuid4().hex}{path.suffix}")), moved.size, moved.sha256
        )
        # The site still reads from the source.
        self._put_and_compare(self.source, other, content)
        self._put_and_compare(self.target, other, content)
        self._note(Moved(other.name, other.name, other.size, other.sha256))
        with transaction.atomic():
            for reference in REFERENCES.values():
                reference.rows(moved.name).update(**{reference.field: other.name})
        return other

    def _put_and_compare(self, side, moved: Moved, content) -> None:
        content.seek(0)
        side.put(moved.name, content)
        if _checksum(side.open(moved.name)) != moved.sha256:
            raise NotEqualError(moved.name)

    def _note(self, moved: Moved) -> None:
        self.journal[moved.source] = moved
        with self.path.open("a") as journal:
            journal.write(json.dumps(asdict(moved)) + "\n")
            journal.flush()
            os.fsync(journal.fileno())

    def _noted(self) -> Iterator[Moved]:
        lines = self.path.read_text().splitlines() if self.path.exists() else []
        for line in lines:
            try:
                yield Moved(**json.loads(line))
            except (ValueError, TypeError):
                # Cut off by a kill; the file is looked at again.
                continue


def _copied(file, target) -> tuple[int, str]:
    digest, size = hashlib.sha256(), 0
    while piece := file.read(PIECE):
        digest.update(piece)
        size += target.write(piece)
    return size, digest.hexdigest()


def _checksum(file) -> str:
    digest = hashlib.sha256()
    with file:
        while piece := file.read(PIECE):
            digest.update(piece)
    return digest.hexdigest()
