"""Which release runs here, since two run side by side during an upgrade."""

from collections.abc import Iterator
from functools import cache
from hashlib import sha256

from django.conf import settings

FOLDERS_BESIDE_APPS = {"locale", "static", "templates"}
SHAPING = (".py", ".html", ".css", ".js", ".svg", ".mo")


@cache
def release() -> str:
    """Return a fingerprint of the code, twelve characters; the same on every machine."""
    sha = sha256()
    for path in sorted(_files()):
        sha.update(path.encode() + b"\0" + (settings.BASE_DIR / path).read_bytes())
    return sha.hexdigest()[:12]


def _files() -> Iterator[str]:
    """Paths of all files that shape a response, relative to the project."""
    apps = {app.partition(".")[0] for app in settings.INSTALLED_APPS}
    for name in apps | FOLDERS_BESIDE_APPS:
        for path in (settings.BASE_DIR / name).rglob("*"):
            relative = path.relative_to(settings.BASE_DIR)
            if path.suffix in SHAPING and "tests" not in relative.parts:
                yield relative.as_posix()
