from wagtail.contrib.frontend_cache.backends.base import BaseBackend

from .outbox import note


class OutboxBackend(BaseBackend):
    """What Wagtail itself, or code that uses its functions, wants dropped takes the same way as everything else."""

    def purge(self, url: str) -> None:
        self.purge_batch([url])

    def purge_batch(self, urls: list[str]) -> None:
        note(addresses=urls)
