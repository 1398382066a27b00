from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

LIFETIME = timedelta(days=30)
MOST_TRIES = 5


class KeeperLetterQuerySet(models.QuerySet):
    def claims(self):
        return self.filter(purpose=KeeperLetter.Purpose.CLAIM)

    def questions(self):
        return self.filter(purpose=KeeperLetter.Purpose.CONFIRM)

    def unsent(self):
        return self.filter(sent_at=None, used_at=None)

    def usable(self):
        """Its code can still be typed."""
        return self.exclude(digest="").filter(
            used_at=None, tries__lt=MOST_TRIES, expires_at__gt=timezone.now()
        )

    def end(self) -> None:
        """Use up the codes that are out: what they were for has happened."""
        self.filter(used_at=None).exclude(digest="").update(used_at=timezone.now())


class KeeperLetter(models.Model):
    """A letter to an organisation with a code that opens its entry once, for whoever has the paper.

    Written to claim an entry, or to ask the keeper who has no e-mail whether everything is right. `number` names
    the letter and is no secret; of the code, which is drawn when the letter is printed, only a hash is stored.
    """

    class Purpose(models.TextChoices):
        CLAIM = "claim", _("to take over the entry")
        CONFIRM = "confirm", _("the yearly question")

    page = models.ForeignKey(
        "directory.OrganisationPage",
        on_delete=models.CASCADE,
        related_name="letters",
        verbose_name=_("entry"),
    )
    purpose = models.CharField(max_length=10, choices=Purpose)
    number = models.CharField(max_length=6, unique=True)
    digest = models.CharField(max_length=64, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    requested_at = models.DateTimeField(default=timezone.now, db_index=True)
    printed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True, db_index=True)
    used_at = models.DateTimeField(null=True)
    # The newest mail to whoever typed the code; an older one is worth nothing.
    link = models.ForeignKey("core.AccessLink", on_delete=models.SET_NULL, null=True, related_name="+")

    objects = KeeperLetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("letter to a keeper")
        verbose_name_plural = _("letters to keepers")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["page", "purpose"],
                condition=Q(sent_at=None, used_at=None),
                name="directory_one_letter_waits",
            )
        ]

    def __str__(self):
        return self.number

    @property
    def is_usable(self) -> bool:
        is_printed = bool(self.digest) and self.expires_at is not None
        is_open = is_printed and self.used_at is None and self.tries < MOST_TRIES
        return is_open and self.expires_at > timezone.now()
