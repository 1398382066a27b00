"""The cache "versions" of an installation without Redis: a file each, that all processes of the machine share."""

from pathlib import Path

from django.core.cache.backends.filebased import FileBasedCache


class VersionFileCache(FileBasedCache):
    """Reads a file again only when it is another one: each answer asks for the version, and it changes rarely.

    What it holds has to have no end (timeout None).
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._read = {}

    def get(self, key, default=None, version=None):
        path = self._key_to_file(key, version)
        try:
            now = Path(path).stat()
        except FileNotFoundError:
            return default
        mark = (now.st_ino, now.st_mtime_ns)
        known = self._read.get(path)
        if known is None or known[0] != mark:
            known = self._read[path] = (mark, super().get(key, default, version))
        return known[1]
