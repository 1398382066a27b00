"""The archive: a plain tar of the database, the media and, last, a manifest with checksums."""

import hashlib
import io
import json
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO

MANIFEST = "manifest.json"
MEDIA = "media/"
FORMAT = 1
LARGEST_MANIFEST = 256 * 1024 * 1024


class BackupError(Exception):
    """Why a backup or a restore failed: a sentence for the operator."""


@dataclass
class Manifest:
    """`files` maps each member to its size and SHA-256; `counts` are rows per table."""

    engine: str
    version: str
    made_at: str
    key_check: str
    has_media: bool
    migrations: list[str]
    counts: dict[str, int]
    files: dict[str, tuple[int, str]] = field(default_factory=dict)

    @property
    def database(self) -> str:
        return next(name for name in self.files if not name.startswith(MEDIA))

    @property
    def media(self) -> list[str]:
        """Return the media's names in their storage."""
        return [name.removeprefix(MEDIA) for name in self.files if name.startswith(MEDIA)]


class Writer:
    def __init__(self, tar: tarfile.TarFile):
        self.tar = tar
        self.files: dict[str, tuple[int, str]] = {}

    def add(self, name: str, content: IO[bytes], size: int) -> None:
        reader = _HashingReader(content)
        self.tar.addfile(_member(name, size), reader)
        self.files[name] = (size, reader.sha.hexdigest())

    def finish(self, manifest: Manifest) -> None:
        manifest.files = self.files
        text = json.dumps({"format": FORMAT} | asdict(manifest), indent=1).encode()
        self.tar.addfile(_member(MANIFEST, len(text)), io.BytesIO(text))


class Reader:
    """An archive with a well-formed structure; `check` verifies its contents."""

    def __init__(self, tar: tarfile.TarFile):
        self.tar = tar
        members = list(_sound_members(tar))
        self.members = {member.name: member for member in members}
        if len(self.members) != len(members):
            raise BackupError("This is no sound backup: it holds a name twice.")
        self.manifest = _read_manifest(tar, self.members.pop(MANIFEST, None))

    def check(self) -> None:
        """Raise BackupError unless the archive holds exactly what the manifest names, unchanged."""
        if set(self.members) != set(self.manifest.files):
            raise BackupError("This backup is damaged: it does not hold the files that its manifest names.")
        for name, (size, sha256) in self.manifest.files.items():
            with self.open(name) as content:
                is_whole = self.members[name].size == size and _sha256_of(content) == sha256
            if not is_whole:
                raise BackupError(f"This backup is damaged: {name} is not what was written into it.")

    def open(self, name: str) -> IO[bytes]:
        # Never None, since `_sound_members` accepts only regular files.
        return self.tar.extractfile(self.members[name])


@contextmanager
def written_to(stream: IO[bytes]) -> Iterator[Writer]:
    with tarfile.open(fileobj=stream, mode="w|", format=tarfile.PAX_FORMAT) as tar:
        yield Writer(tar)


@contextmanager
def opened(path: Path) -> Iterator[Reader]:
    try:
        with tarfile.open(path, "r:") as tar:
            yield Reader(tar)
    except tarfile.TarError as error:
        raise BackupError(f"{path.name} is no backup, or was cut off: {error}.") from error
    except FileNotFoundError as error:
        if error.filename != str(path):
            raise
        raise BackupError(f"There is no file {path}.") from error


def _member(name: str, size: int) -> tarfile.TarInfo:
    member = tarfile.TarInfo(name)
    member.size, member.mode = size, 0o600
    return member


def _sound_members(tar: tarfile.TarFile) -> Iterator[tarfile.TarInfo]:
    for member in tar:
        if not member.isreg() or member.issparse() or not _is_sound_name(member.name):
            raise BackupError("This is no sound backup: it holds something that no backup contains.")
        yield member


def _is_sound_name(name: str) -> bool:
    parts = PurePosixPath(name).parts
    is_plain = str(PurePosixPath(name)) == name and "\\" not in name and "\0" not in name
    is_inside = len(parts) > 1 and parts[0] == MEDIA.rstrip("/")
    return is_plain and ".." not in parts and (is_inside or len(parts) == 1) and name != "/"


def _read_manifest(tar: tarfile.TarFile, member: tarfile.TarInfo | None) -> Manifest:
    if member is None:
        raise BackupError("This backup is damaged: its end, where the manifest stands, is missing.")
    if member.size > LARGEST_MANIFEST:
        raise BackupError("This is no sound backup: its manifest is far too large.")
    content = tar.extractfile(member)
    try:
        fields = json.loads(content.read())
        written_as = fields.pop("format")
        manifest = Manifest(**fields)
        manifest.files = {name: (int(size), str(sum_)) for name, (size, sum_) in manifest.files.items()}
        manifest.counts = {str(name): int(count) for name, count in manifest.counts.items()}
        has_one_database = sum(not name.startswith(MEDIA) for name in manifest.files) == 1
    except (ValueError, TypeError, AttributeError, KeyError) as error:
        raise BackupError("This backup is damaged: its manifest cannot be read.") from error
    if written_as != FORMAT or not has_one_database:
        raise BackupError("This backup was written by another version: update this installation first.")
    return manifest


def _sha256_of(content: IO[bytes]) -> str:
    return hashlib.file_digest(content, "sha256").hexdigest()


class _HashingReader:
    def __init__(self, content: IO[bytes]):
        self.content, self.sha = content, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        piece = self.content.read(size)
        self.sha.update(piece)
        return piece
