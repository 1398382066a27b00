from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forms_app.models import Submission

from ..rules import INFORMED, TAKING, UNCONFIRMED, State
from .places import Places


class SignupQuerySet(models.QuerySet):
    def taking(self):
        return self.filter(state__in=TAKING)

    def coming(self):
        """Whoever has confirmed."""
        return self.filter(state=State.CONFIRMED)

    def informed(self):
        """Whoever has confirmed the address and counts on the date, or hopes for it."""
        return self.filter(state__in=INFORMED)

    def queue(self):
        """The waiting list: who confirmed the address first is first."""
        return self.filter(state=State.WAITING).order_by("queued_at", "pk")

    def unconfirmed_of(self, email: str):
        return self.filter(state__in=UNCONFIRMED, submission__sender_email__iexact=email)

    def past_deadline(self, now=None):
        return self.filter(deadline__lte=now or timezone.now())


class Signup(models.Model):
    """Some persons' sign-up for one slot. Name, address and answers stand in the submission, and go with it."""

    State = State

    submission = models.OneToOneField(Submission, on_delete=models.CASCADE, related_name="signup")
    places = models.ForeignKey(Places, on_delete=models.CASCADE, related_name="signups")
    persons = models.PositiveSmallIntegerField(_("persons"))
    state = models.CharField(_("state"), max_length=10, choices=State)
    # Until when the place is held or offered, or the address may be confirmed; None in all other states.
    deadline = models.DateTimeField(_("deadline"), null=True, db_index=True)
    queued_at = models.DateTimeField(_("on the waiting list since"), null=True)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True)
    ended_at = models.DateTimeField(_("ended"), null=True)
    # None as long as nobody has ticked.
    attended = models.BooleanField(_("was there"), null=True)
    attended_at = models.DateTimeField(_("ticked"), null=True)
    reminded_at = models.DateTimeField(_("reminded"), null=True)
    # The date as this person was told it last, see `Places.date_told`.
    date_told = models.CharField(max_length=100, blank=True, db_default="")

    objects = SignupQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("sign-up")
        verbose_name_plural = _("sign-ups")
        ordering = ["pk"]
        indexes = [models.Index(fields=["places", "state", "queued_at"], name="signups_queue")]
        constraints = [
            models.CheckConstraint(condition=models.Q(persons__gte=1), name="signups_somebody_comes"),
        ]

    def __str__(self):
        return f"{self.submission_id}: {self.get_state_display()}"

    @property
    def has_run_out(self) -> bool:
        return self.deadline is not None and self.deadline <= timezone.now()
