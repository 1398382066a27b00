"""The change feed of each site, and what a cache in front still has to drop."""

from .changes import ChangeFeed, PublicThing
from .purges import Purge

__all__ = [
    "ChangeFeed",
    "PublicThing",
    "Purge",
]
