import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

# In the folder of the static files: of which sources they were made.
STAMP = ".made-of"


def collect_static_files(tell) -> bool:
    """Bring STATIC_ROOT up to date on this machine; what older pages refer to stays. Return whether it was needed."""
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
            # Whole seconds: a container's layers keep no more.
            changed = int(Path(storage.path(path)).stat().st_mtime)
            sha.update(f"{path}\0{storage.size(path)}\0{changed}\n".encode())
    return sha.hexdigest()
