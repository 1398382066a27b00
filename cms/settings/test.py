import tempfile
from pathlib import Path

from .base import *
from .base import CACHES, POST_OFFICE, STORAGES

SECRET_KEY = "only-for-tests"
ALLOWED_HOSTS = ["*"]
# Tests that sign somebody in with one call speak of other things; those of signing in require it again.
SECOND_FACTOR_REQUIRED = False
# Hashing is deliberately slow; tests log in hundreds of times.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MEDIA_ROOT = Path(tempfile.gettempdir()) / "engagierte-stadt-test-media"
# Tests that run side by side must not hear of each other.
CACHES["versions"] = CACHES["default"]
if CACHES["default"]["BACKEND"].startswith("django_redis"):
    # On a busy machine the tests would go on without what they have kept.
    CACHES["default"]["OPTIONS"] |= {
        "IGNORE_EXCEPTIONS": False,
        "SOCKET_CONNECT_TIMEOUT": 20,
        "SOCKET_TIMEOUT": 20,
    }
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
STATIC_ROOT = None
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# A mail never leaves by accident; tests of the delivery name their own server.
POST_OFFICE = POST_OFFICE | {"BACKENDS": {"default": "django.core.mail.backends.locmem.EmailBackend"}}
