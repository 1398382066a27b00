"""Files that the storage could not delete when it was told to."""

from django.apps import apps
from django.core.files.storage import storages

from .models import LeftoverFile

# Where the database writes down under which key a file lies.
REFERENCES = (
    ("core.SiteImage", "file"),
    ("core.SiteRendition", "file"),
    ("core.SiteDocument", "file"),
    ("wagtailcore.UploadedFile", "file"),
    ("forms_app.SubmissionFile", "key"),
    ("forms_app.UnclaimedFile", "key"),
)


def delete_later(storage: str, name: str) -> None:
    LeftoverFile.objects.get_or_create(storage=storage, name=name)


def delete_leftovers() -> int:
    """Delete what was left; return how many. Raises StorageAwayError while the storage is still away."""
    deleted = 0
    for left in LeftoverFile.objects.order_by("pk"):
        # A backup that was put back meanwhile may have brought its row back.
        if not is_referred_to(left.name):
            storage = storages[left.storage]
            # A library that was moved to the disk meanwhile has a storage without this method.
            getattr(storage, "delete_now", storage.delete)(left.name)
            deleted += 1
        left.delete()
    return deleted


def is_referred_to(name: str) -> bool:
    return any(apps.get_model(label).objects.filter(**{field: name}).exists() for label, field in REFERENCES)
