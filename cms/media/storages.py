"""The media library on S3: private originals and documents, public renditions.

Every server error becomes a `StorageAwayError`, and fails fast: after one, nobody waits for the server again for some
seconds. Deletions that fail are retried later (`pending_deletions`).
"""

import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from functools import wraps
from uuid import uuid4

from boto3.exceptions import Boto3Error
from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError, HTTPClientError
from django.utils.encoding import filepath_to_uri
from storages.backends.s3 import S3File, S3Storage
from storages.utils import clean_name

from cms.common.breaker import Breaker

from .storage_faults import StorageAwayError

# Seconds, because an editor is waiting.
CLIENT_CONFIG = Config(
    connect_timeout=2,
    read_timeout=5,
    retries={"total_max_attempts": 2},
    s3={"addressing_style": "path"},
    signature_version="s3v4",
    request_checksum_calculation="when_required",
    response_checksum_validation="when_required",
)
# One request per file, in the calling thread, which waits for it anyway.
TRANSFER_CONFIG = TransferConfig(multipart_threshold=64 * 1024 * 1024, use_threads=False)
NOT_FOUND, OUTSIDE = 404, 416

# Shared by server and key, since Wagtail instantiates a storage for each file that it deletes.
_breakers: dict[tuple, Breaker] = defaultdict(Breaker)
_connections: dict[tuple, threading.local] = defaultdict(threading.local)


class AskingFile(S3File):
    """Fetches content behind the storage's circuit breaker."""

    def _get_file(self):
        with self._storage.asking():
            return super()._get_file()

    file = property(_get_file, S3File.file.fset)


def _asking(method):
    """Let a method of `S3Storage` ask behind the breaker."""

    @wraps(method)
    def ask(self, name):
        with self.asking():
            return method(self, name)

    return ask


class MediaStorage(S3Storage):
    # Its name in STORAGES.
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
        """Wraps each request; raises FileNotFoundError or StorageAwayError."""
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

    exists, size, listdir, get_modified_time, delete_now = map(
        _asking,
        (S3Storage.exists, S3Storage.size, S3Storage.listdir, S3Storage.get_modified_time, S3Storage.delete),
    )

    def delete(self, name):
        """Delete the file, or queue its deletion while the server is down."""
        # Late: Wagtail asks for the storage of renditions while its models, which this needs, are being loaded.
        from .pending_deletions import delete_later

        try:
            self.delete_now(name)
        except StorageAwayError:
            delete_later(self.alias, name)

    def fetch(self, name: str, byte_range: str = "") -> dict:
        """Return S3's response, whose `Body` is read in chunks.

        `byte_range` is a `Range` header; an unsatisfiable one is ignored.
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
    """Originals and documents, readable only through views that check permissions."""

    def get_default_settings(self):
        return super().get_default_settings() | {
            "location": "private",
            "querystring_auth": True,
            "querystring_expire": 60,
        }


class PublicMediaStorage(MediaStorage):
    """Renditions, with unsigned URLs that cached pages may contain."""

    alias = "renditions"

    def get_default_settings(self):
        return super().get_default_settings() | {
            "location": "public",
            "querystring_auth": False,
            "public_url": "",
            "object_parameters": {"CacheControl": "public, max-age=31536000, immutable"},
        }

    def get_available_name(self, name, max_length=None):
        """Keys of renditions are random; checking for existence would double the requests."""
        return name

    def url(self, name, *args, **kwargs):
        return f"{self.public_url}/{filepath_to_uri(name)}"
