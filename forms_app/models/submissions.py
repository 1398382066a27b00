import secrets

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from ..access import submissions_open_to
from .kinds import KINDS

# Without I, L, O, U, 0 and 1, so that numbers read out on the phone are unambiguous.
REFERENCE_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


# Answers that the form itself gives begin so: what it is about.
ABOUT_PREFIX = "about-"


def new_reference() -> str:
    """Return a case number such as "2026-7K3M9Q". It reveals neither the sender nor how many there are."""
    code = "".join(secrets.choice(REFERENCE_LETTERS) for _letter in range(6))
    return f"{timezone.localdate().year}-{code}"


def is_shown(answer: dict, is_confidential: bool) -> bool:
    """Whether staff may read this answer. Of a confidential submission only what it is about."""
    return not is_confidential or answer["name"].startswith(ABOUT_PREFIX)


def kind_choices() -> list[tuple[str, str]]:
    return [*Submission.Kind.choices, *((each.key, each.label) for each in KINDS.values())]


class SubmissionQuerySet(models.QuerySet):
    def new(self):
        return self.filter(status=Submission.Status.NEW)

    def unread(self):
        """Not yet opened by anybody, without spam and what staff do not see yet."""
        return self.filter(read_at=None).exclude(status__in=Submission.UNCOUNTED)

    def for_staff(self):
        """What staff handle: registrations only once the sender has confirmed their address."""
        return self.exclude(status=Submission.Status.UNCONFIRMED)

    def unconfirmed(self):
        return self.filter(status=Submission.Status.UNCONFIRMED)

    def sent_from(self, email: str):
        return self.filter(sender_email__iexact=email)

    def open(self):
        """Somebody still has to do something."""
        return self.filter(status__in=Submission.OPEN)

    def closed(self):
        return self.filter(status__in=Submission.CLOSED)

    def assigned(self, user):
        return self.filter(assigned_to=user)

    def unassigned(self):
        return self.filter(assigned_to=None)

    def overdue(self):
        """Still open although its due date has passed."""
        return self.open().filter(due_on__lt=timezone.localdate())

    def allowed_to(self, user, action: str = "view"):
        """What the user may "view", "change", "delete" or "export"."""
        return self.filter(submissions_open_to(user, action))

    def unused_reference(self) -> str:
        reference = new_reference()
        while self.filter(reference=reference).exists():
            reference = new_reference()
        return reference


class Submission(models.Model):
    """A form's answers, and what the form promised at that time.

    Labels and texts are copies, which survive when an editor changes or deletes the form. The sender's IP address is
    not stored.
    """

    class Kind(models.TextChoices):
        CONTACT = "contact", _("Contact")
        BARRIER = "barrier", _("Report of a barrier")
        FEEDBACK = "feedback", _("Feedback")
        ENTRY = "entry", _("Error in an entry")
        EVENT = "event", _("Suggested date")
        REGISTRATION = "registration", _("Registration for the directory")

    class Status(models.TextChoices):
        UNCONFIRMED = "unconfirmed", _("Waiting for the sender's confirmation")
        NEW = "new", _("New")
        IN_PROGRESS = "in_progress", _("In progress")
        WAITING = "waiting", _("Waiting for an answer")
        DONE = "done", _("Done")
        REJECTED = "rejected", _("Rejected")
        SPAM = "spam", _("Spam")

    OPEN = frozenset({Status.NEW, Status.IN_PROGRESS, Status.WAITING})
    CLOSED = frozenset({Status.DONE, Status.REJECTED, Status.SPAM})
    # What staff may choose; only senders themselves confirm.
    DECISIONS = OPEN | CLOSED
    UNCOUNTED = frozenset({Status.SPAM, Status.UNCONFIRMED})

    reference = models.CharField(_("case number"), max_length=12, unique=True, default=new_reference)
    kind = models.CharField(_("kind"), max_length=12, choices=kind_choices)
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.NEW, db_index=True)
    page = models.ForeignKey(
        "wagtailcore.Page",
        on_delete=models.SET_NULL,
        null=True,
        related_name="submissions",
        verbose_name=_("form"),
    )
    # The town it was sent to, which survives the deletion of the form.
    site = models.ForeignKey(
        "wagtailcore.Site",
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("town"),
    )
    form_title = models.CharField(_("form"), max_length=255)
    language = models.CharField(_("language"), max_length=20)
    # A list of {name, label, value} in the order of the form; `choice` is the id of a chosen row.
    answers = models.JSONField(_("answers"), default=list)
    sender_name = models.CharField(_("sender"), max_length=255, blank=True)
    sender_email = models.EmailField(_("e-mail"), blank=True, db_index=True)
    # As was promised when it was sent: staff see who wrote about what, but not the words.
    is_confidential = models.BooleanField(_("not read by staff"), default=False, editable=False)
    # All of the above that staff may read, case-folded, since SQLite ignores case only for ASCII letters.
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

    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("assigned to"),
    )
    due_on = models.DateField(_("due on"), null=True, blank=True, db_index=True)
    received_at = models.DateTimeField(_("received"), default=timezone.now, db_index=True)
    read_at = models.DateTimeField(_("read"), null=True)
    closed_at = models.DateTimeField(_("closed"), null=True)
    confirmed_at = models.DateTimeField(
        _("address confirmed"),
        null=True,
        help_text=_("When the sender showed that the e-mail address is hers."),
    )
    organisation = models.ForeignKey(
        "directory.OrganisationPage",
        on_delete=models.SET_NULL,
        null=True,
        related_name="registrations",
        verbose_name=_("directory entry"),
    )
    # The spam score; see `intake.spam`.
    spam_score = models.PositiveSmallIntegerField(_("spam score"), default=0)
    idempotency_key = models.CharField(max_length=64, unique=True, editable=False)

    objects = SubmissionQuerySet.as_manager()
    # Indexing references to its form would cost a dozen queries per submission.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        ordering = ["-received_at", "-pk"]
        permissions = [("export_submission", _("Can export submissions as a table"))]
        indexes = [
            models.Index(fields=["status", "-received_at"], name="submission_inbox"),
            # Counts in the inbox and its list of forms, without reading the rows.
            models.Index(
                fields=["page", "status", "read_at", "assigned_to", "due_on"], name="submission_counts"
            ),
            models.Index(fields=["page", "form_title"], name="submission_forms"),
        ]

    def __str__(self):
        return self.reference

    @property
    def is_unread(self) -> bool:
        return self.read_at is None

    @property
    def is_open(self) -> bool:
        return self.status in self.OPEN

    @property
    def is_overdue(self) -> bool:
        return bool(self.is_open and self.due_on and self.due_on < timezone.localdate())

    @property
    def is_undecided_registration(self) -> bool:
        """Whether its applicant awaits an entry or a reason."""
        return self.kind == self.Kind.REGISTRATION and self.is_open and self.organisation_id is None

    @property
    def addressee(self) -> str:
        """The name for the greeting: a registration is about a club, but read by a person."""
        is_registration = self.kind == self.Kind.REGISTRATION
        return self.answer("contact_name") if is_registration else self.sender_name

    @cached_property
    def last_reply(self) -> int:
        """The number of the newest mail from staff to the sender, 0 if there is none."""
        return self.replies.order_by("-pk").values_list("pk", flat=True).first() or 0

    @property
    def language_label(self) -> str:
        return dict(settings.LANGUAGES).get(self.language, self.language)

    @property
    def shown_answers(self) -> list[dict]:
        """The answers that staff may read; the only ones that inbox, search and tables know."""
        return [answer for answer in self.answers if is_shown(answer, self.is_confidential)]

    @property
    def gist(self) -> str:
        """The longest answer, as the most informative one; without name and address."""
        known = {self.sender_name, self.sender_email}
        values = (each["value"] for each in self.shown_answers)
        return max((value for value in values if value not in known), key=len, default="")

    def answer(self, name: str) -> str:
        """The answer to the question of that name as text, "" if there is none."""
        return next((each["value"] for each in self.answers if each["name"] == name), "")
