from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class EntryProposalQuerySet(models.QuerySet):
    def drafts(self):
        return self.filter(status=EntryProposal.Status.DRAFT)

    def waiting(self):
        """Sent and not decided; what a person waits for longest comes first."""
        return self.filter(status=EntryProposal.Status.SENT).order_by("sent_at", "pk")

    def decided(self):
        return self.filter(status__in=EntryProposal.DECIDED)

    def from_maintainer(self, page_id: int, email: str):
        return self.filter(page_id=page_id, email__iexact=email)


class EntryProposal(models.Model):
    """What a maintainer wants changed in an entry. Stays outside the page until staff accept it.

    `base` is the entry when the maintainer began and `wanted` what was sent, both in the shape of
    `entry_changes.snapshot`; `data` is the form as it was left, complete or not. `version` counts how often it
    was saved, so that two windows do not overwrite each other unnoticed.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", _("being written")
        SENT = "sent", _("waits for your decision")
        ACCEPTED = "accepted", _("accepted")
        PARTLY = "partly", _("accepted in part")
        REJECTED = "rejected", _("rejected")
        REPLACED = "replaced", _("replaced by a newer one")

    DECIDED = (Status.ACCEPTED, Status.PARTLY, Status.REJECTED, Status.REPLACED)

    page = models.ForeignKey(
        "directory.OrganisationPage",
        on_delete=models.CASCADE,
        related_name="proposals",
        verbose_name=_("entry"),
    )
    email = models.EmailField(_("maintainer's e-mail"))
    status = models.CharField(_("state"), max_length=10, choices=Status, default=Status.DRAFT)
    base = models.JSONField(default=dict)
    data = models.JSONField(default=dict)
    wanted = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=0)
    accepted = models.JSONField(default=list)
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(default=timezone.now, db_index=True)
    sent_at = models.DateTimeField(_("sent"), null=True)
    decided_at = models.DateTimeField(_("decided"), null=True, db_index=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    reason = models.TextField(_("reason"), blank=True)

    objects = EntryProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposed change")
        verbose_name_plural = _("proposed changes")
        constraints = [
            models.UniqueConstraint(
                fields=["page", "email"],
                condition=Q(status="draft"),
                name="directory_one_draft_per_maintainer",
            )
        ]
        indexes = [models.Index(fields=["status", "sent_at"])]

    def __str__(self):
        return str(self.page)

    @property
    def is_waiting(self) -> bool:
        return self.status == self.Status.SENT
