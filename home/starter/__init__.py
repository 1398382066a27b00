"""What a new town begins with: a site whose pages all work, and words to begin its lists with."""

from .town import NewTown, TownRefusedError, add_town

__all__ = ["NewTown", "TownRefusedError", "add_town"]
