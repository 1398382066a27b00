"""Files whose deletion failed because the storage was down."""

from dataclasses import dataclass

from django.core.files.storage import storages
from django.db.models import Model, QuerySet
from wagtail.models import UploadedFile

from cms.common.registry import Registry

from .models import PendingDeletion, SiteDocument, SiteImage, SiteRendition


@dataclass(frozen=True)
class FileReference:
    """A model field that holds the key of a file."""

    model: type[Model]
    field: str

    def rows(self, name: str) -> QuerySet:
        return self.model._default_manager.filter(**{self.field: name})


REFERENCES: Registry[type[Model], FileReference] = Registry(key=lambda reference: reference.model)
REFERENCES.register(
    *(FileReference(model, "file") for model in (SiteImage, SiteRendition, SiteDocument, UploadedFile))
)


def delete_later(storage: str, name: str) -> None:
    PendingDeletion.objects.get_or_create(storage=storage, name=name)


def delete_pending() -> int:
    """Delete pending files; return how many. Raise StorageAwayError while the storage is down."""
    deleted = 0
    for left in PendingDeletion.objects.order_by("pk"):
        # A backup that was put back meanwhile may have brought its row back.
        if not is_referred_to(left.name):
            storage = storages[left.storage]
            # A library that was moved to the disk meanwhile has a storage without this method.
            getattr(storage, "delete_now", storage.delete)(left.name)
            deleted += 1
        left.delete()
    return deleted


def is_referred_to(name: str) -> bool:
    return any(reference.rows(name).exists() for reference in REFERENCES.values())
