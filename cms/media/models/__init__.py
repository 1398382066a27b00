"""Pictures with their renditions, documents, and files that are still to be deleted."""

from .documents import SiteDocument
from .pending_deletions import PendingDeletion
from .pictures import SiteImage, SiteRendition

__all__ = [
    "PendingDeletion",
    "SiteDocument",
    "SiteImage",
    "SiteRendition",
]
