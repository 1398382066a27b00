"""Which code runs here: during an upgrade, processes of two releases run side by side."""

import os
from collections.abc import Iterator
from functools import cache
from hashlib import sha256

from django.conf import settings

FOLDERS = (
    "cms",
    "demo",
    "directory",
    "forms_app",
    "home",
    "locale",
    "news",
    "static",
    "strategy",
    "templates",
)
SHAPING = (".py", ".html", ".css", ".js", ".svg", ".mo")


@cache
def release() -> str:
    """Return a fingerprint of the code, twelve letters; the same on every machine."""
    sha = sha256()
    for path in sorted(_files()):
        sha.update(path.encode() + b"\0" + (settings.BASE_DIR / path).read_bytes())
    return sha.hexdigest()[:12]


def _files() -> Iterator[str]:
    """Paths of what shapes an answer, below the project's folder."""
    for name in FOLDERS:
        for folder, folders, files in os.walk(settings.BASE_DIR / name):
            folders[:] = [each for each in folders if each != "tests"]
            yield from (
                os.path.relpath(f"{folder}/{file}", settings.BASE_DIR)
                for file in files
                if file.endswith(SHAPING)
            )
