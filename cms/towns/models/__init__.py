"""The settings of a town, and the towns to which groups of staff are limited."""

from .group_town import GroupTown
from .town_settings import TownSettings

__all__ = [
    "GroupTown",
    "TownSettings",
]
