"""The "versions" cache without Redis: one symbolic link per value, shared by all processes of a machine."""

from pathlib import Path
from uuid import uuid4

from django.core.cache.backends.base import BaseCache


class VersionFileCache(BaseCache):
    """The link's target is the value, so that reading and replacing are atomic and cheap enough for every request.

    Reading a file takes more calls, and its inode and mtime cannot reliably show that it is unchanged. Values are short
    strings that never expire (timeout None).
    """

    def __init__(self, folder, params):
        super().__init__(params)
        self._folder = Path(folder)

    def get(self, key, default=None, version=None):
        try:
            return str(self._path(key, version).readlink())
        except FileNotFoundError:
            return default

    def set(self, key, value, timeout=None, version=None):
        path = self._path(key, version)
        self._folder.mkdir(parents=True, exist_ok=True)
        new = path.with_suffix(f".{uuid4().hex}")
        new.symlink_to(value)
        new.replace(path)

    def add(self, key, value, timeout=None, version=None):
        self._folder.mkdir(parents=True, exist_ok=True)
        try:
            self._path(key, version).symlink_to(value)
        except FileExistsError:
            return False
        return True

    def delete(self, key, version=None):
        try:
            self._path(key, version).unlink()
        except FileNotFoundError:
            return False
        return True

    def clear(self):
        for path in self._folder.glob("*.version"):
            path.unlink(missing_ok=True)

    def _path(self, key, version) -> Path:
        return self._folder / f"{self.make_and_validate_key(key, version=version)}.version"
