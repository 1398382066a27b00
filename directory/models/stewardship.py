from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from ..dates import is_overdue
from ..lifecycle import REMINDER_DAYS
from .stewardship_queries import StewardshipQuerySet


class Stewardship(models.Model):
    """Who keeps an entry true, and since when somebody stands for it.

    Not part of the page's revisions: publishing an old revision would undo a confirmation. Nothing but
    `assured_on` and whether there is a keeper is ever public.
    """

    class KeeperMode(models.TextChoices):
        CLUB = "club", _("the organisation itself, by e-mail")
        AGENCY = "agency", _("the town's office")
        LETTER = "letter", _("the organisation itself, by letter")

    # In these, an entry without an e-mail address has no keeper of its own.
    KEPT_BY_NOBODY = (KeeperMode.CLUB, KeeperMode.AGENCY)

    page = models.OneToOneField(
        "directory.OrganisationPage",
        on_delete=models.CASCADE,
        related_name="stewardship",
        verbose_name=_("entry"),
    )
    keeper_email = models.EmailField(
        _("keeper's e-mail"),
        blank=True,
        help_text=_("Is asked once a year whether everything is right. Never public."),
    )
    keeper_mode = models.CharField(
        _("who keeps it up to date?"), max_length=10, choices=KeeperMode, default=KeeperMode.AGENCY
    )
    postal_address = models.TextField(
        _("address for letters"),
        max_length=300,
        blank=True,
        help_text=_(
            "Name, street, postcode and town, one line each. Never public. Empty: the first meeting place that "
            "has an address."
        ),
    )
    assured_on = models.DateField(
        _("last confirmed on"),
        null=True,
        blank=True,
        help_text=_("The day on which a person confirmed that everything is right."),
    )
    assured_by = models.CharField(_("confirmed by"), max_length=120, blank=True)
    reminders = models.PositiveSmallIntegerField(_("reminders since then"), default=0, editable=False)
    asked_on = models.DateField(_("last asked on"), null=True, editable=False)
    hidden_on = models.DateField(_("hidden since"), null=True, editable=False, db_index=True)
    source = models.CharField(_("source"), max_length=80, blank=True)
    source_id = models.CharField(_("key in the source"), max_length=80, blank=True)
    imported_on = models.DateField(_("imported on"), null=True, blank=True)

    objects = StewardshipQuerySet.as_manager()

    panels = [
        FieldPanel("page", read_only=True),
        FieldRowPanel([FieldPanel("keeper_email"), FieldPanel("keeper_mode")]),
        FieldPanel("postal_address"),
        FieldRowPanel([FieldPanel("assured_on"), FieldPanel("assured_by")]),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("source"), FieldPanel("source_id"), FieldPanel("imported_on")])],
            _("Origin"),
            classname="collapsed",
        ),
    ]

    class Meta:
        verbose_name = _("confirmation")
        verbose_name_plural = _("confirmations")
        indexes = [models.Index(fields=["assured_on"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(reminders__lte=len(REMINDER_DAYS)), name="directory_three_reminders"
            )
        ]

    def __str__(self):
        return str(self.page)

    @transaction.atomic
    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        from ..records import write_record_of

        write_record_of(self.page_id)

    @property
    def is_overdue(self) -> bool:
        return is_overdue(self.assured_on)

    @property
    def has_keeper(self) -> bool:
        """Somebody of the organisation keeps the entry, and the office knows where to ask."""
        return bool(self.keeper_email) or self.keeper_mode not in self.KEPT_BY_NOBODY

    @property
    def is_asked_by_mail(self) -> bool:
        return self.keeper_mode == self.KeeperMode.CLUB and bool(self.keeper_email)

    @property
    def counted_reminders(self) -> int:
        """How often the keeper was asked since the last confirmation, whoever wrote that down and how."""
        is_answered = self.asked_on is None or (self.assured_on and self.asked_on <= self.assured_on)
        return 0 if is_answered else self.reminders
