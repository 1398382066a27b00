from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

LIFETIME = timedelta(days=30)
MOST_TRIES = 5


class MaintainerLetterQuerySet(models.QuerySet):
    def claims(self):
        return self.filter(purpose=MaintainerLetter.Purpose.CLAIM)

    def questions(self):
        return self.filter(purpose=MaintainerLetter.Purpose.CONFIRM)

    def unsent(self):
        return self.filter(sent_at=None, used_at=None)

    def usable(self):
        """Letters whose code can still be used."""
        return self.exclude(digest="").filter(
            used_at=None, tries__lt=MOST_TRIES, expires_at__gt=timezone.now()
        )

    def end(self) -> None:
        """Invalidate outstanding codes, whose purpose has been achieved."""
        self.filter(used_at=None).exclude(digest="").update(used_at=timezone.now())


class MaintainerLetter(models.Model):
    """A letter to an organisation with a code that gives access to its entry once, for the holder of the paper.

    Sent to claim an entry, or yearly to a maintainer without e-mail. `number` identifies the letter and is not secret.
    The code is generated on printing, and only its hash is stored.
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
    # The newest mail sent after entering the code; older ones are invalid.
    link = models.ForeignKey("mail.AccessLink", on_delete=models.SET_NULL, null=True, related_name="+")

    objects = MaintainerLetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("letter to a maintainer")
        verbose_name_plural = _("letters to maintainers")
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
