"""Behind a proxy that speaks https. Refuses to start half-configured."""

from pathlib import Path
from urllib.parse import urlsplit

import environ

from .refusals import refuse_half_configured

env = environ.Env()
environ.Env.read_env(Path(__file__).parent.parent.parent / ".env")
# Before `base` reads the same variables and stumbles over one in its own words.
refuse_half_configured(lambda name: env(name, default=""))

from .base import *
from .base import LOGGING, SITE_URL, STORAGES

SECRET_KEY = env("SECRET_KEY")
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default=f"noreply@{urlsplit(SITE_URL).hostname}")
# Whoever may enter a webhook could reach what stands behind the site.
WEBHOOKS_MAY_BE_LOCAL = False
# The password alone opens nothing, and no variable changes that.
SECOND_FACTOR_REQUIRED = True
# The proxy names the scheme, so it names the visitor's address as well; else all visitors would be one.
TRUSTED_PROXY_HEADER = env("TRUSTED_PROXY_HEADER", default="X-Forwarded-For")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
# X_FRAME_OPTIONS may not be DENY: the page editor shows its preview in a frame of the same origin.
SILENCED_SYSTEM_CHECKS = ["security.W019"]
STORAGES["staticfiles"] = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}

# One JSON object per line, of requests and of what went wrong; nothing of a person.
LOGGING |= {
    "formatters": {"json": {"()": "cms.core.operating.logs.DiscreetJsonFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
}
LOGGING["loggers"] |= {
    "cms.requests": {"level": "INFO"},
    # What a citizen got wrong stands in the line of the request; here are our own faults.
    "django.request": {"level": "ERROR"},
}
