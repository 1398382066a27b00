"""Where media lie, without what it takes to talk to S3: few installations load that."""

from django.core.files.storage import storages
from django.utils.functional import LazyObject


class StorageAwayError(OSError):
    """The server does not answer, answers with an error (its `status`), or does not take our keys."""

    def __init__(self, message: str, status: int = 0):
        super().__init__(message)
        self.status = status


class RenditionStorage(LazyObject):
    """The storage named "renditions" in the settings, as `default_storage` is the one named "default"."""

    def _setup(self):
        self._wrapped = storages["renditions"]


rendition_storage = RenditionStorage()


def get_rendition_storage():
    return rendition_storage
