"""The embedded default of `make run`: SQLite, local media, generated secrets under DATA_DIR."""

import secrets

from .base import *
from .base import DATA_DIR, env


def secret_key() -> str:
    """The key of this DATA_DIR, made on first use, so that sessions survive a restart."""
    path = DATA_DIR / "secret_key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text()


SECRET_KEY = env("SECRET_KEY", default=None) or secret_key()
DEBUG = env.bool("DEBUG", default=False)
# A newcomer signs in with the printed password; whoever wants to, sets up a second factor all the same.
SECOND_FACTOR_REQUIRED = env.bool("SECOND_FACTOR_REQUIRED", default=False)
# Static files come straight from their sources: no collectstatic before a start.
STATIC_ROOT = None
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
