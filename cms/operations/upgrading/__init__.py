"""Steps after a deployment, executed once for all nodes, even if several start at the same time.

    @upgrade_step("directory-index", label="…", needed_for=lambda: fingerprint_of(files))
    def rebuild() -> None: ...

in an app's `upgrades.py`. A step runs again when the result of `needed_for` has changed.
"""

from .earlier_versions import refuse_earlier_database
from .lock import locked
from .steps import fingerprint_of, has_missing_migrations, upgrade, upgrade_step

__all__ = [
    "fingerprint_of",
    "has_missing_migrations",
    "locked",
    "refuse_earlier_database",
    "upgrade",
    "upgrade_step",
]
