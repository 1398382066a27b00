"""Storage errors, free of the S3 libraries that few installations load."""

from django.core.files.storage import storages
from django.utils.functional import LazyObject


class StorageAwayError(OSError):
    """The server does not respond, responds with an error (`status`), or rejects our keys."""

    def __init__(self, message: str, status: int = 0):
        super().__init__(message)
        self.status = status


class RenditionStorage(LazyObject):
    """The storage "renditions", just as `default_storage` is the storage "default"."""

    def _setup(self):
        self._wrapped = storages["renditions"]


rendition_storage = RenditionStorage()


def get_rendition_storage():
    return rendition_storage
