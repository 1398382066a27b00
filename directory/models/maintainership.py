from datetime import date, timedelta

from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from ..domain.dates import ASSURED_FOR, is_overdue
from ..domain.lifecycle import ARCHIVED_AFTER, FIRST_REMINDER, LAST_REMINDER, REMINDER_DAYS
from ..domain.pause import is_paused


def _days_ago(days: int) -> date:
    return timezone.localdate() - timedelta(days=days)


class MaintainershipQuerySet(models.QuerySet):
    def overdue(self):
        """Of published entries that nobody has confirmed for a year, or ever."""
        last = timezone.localdate() - ASSURED_FOR
        return self.filter(Q(assured_on=None) | Q(assured_on__lt=last), page__live=True)

    def of_originals(self):
        """One per entry: aliases and translations share its life cycle, as long as the original is public."""
        earlier = Page.objects.filter(
            translation_key=OuterRef("page__translation_key"),
            alias_of=None,
            live=OuterRef("page__live"),
            pk__lt=OuterRef("page_id"),
        )
        return self.filter(~Exists(earlier), page__alias_of=None)

    def unconfirmed_since(self, day: date):
        """Last confirmed on or before that day; or never confirmed, and published on or before it."""
        never = Q(assured_on=None, page__first_published_at__date__lte=day)
        return self.filter(Q(assured_on__lte=day) | never)

    def incomplete(self):
        """Of public entries that lack something people look for."""
        return self.filter(page__record__isnull=False).exclude(page__record__missing="")

    def editable_by(self, user):
        """Of entries that the user may change."""
        if user.is_superuser:
            return self
        pages = PagePermissionPolicy().instances_user_has_permission_for(user, "change")
        return self.filter(page__in=pages.values("pk"))

    def of_public_entries(self):
        return self.of_originals().filter(page__live=True)

    def kept_by_office(self):
        return self.of_public_entries().filter(maintainer_mode=self.model.MaintainerMode.AGENCY)

    def asked_by_mail(self):
        return self.filter(maintainer_mode=self.model.MaintainerMode.CLUB).exclude(maintainer_email="")

    def asked_by_letter(self):
        return self.of_public_entries().filter(maintainer_mode=self.model.MaintainerMode.LETTER)

    def without_address(self):
        """Maintained by the organisation, but without an address."""
        return self.of_public_entries().filter(
            maintainer_mode=self.model.MaintainerMode.CLUB, maintainer_email=""
        )

    def due(self):
        """To be confirmed within the next days, the period of the reminders."""
        return self.unconfirmed_since(_days_ago(FIRST_REMINDER)).exclude(pk__in=self.past_their_year())

    def past_their_year(self):
        return self.unconfirmed_since(_days_ago(LAST_REMINDER + 1))

    def to_be_written_to(self):
        """A letter is due and has not been sent."""
        return self.asked_by_letter().unconfirmed_since(_days_ago(FIRST_REMINDER)).exclude(_asked_in_vain())

    def silent(self):
        """All reminders are unanswered; the entry is still public."""
        has_address = ~Q(maintainer_mode=self.model.MaintainerMode.CLUB, maintainer_email="")
        asked = self.of_public_entries().filter(has_address, _asked_in_vain())
        return asked.exclude(maintainer_mode=self.model.MaintainerMode.AGENCY)

    def hidden(self):
        """Hidden for lack of a confirmation, and not given up yet."""
        first = _days_ago(ARCHIVED_AFTER)
        return self.of_originals().filter(page__live=False, hidden_on__gte=first)

    def without_a_person(self):
        return self.filter(person_erased_on__isnull=False)

    def imported_drafts(self):
        """Imported and never public."""
        never_public = self.filter(page__live=False, page__first_published_at=None, page__alias_of=None)
        return never_public.filter(imported_on__isnull=False)

    def longest_unconfirmed_first(self):
        return self.order_by(F("assured_on").asc(nulls_first=True), "pk")


def _asked_in_vain() -> Q:
    since_then = Q(assured_on=None) | Q(assured_on__lt=F("asked_on"))
    return since_then & Q(reminders=len(REMINDER_DAYS), asked_on__isnull=False)


class Maintainership(models.Model):
    """Who maintains an entry, and when somebody last confirmed it.

    Not part of the page's revisions, since publishing an old revision would undo a confirmation. Only `assured_on`, and
    whether there is a maintainer, are ever public.
    """

    class MaintainerMode(models.TextChoices):
        CLUB = "club", _("the organisation itself, by e-mail")
        AGENCY = "agency", _("the town's office")
        LETTER = "letter", _("the organisation itself, by letter")

    # In these modes, an entry without an e-mail address has no maintainer of its own.
    KEPT_BY_NOBODY = (MaintainerMode.CLUB, MaintainerMode.AGENCY)

    page = models.OneToOneField(
        "directory.OrganisationPage",
        on_delete=models.CASCADE,
        related_name="maintainership",
        verbose_name=_("entry"),
    )
    maintainer_email = models.EmailField(
        _("maintainer's e-mail"),
        blank=True,
        help_text=_("Is asked once a year whether everything is right. Never public."),
    )
    maintainer_mode = models.CharField(
        _("who keeps it up to date?"), max_length=10, choices=MaintainerMode, default=MaintainerMode.AGENCY
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
    # The last pause of the whole entry, also when it is over: calendars show past days, too.
    paused_from = models.DateField(_("pauses from"), null=True, editable=False)
    paused_until = models.DateField(_("pauses until"), null=True, editable=False)
    # Since then, somebody should look whether its texts still name a person who had her data deleted.
    person_erased_on = models.DateField(
        _("a person was deleted on"), null=True, editable=False, db_index=True
    )
    source = models.CharField(_("source"), max_length=80, blank=True)
    source_id = models.CharField(_("key in the source"), max_length=80, blank=True)
    imported_on = models.DateField(_("imported on"), null=True, blank=True)

    objects = MaintainershipQuerySet.as_manager()

    panels = [
        FieldPanel("page", read_only=True),
        FieldRowPanel([FieldPanel("maintainer_email"), FieldPanel("maintainer_mode")]),
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
            ),
            models.CheckConstraint(
                condition=Q(paused_from=None, paused_until=None) | Q(paused_until__gte=F("paused_from")),
                name="directory_pause_in_order",
            ),
        ]

    def __str__(self):
        return str(self.page)

    @transaction.atomic
    def save(self, *args, **kwargs):
        # Receivers of the signal belong to the same transaction.
        super().save(*args, **kwargs)

    @property
    def is_overdue(self) -> bool:
        return is_overdue(self.assured_on)

    @property
    def is_paused(self) -> bool:
        return is_paused(self.paused_from, self.paused_until, timezone.localdate())

    @property
    def has_maintainer(self) -> bool:
        """Somebody of the organisation maintains the entry, and the office knows its contact person."""
        return bool(self.maintainer_email) or self.maintainer_mode not in self.KEPT_BY_NOBODY

    @property
    def is_asked_by_mail(self) -> bool:
        return self.maintainer_mode == self.MaintainerMode.CLUB and bool(self.maintainer_email)

    @property
    def counted_reminders(self) -> int:
        """Number of reminders since the last confirmation, in whatever way they were recorded."""
        is_answered = self.asked_on is None or (self.assured_on and self.asked_on <= self.assured_on)
        return 0 if is_answered else self.reminders
