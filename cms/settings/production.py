"""Behind a proxy that speaks https. Refuses to start half-configured."""

from pathlib import Path
from urllib.parse import urlsplit

import environ

from .refusals import refuse_half_configured

env = environ.Env()
environ.Env.read_env(Path(__file__).parent.parent.parent / ".env")
# Before `base` reads the same variables and fails with a less helpful message.
refuse_half_configured(lambda name: env(name, default=""))

from .base import *
from .base import LOGGING, SITE_URL, STORAGES

SECRET_KEY = env("SECRET_KEY")
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="") or f"noreply@{urlsplit(SITE_URL).hostname}"
# Otherwise anyone allowed to add a webhook, and any club, could reach hosts behind the site.
WEBHOOKS_MAY_BE_LOCAL = FEEDS_MAY_BE_LOCAL = False
# Always: no variable can allow sign-in by password alone.
SECOND_FACTOR_REQUIRED = True
# Without the proxy's header, all visitors would share one address.
TRUSTED_PROXY_HEADER = env("TRUSTED_PROXY_HEADER", default="X-Forwarded-For")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
# Lets browsers' makers put the domain on a list that takes months to leave: only where the town asks for it.
SECURE_HSTS_PRELOAD = env.bool("HSTS_PRELOAD", default=False)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
# X_FRAME_OPTIONS cannot be DENY: the page editor shows its preview in a same-origin frame.
SILENCED_SYSTEM_CHECKS = ["security.W019", "security.W021"]
STORAGES["staticfiles"] = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}

# One JSON object per line, for requests and errors, without personal data.
LOGGING |= {
    "formatters": {"json": {"()": "cms.operations.monitoring.logs.DiscreetJsonFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
}
LOGGING["loggers"] |= {
    "cms.requests": {"level": "INFO"},
    # Client errors (4xx) are in the request log already; this logger is for server errors.
    "django.request": {"level": "ERROR"},
}
