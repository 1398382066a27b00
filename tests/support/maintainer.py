"""The maintainer of an entry in the demo content."""

import hashlib
import secrets
from datetime import UTC, datetime, timedelta
from uuid import UUID

ENTRY = """
    SELECT page.id, entry.public_id, maintainership.maintainer_email
    FROM directory_organisationpage entry
    JOIN wagtailcore_page page ON page.id = entry.page_ptr_id
    JOIN directory_maintainership maintainership ON maintainership.page_id = page.id
    WHERE page.slug = ?
"""
LINK = """
    INSERT INTO mail_accesslink (purpose, object_id, email, digest, created_at, expires_at, used_at)
    VALUES (?, ?, ?, ?, ?, ?, NULL)
"""
AGE = "UPDATE mail_accesslink SET expires_at = ? WHERE digest = ?"
REACHABLE = "UPDATE directory_maintainership SET postal_address = ? WHERE page_id = ?"
CALL = "UPDATE directory_opening SET valid_until = ? WHERE page_id = ?"


class Maintainer:
    """The entry, and the secret addresses of its maintainer."""

    def __init__(self, site, slug: str):
        self.site = site
        self.slug = slug
        [(self.page, public_id, self.email)] = self.site.ask(ENTRY, slug)
        self.ask = f"/eintrag/{UUID(str(public_id))}/aendern/"
        self.public = f"/verzeichnis/{slug}/"

    def new_link(self, purpose: str = "entry-session", path: str = "/eintrag/bearbeiten/{}/") -> str:
        """Return the path of a link as if it had been mailed; by default of an open session."""
        token = secrets.token_urlsafe(32)
        now = datetime.now(UTC)
        self.site.ask(LINK, purpose, self.page, self.email, _digest(token), now, now + timedelta(hours=1))
        return path.format(token)

    def let_expire(self, path: str) -> None:
        self.site.ask(AGE, datetime.now(UTC) - timedelta(minutes=1), _digest(path.strip("/").split("/")[-1]))

    def let_calls_end_on(self, day) -> None:
        self.site.ask(CALL, day, self.page)

    def reach_by_letter(self, address: str) -> None:
        self.site.ask(REACHABLE, address, self.page)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
