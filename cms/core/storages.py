"""The media library on S3: private originals and documents, public renditions.

Whatever goes wrong with the server is a `StorageAwayError`, and it is told quickly: after a failure nobody waits for
it again for some seconds. A file that cannot be deleted now is deleted later (`leftovers.py`).
"""

import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

from boto3.exceptions import Boto3Error
from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError, HTTPClientError
from django.utils.encoding import filepath_to_uri
from storages.backends.s3 import S3File, S3Storage
from storages.utils import clean_name

from .breaker import Breaker
from .media_storage import StorageAwayError

# Seconds, not minutes: an editor waits behind these.
CLIENT_CONFIG = Config(
    connect_timeout=2,
    read_timeout=5,
    retries={"total_max_attempts": 2},
    s3={"addressing_style": "path"},
    signature_version="s3v4",
    request_checksum_calculation="when_required",
    response_checksum_validation="when_required",
)
# One request for each file, in the thread that waits for it anyway.
TRANSFER_CONFIG = TransferConfig(multipart_threshold=64 * 1024 * 1024, use_threads=False)
NOT_FOUND, OUTSIDE = 404, 416

# By server and key: Wagtail makes a storage of its own for each file that it deletes.
_breakers: dict[tuple, Breaker] = defaultdict(Breaker)
_connections: dict[tuple, threading.local] = defaultdict(threading.local)


class AskingFile(S3File):
    """A file whose content is fetched behind the storage's breaker."""

    def _get_file(self):
        with self._storage.asking():
            return super()._get_file()

    file = property(_get_file, S3File.file.fset)


class MediaStorage(S3Storage):
    # Under this name in the settings.
    alias = "default"

    def __init__(self, **options):
        super().__init__(**options)
        self._connections = _connections[self._server]

    def get_default_settings(self):
        return super().get_default_settings() | {
            "file_overwrite": False,
            "default_acl": None,
            "client_config": CLIENT_CONFIG,
            "transfer_config": TRANSFER_CONFIG,
        }

    @property
    def _server(self) -> tuple:
        return self.endpoint_url, self.region_name, self.access_key, self.secret_key

    @contextmanager
    def asking(self) -> Iterator[None]:
        """Around each request; raises FileNotFoundError or StorageAwayError."""
        breaker = _breakers[self._server]
        if not breaker.lets_through():
            raise StorageAwayError("The media storage did not answer a moment ago.")
        try:
            yield
        except ClientError as error:
            status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 500)
            if status == NOT_FOUND and error.response.get("Error", {}).get("Code") != "NoSuchBucket":
                raise FileNotFoundError(NOT_FOUND) from error
            if status >= 500:
                breaker.note_failure()
            raise StorageAwayError(f"The media storage answers {status}.", status) from error
        except (BotoCoreError, HTTPClientError, Boto3Error) as error:
            breaker.note_failure()
            raise StorageAwayError(f"The media storage cannot be used: {type(error).__name__}") from error
        breaker.note_success()

    def _open(self, name, mode="rb"):
        with self.asking():
            return AskingFile(self._normalize_name(clean_name(name)), mode, self)

    def _save(self, name, content):
        try:
            with self.asking():
                return super()._save(name, content)
        except FileNotFoundError as error:
            raise StorageAwayError("The bucket does not exist.") from error

    def exists(self, name):
        with self.asking():
            return super().exists(name)

    def size(self, name):
        with self.asking():
            return super().size(name)

    def listdir(self, name):
        with self.asking():
            return super().listdir(name)

    def get_modified_time(self, name):
        with self.asking():
            return super().get_modified_time(name)

    def delete(self, name):
        """Delete the file, or have it deleted as soon as the server answers again."""
        from .leftovers import delete_later

        try:
            with self.asking():
                super().delete(name)
        except StorageAwayError:
            delete_later(self.alias, name)

    def delete_now(self, name):
        """Delete the file; raises StorageAwayError."""
        with self.asking():
            super().delete(name)

    def fetch(self, name: str, byte_range: str = "") -> dict:
        """Return S3's answer, whose `Body` is read in pieces.

        `byte_range` is a header `Range`; one that lies outside of the file counts as none.
        """
        key = self._normalize_name(clean_name(name))
        more = {"Range": byte_range} if byte_range else {}
        try:
            with self.asking():
                return self.connection.meta.client.get_object(Bucket=self.bucket_name, Key=key, **more)
        except StorageAwayError as error:
            if error.status != OUTSIDE:
                raise
            return self.fetch(name)

    def get_alternative_name(self, file_root, file_ext):
        return f"{file_root}_{uuid4().hex[:8]}{file_ext}"


class PrivateMediaStorage(MediaStorage):
    """Originals and documents: readable only through a view that has checked the permission."""

    def get_default_settings(self):
        return super().get_default_settings() | {
            "location": "private",
            "querystring_auth": True,
            "querystring_expire": 60,
        }


class PublicMediaStorage(MediaStorage):
    """Renditions: unsigned addresses that may stand in cached pages."""

    alias = "renditions"

    def get_default_settings(self):
        return super().get_default_settings() | {
            "location": "public",
            "querystring_auth": False,
            "public_url": "",
            "object_parameters": {"CacheControl": "public, max-age=31536000, immutable"},
        }

    def get_available_name(self, name, max_length=None):
        """Keys of renditions are random; asking whether one exists would double the requests."""
        return name

    def url(self, name, *args, **kwargs):
        return f"{self.public_url}/{filepath_to_uri(name)}"
