"""The media as names in one tree, wherever they lie: on the disk in one folder, in a bucket under two prefixes.

So a backup of one kind can be put back into the other.
"""

from collections.abc import Iterator
from typing import IO

from django.core.files import File
from django.core.files.storage import Storage, storages

RENDITIONS = "images"


def media_names() -> Iterator[str]:
    yield from _below(storages["default"], "", leave_out=RENDITIONS)
    yield from _below(storages["renditions"], RENDITIONS)


def open_media(name: str) -> File:
    """Open a file to read it; raises FileNotFoundError when it has gone meanwhile."""
    return _storage_of(name).open(name, "rb")


def put_media(name: str, content: IO[bytes]) -> None:
    """Write a file under exactly this name; `save` would choose another one where it is taken."""
    storage = _storage_of(name)
    if storage.exists(name):
        storage.delete(name)
    saved = storage._save(name, File(content, name))
    if saved != name:
        storage.delete(saved)
        raise OSError(f"{name} cannot be written")


def remove_media(name: str) -> None:
    _storage_of(name).delete(name)


def _storage_of(name: str) -> Storage:
    return storages["renditions" if name.startswith(f"{RENDITIONS}/") else "default"]


def _below(storage: Storage, folder: str, leave_out: str = "") -> Iterator[str]:
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return
    before = f"{folder}/" if folder else ""
    yield from (before + name for name in files if name)
    for name in folders:
        if name and before + name != leave_out:
            yield from _below(storage, before + name)
