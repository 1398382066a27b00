from django.db import models
from django.utils.translation import gettext_lazy as _


class MeasureStatus(models.TextChoices):
    """How far a measure has got. Told in words, colour and symbol."""

    PLANNED = "planned", _("planned")
    RUNNING = "running", _("running")
    DONE = "done", _("done")

    @property
    def badge(self) -> dict:
        tone, icon = _BADGES[self]
        return {"text": self.label, "tone": tone, "icon": icon}


_BADGES = {
    MeasureStatus.PLANNED: ("info", "calendar"),
    MeasureStatus.RUNNING: ("sun", "repeat"),
    MeasureStatus.DONE: ("ok", "check"),
}
