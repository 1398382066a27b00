"""What a new town starts with: a working site, and initial terms for its lists."""

from .town import NewTown, TownRefusedError, add_town

__all__ = ["NewTown", "TownRefusedError", "add_town"]
