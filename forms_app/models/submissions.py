import secrets

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# Without I, L, O, U, 0 and 1, so that a number read out on the phone arrives as it was meant.
REFERENCE_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


def new_reference() -> str:
    """Return a case number such as "2026-7K3M9Q". It says nothing about who sent what, or how many did."""
    code = "".join(secrets.choice(REFERENCE_LETTERS) for _letter in range(6))
    return f"{timezone.localdate().year}-{code}"


class SubmissionQuerySet(models.QuerySet):
    def new(self):
        return self.filter(status=Submission.Status.NEW)

    def unread(self):
        """Not yet opened by anybody; spam does not count."""
        return self.filter(read_at=None).exclude(status=Submission.Status.SPAM)

    def open(self):
        """Somebody still has to do something."""
        return self.filter(status__in=Submission.OPEN)

    def closed(self):
        return self.filter(status__in=Submission.CLOSED)

    def unused_reference(self) -> str:
        reference = new_reference()
        while self.filter(reference=reference).exists():
            reference = new_reference()
        return reference


class Submission(models.Model):
    """What somebody sent with a form: her answers and what the form promised at that time.

    Labels and texts are copies: they stay when an editor changes the form or deletes it.
    There is no address of the sender's computer.
    """

    class Kind(models.TextChoices):
        CONTACT = "contact", _("Contact")
        BARRIER = "barrier", _("Report of a barrier")
        FEEDBACK = "feedback", _("Feedback")
        REGISTRATION = "registration", _("Registration for the directory")

    class Status(models.TextChoices):
        NEW = "new", _("New")
        IN_PROGRESS = "in_progress", _("In progress")
        WAITING = "waiting", _("Waiting for an answer")
        DONE = "done", _("Done")
        REJECTED = "rejected", _("Rejected")
        SPAM = "spam", _("Spam")

    OPEN = frozenset({Status.NEW, Status.IN_PROGRESS, Status.WAITING})
    CLOSED = frozenset({Status.DONE, Status.REJECTED, Status.SPAM})

    reference = models.CharField(_("case number"), max_length=12, unique=True, default=new_reference)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.NEW, db_index=True)
    page = models.ForeignKey(
        "wagtailcore.Page",
        on_delete=models.SET_NULL,
        null=True,
        related_name="submissions",
        verbose_name=_("form"),
    )
    form_title = models.CharField(_("form"), max_length=255)
    language = models.CharField(_("language"), max_length=20)
    # A list of {name, label, value} in the order of the form; `choice` is the id of a chosen row.
    answers = models.JSONField(_("answers"), default=list)
    sender_name = models.CharField(_("sender"), max_length=255, blank=True)
    sender_email = models.EmailField(_("e-mail"), blank=True, db_index=True)
    # All of the above, with case folded: SQLite ignores case for plain Latin letters only.
    search_text = models.TextField(editable=False)

    purpose = models.TextField(_("purpose"))
    legal_basis = models.CharField(_("legal basis"), max_length=20)
    retention_days = models.PositiveIntegerField(_("deleted after (days)"))
    consent_version = models.ForeignKey(
        "forms_app.ConsentVersion",
        on_delete=models.PROTECT,
        null=True,
        related_name="submissions",
        verbose_name=_("consent text"),
    )
    consent_text = models.TextField(_("consent given"), blank=True)

    received_at = models.DateTimeField(_("received"), default=timezone.now, db_index=True)
    read_at = models.DateTimeField(_("read"), null=True)
    closed_at = models.DateTimeField(_("closed"), null=True)
    idempotency_key = models.CharField(max_length=64, unique=True, editable=False)

    objects = SubmissionQuerySet.as_manager()
    # Links to its form are not worth a dozen queries with every letter.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        ordering = ["-received_at", "-pk"]

    def __str__(self):
        return self.reference

    @property
    def is_unread(self) -> bool:
        return self.read_at is None

    @property
    def is_open(self) -> bool:
        return self.status in self.OPEN

    @property
    def language_label(self) -> str:
        return dict(settings.LANGUAGES).get(self.language, self.language)

    def answer(self, name: str) -> str:
        """The answer to the question of that name as text, "" without one."""
        return next((each["value"] for each in self.answers if each["name"] == name), "")
