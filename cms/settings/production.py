"""Refuses to start half-configured."""

from django.core.exceptions import ImproperlyConfigured

from .base import *
from .base import STORAGES, env

for name in ("SECRET_KEY", "SITE_URL", "ALLOWED_HOSTS", "DATABASE_URL", "EMAIL_URL"):
    if not env(name, default=""):
        raise ImproperlyConfigured(f"Set {name} (see .env.example).")

SECRET_KEY = env("SECRET_KEY")
# Whoever may enter a webhook could reach what stands behind the site.
WEBHOOKS_MAY_BE_LOCAL = False
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
STORAGES["staticfiles"] = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
