"""The media library on S3: private originals and documents, public renditions."""

from uuid import uuid4

from botocore.config import Config
from storages.backends.s3 import S3Storage

# Seconds, not minutes: a citizen waits behind these.
CLIENT_CONFIG = Config(
    connect_timeout=2,
    read_timeout=5,
    retries={"total_max_attempts": 2},
    s3={"addressing_style": "path"},
    signature_version="s3v4",
    request_checksum_calculation="when_required",
    response_checksum_validation="when_required",
)


class PrivateMediaStorage(S3Storage):
    """Originals and documents: readable only through a view that has checked the permission."""

    def get_default_settings(self):
        return super().get_default_settings() | {
            "location": "private",
            "file_overwrite": False,
            "default_acl": None,
            "querystring_auth": True,
            "querystring_expire": 60,
            "client_config": CLIENT_CONFIG,
        }


class PublicMediaStorage(S3Storage):
    """Renditions: unsigned addresses that may stand in cached pages."""

    public_url = ""

    def get_default_settings(self):
        return super().get_default_settings() | {
            "location": "public",
            "file_overwrite": False,
            "default_acl": None,
            "querystring_auth": False,
            "public_url": "",
            "object_parameters": {"CacheControl": "public, max-age=31536000, immutable"},
            "client_config": CLIENT_CONFIG,
        }

    def url(self, name, *args, **kwargs):
        if self.public_url:
            return f"{self.public_url}/{name}"
        return super().url(name, *args, **kwargs)

    def get_alternative_name(self, file_root, file_ext):
        return f"{file_root}_{uuid4().hex[:8]}{file_ext}"
