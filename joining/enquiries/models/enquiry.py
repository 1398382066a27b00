from datetime import timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class EnquiryQuerySet(models.QuerySet):
    def open(self):
        """Somebody still waits for an answer of the club, and staff have not closed the case."""
        return self.filter(state__in=Enquiry.OPEN, submission__status__in=Enquiry.OPEN_CASES)

    def held_back(self):
        return self.filter(state=Enquiry.State.CONFIRMED)

    def unanswered_for(self, time: timedelta):
        return self.filter(state=Enquiry.State.DELIVERED, delivered_at__lt=timezone.now() - time)


class Enquiry(models.Model):
    """What becomes of a message to a club; its words stand in the submission alone."""

    class State(models.TextChoices):
        UNCONFIRMED = "unconfirmed", _("waits for the sender's confirmation")
        CONFIRMED = "confirmed", _("waits to be delivered")
        DELIVERED = "delivered", _("delivered, without an answer so far")
        WILL_ANSWER = "will_answer", _("the club gets in touch")
        DECLINED = "declined", _("does not suit the club")
        TAKEN = "taken", _("already taken")
        OVERDUE = "overdue", _("the club has not answered")
        AT_OFFICE = "at_office", _("with the office, which passes it on")
        GONE = "gone", _("the entry is gone")
        REPORTED = "reported", _("reported by the club as abuse")

    ANSWERS = (State.WILL_ANSWER, State.DECLINED, State.TAKEN)
    # The club may still tap.
    ANSWERABLE = frozenset({State.DELIVERED, State.OVERDUE})
    OPEN = frozenset({State.CONFIRMED, State.DELIVERED, State.OVERDUE})
    OPEN_CASES = ("new", "in_progress", "waiting")

    submission = models.OneToOneField(
        "forms_app.Submission", on_delete=models.CASCADE, primary_key=True, related_name="enquiry"
    )
    # Follows the entry into which it is merged.
    organisation = models.ForeignKey(
        "directory.OrganisationPage", on_delete=models.SET_NULL, null=True, related_name="enquiries"
    )
    organisation_name = models.CharField(max_length=255)
    opening_key = models.UUIDField(null=True)
    opening_title = models.CharField(max_length=255, blank=True)
    state = models.CharField(max_length=12, choices=State, default=State.UNCONFIRMED, db_index=True)
    delivered_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    overdue_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)

    objects = EnquiryQuerySet.as_manager()

    class Meta:
        verbose_name = _("message to a club")
        verbose_name_plural = _("messages to clubs")
        default_permissions = ()

    def __str__(self):
        return f"{self.submission_id}: {self.state}"

    @property
    def can_be_answered(self) -> bool:
        return self.state in self.ANSWERABLE
