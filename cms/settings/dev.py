"""The embedded default of `make run`: SQLite, local media, generated secrets under DATA_DIR."""

import secrets

from .base import *
from .base import DATA_DIR, INSTALLED_APPS, env

# `make run` and the sample entries need this app; production does not.
INSTALLED_APPS = ["demo", *INSTALLED_APPS]


def secret_key() -> str:
    """Return the key of this DATA_DIR, created on first use so that sessions survive a restart."""
    path = DATA_DIR / "secret_key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text()


SECRET_KEY = env("SECRET_KEY", default=None) or secret_key()
DEBUG = env.bool("DEBUG", default=False)
# Newcomers sign in with the printed password; a second factor stays optional.
SECOND_FACTOR_REQUIRED = env.bool("SECOND_FACTOR_REQUIRED", default=False)
# Serve static files from their sources, so that no collectstatic is needed.
STATIC_ROOT = None
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
