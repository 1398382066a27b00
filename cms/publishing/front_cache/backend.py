from wagtail.contrib.frontend_cache.backends.base import BaseBackend

from .outbox import note


class OutboxBackend(BaseBackend):
    """Sends purges of Wagtail, and of code that uses its functions, through the outbox."""

    def purge(self, url: str) -> None:
        self.purge_batch([url])

    def purge_batch(self, urls: list[str]) -> None:
        note(addresses=urls)
