"""What a request leaves to the worker, with the arguments that it had.

    @later
    def mail_link(email: str) -> None: …

    mail_link.later(email="…")

The request writes one row, whatever the function then finds. So its time tells nothing about what is stored.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from .models import Errand

logger = logging.getLogger(__name__)

PAUSE = timedelta(minutes=1)


@dataclass(frozen=True)
class later:
    run: Callable[..., None]

    def __call__(self, **arguments) -> None:
        self.run(**arguments)

    def later(self, **arguments) -> None:
        """Arguments are what JSON can hold."""
        if settings.ERRANDS_IN_WORKER:
            name = f"{self.run.__module__}.{self.run.__name__}"
            Errand.objects.create(name=name, arguments=arguments)
        else:
            self.run(**arguments)


def run_errands(should_stop: Callable[[], bool] = lambda: False) -> None:
    Errand.objects.given_up().delete()
    for errand in Errand.objects.order_by("pk").drain(should_stop):
        try:
            with transaction.atomic():
                import_string(errand.name)(**errand.arguments)
                errand.delete()
        except Exception as error:
            # Its text could name somebody.
            logger.error("The errand %s failed: %s", errand.name, type(error).__name__)
            # Counts like an attempt that killed its worker.
            errand.release(due_at=timezone.now() + PAUSE, interruptions=errand.interruptions + 1)
