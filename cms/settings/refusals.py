"""What production does not start with: each is told in one sentence that names the variable."""

import sys
from collections.abc import Callable
from urllib.parse import urlsplit

REQUIRED = ("SECRET_KEY", "SITE_URL", "ALLOWED_HOSTS", "DATABASE_URL", "EMAIL_URL")
S3_VARIABLES = ("S3_BUCKET", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY")
S3_ALONE = ("S3_ENDPOINT_URL", "S3_PUBLIC_URL", "S3_REGION")
# Django asks for as much in `check --deploy`.
SHORTEST_KEY, FEWEST_SIGNS = 50, 10
NO_KEYS = ("django-insecure", "changeme", "change-me", "secret", "example", "only-for")
RELATIVE_DATABASE = "DATABASE_URL must name SQLite's file by its whole path: sqlite:////srv/…/db.sqlite3."

Read = Callable[[str], str]


def refuse_half_configured(read: Read) -> None:
    """End the program with the first sentence that applies."""
    for check in (missing, secret_key, site_url, allowed_hosts, database, mail, storage):
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
    parts = urlsplit(read("SITE_URL"))
    is_plain = parts.scheme == "https" and parts.hostname and not (parts.path.strip("/") or parts.query)
    return "" if is_plain else "SITE_URL must be an https:// address without a path."


def allowed_hosts(read: Read) -> str:
    hosts = [host.strip().lower() for host in read("ALLOWED_HOSTS").split(",")]
    own = urlsplit(read("SITE_URL")).hostname
    if "*" in hosts:
        return "ALLOWED_HOSTS must name the hosts instead of *."
    is_named = any(host in {own, f".{own}"} or (host[:1] == "." and own.endswith(host)) for host in hosts)
    return "" if is_named else f"ALLOWED_HOSTS must name {own}, the host of SITE_URL."


def database(read: Read) -> str:
    kind, _colon, rest = read("DATABASE_URL").partition("://")
    if kind == "sqlite":
        # sqlite:////srv/db.sqlite3: without the fourth slash it would lie wherever the program was started.
        return "" if rest.startswith("//") else RELATIVE_DATABASE
    return (
        ""
        if kind in {"postgres", "postgresql"}
        else "DATABASE_URL must begin with postgresql:// or sqlite:////."
    )


def mail(read: Read) -> str:
    is_printed = read("EMAIL_URL").startswith("consolemail")
    return "EMAIL_URL must name a mail server: printed mails would stand in the log." if is_printed else ""


def storage(read: Read) -> str:
    is_used = any(read(name) for name in (*S3_VARIABLES, *S3_ALONE))
    unset = next((name for name in S3_VARIABLES if not read(name)), "")
    return f"Set {unset}, or none of the variables for S3." if is_used and unset else ""
