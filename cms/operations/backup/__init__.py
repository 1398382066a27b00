"""One file with the database and the media, and back.

    write_backup(Path("/backups"))            -> its path and manifest
    restore_backup(path, may_replace=False)   -> the manifest of what was restored

All or nothing: a backup gets its name once it is complete, and a restore verifies the whole archive before it
changes anything. Both raise BackupError with a sentence for the operator.
"""

from .archive import BackupError, Manifest
from .reading import restore_backup
from .writing import forget_old_backups, write_backup

__all__ = ["BackupError", "Manifest", "forget_old_backups", "restore_backup", "write_backup"]
