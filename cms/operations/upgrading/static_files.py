import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

# Inside STATIC_ROOT; holds a hash of the sources it was collected from.
STAMP = ".made-of"


def collect_static_files(tell) -> bool:
    """Bring STATIC_ROOT up to date. Old files stay, because older pages refer to them. Return whether it changed."""
    if not settings.STATIC_ROOT:
        return False
    stamp, sources = Path(settings.STATIC_ROOT) / STAMP, _sources()
    if stamp.exists() and stamp.read_text() == sources:
        return False
    tell("Collecting the static files …")
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(sources)
    return True


def _sources() -> str:
    sha = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            # Whole seconds, because container layers store nothing finer.
            changed = int(Path(storage.path(path)).stat().st_mtime)
            sha.update(f"{path}\0{storage.size(path)}\0{changed}\n".encode())
    return sha.hexdigest()
