"""The media library as names in one tree, wherever it lies: on the disk in one folder, in a bucket under two prefixes.

Moving the library and backing it up both read it here, so that a copy of one kind can be put into the other.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from django.core.files import File
from django.core.files.storage import Storage, storages

from .picture_sizes import is_on_this_machine

# Renditions lie below this folder and are public in a bucket; everything else is private.
RENDITIONS = "images"
# What may be public there, by type, with the endings of their names. No SVG, which can hold a script.
PICTURES = {
    "image/avif": ("avif",),
    "image/gif": ("gif",),
    "image/jpeg": ("jpg", "jpeg"),
    "image/png": ("png",),
    "image/webp": ("webp",),
}
UNFINISHED = ".unfinished"
PIECE = 1024 * 1024


class MediaTree:
    def __init__(self, originals: Storage, renditions: Storage):
        self.originals, self.renditions = originals, renditions

    def names(self) -> Iterator[str]:
        yield from _below(self.originals, "", leave_out=RENDITIONS)
        yield from _below(self.renditions, RENDITIONS)

    def open(self, name: str) -> File:
        """Raises FileNotFoundError when the file has gone meanwhile."""
        return self.storage_of(name).open(name, "rb")

    def size(self, name: str) -> int | None:
        """Return the size in bytes, or None when there is no such file."""
        try:
            return self.storage_of(name).size(name)
        except FileNotFoundError:
            return None

    def put(self, name: str, content: IO[bytes], *, may_replace: bool = False) -> None:
        """Write a file under exactly this name, whole or not at all.

        On the disk a file that is there already is an error, unless it may be replaced.
        """
        storage = self.storage_of(name)
        if is_on_this_machine(storage):
            _put_on_disk(storage, name, content, os.replace if may_replace else os.link)
        elif storage._save(name, File(content, name)) != name:
            raise OSError(f"{name} cannot be written")

    def delete(self, name: str) -> None:
        """Delete the file; while a bucket is away, note that this is still to be done."""
        self.storage_of(name).delete(name)

    def delete_now(self, name: str) -> None:
        """Delete the file; raises StorageAwayError while a bucket is away."""
        storage = self.storage_of(name)
        getattr(storage, "delete_now", storage.delete)(name)

    def storage_of(self, name: str) -> Storage:
        return self.renditions if name.startswith(f"{RENDITIONS}/") else self.originals


def media_library() -> MediaTree:
    return MediaTree(storages["default"], storages["renditions"])


def _below(storage: Storage, folder: str, leave_out: str = "") -> Iterator[str]:
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return
    before = f"{folder}/" if folder else ""
    yield from (before + name for name in sorted(files) if name and not name.endswith(UNFINISHED))
    for name in sorted(folders):
        if name and before + name != leave_out:
            yield from _below(storage, before + name)


def _put_on_disk(storage: Storage, name: str, content: IO[bytes], give_name) -> None:
    path = Path(storage.path(name))
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}{UNFINISHED}")
    with unfinished.open("wb") as file:
        while piece := content.read(PIECE):
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    if storage.file_permissions_mode is not None:
        unfinished.chmod(storage.file_permissions_mode)
    try:
        give_name(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)
