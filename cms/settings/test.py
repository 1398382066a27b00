import tempfile
from pathlib import Path

from .base import *
from .base import CACHES, INSTALLED_APPS, STORAGES

INSTALLED_APPS = ["demo", *INSTALLED_APPS]

SECRET_KEY = "only-for-tests"
ALLOWED_HOSTS = ["*"]
# Most tests sign in with one call; the tests of sign-in switch this on again.
SECOND_FACTOR_REQUIRED = False
# Real hashers are deliberately slow, and tests sign in hundreds of times.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Tests see the end of what a request began.
ERRANDS_IN_WORKER = False
MEDIA_ROOT = Path(tempfile.gettempdir()) / "engagierte-stadt-test-media"
# Parallel tests must not share a version file.
CACHES["versions"] = CACHES["default"]
if CACHES["default"]["BACKEND"].startswith("django_redis"):
    # On a busy machine a timeout would silently empty the cache in the middle of a test.
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
# No mail leaves by accident; tests of delivery set up their own server.
MAIL_TRANSPORT = "django.core.mail.backends.locmem.EmailBackend"
