"""One file with the database and the media, and back.

    write_backup(Path("/backups"))            -> where it lies and what it holds
    restore_backup(path, may_replace=False)   -> the same of what was put back

Either whole or not at all: a backup gets its name when it is complete, and a restore looks at all of it before it
changes anything. Both raise BackupError with a sentence for the operator.
"""

from .archive import BackupError, Manifest
from .reading import restore_backup
from .writing import forget_old_backups, write_backup

__all__ = ["BackupError", "Manifest", "forget_old_backups", "restore_backup", "write_backup"]
