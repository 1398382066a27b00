"""What has to be done after new code came, once for all nodes, however many of them begin at the same time.

    @upgrade_step("directory-index", label="…", needed_for=lambda: fingerprint_of(files))
    def rebuild() -> None: ...

in an app's `upgrades.py`. A step runs again when what `needed_for` returns is another than last time.
"""

from .lock import locked
from .steps import fingerprint_of, upgrade, upgrade_step

__all__ = ["fingerprint_of", "locked", "upgrade", "upgrade_step"]
