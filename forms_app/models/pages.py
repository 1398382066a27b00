from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.panels import (
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.contrib.forms.models import validate_to_address
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from cms.pages.models import ContentPage

from .consent import ConsentVersion
from .fields import free_name
from .kinds import KINDS
from .page_form import CONSENT_TEXT_MISSING, FormPageForm
from .submissions import Submission

THANKS = "danke"


class FormPage(ContentPage):
    """A page with a form, and the legally required information about it.

    Does not use Wagtail's FormMixin, which would add a second, empty inbox ("Forms") to the admin. Its form builder
    and the editing of questions are used unchanged.
    """

    class LegalBasis(models.TextChoices):
        """Art. 6 (1) GDPR."""

        CONSENT = "consent", _("Consent (Art. 6 (1) a GDPR)")
        CONTRACT = "contract", _("Contract or steps before one (Art. 6 (1) b GDPR)")
        LEGAL_OBLIGATION = "legal_obligation", _("Legal obligation (Art. 6 (1) c GDPR)")
        VITAL_INTERESTS = "vital_interests", _("Vital interests (Art. 6 (1) d GDPR)")
        PUBLIC_TASK = "public_task", _("Task in the public interest (Art. 6 (1) e GDPR)")
        LEGITIMATE_INTERESTS = (
            "legitimate_interests",
            _("Legitimate interests (Art. 6 (1) f GDPR; not for authorities)"),
        )

    class OfficeMail(models.TextChoices):
        """When the office is told what has arrived."""

        AT_ONCE = "at_once", _("at once")
        DAILY = "daily", _("once a day")
        NEVER = "never", _("never")

    submit_label = models.CharField(
        _("text of the button"), max_length=40, blank=True, help_text=_("Empty: “Send”.")
    )
    thanks_title = models.CharField(
        _("heading after sending"), max_length=120, blank=True, help_text=_("Empty: “Thank you!”.")
    )
    thanks_text = RichTextField(
        _("text after sending"),
        blank=True,
        features=["bold", "link", "ol", "ul"],
        help_text=_("What happens next, and when? The case number stands below it by itself."),
    )

    answer_days = models.PositiveSmallIntegerField(
        _("answered within (days)"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(90)],
        help_text=_(
            "A promise: it stands on the form, and each submission is due on that day. Empty: no promise."
        ),
    )
    office_mail = models.CharField(
        _("e-mail to the office"),
        max_length=10,
        choices=OfficeMail,
        default=OfficeMail.AT_ONCE,
        help_text=_(
            "Says that something has arrived, not what. What is overdue is told once a day in any case but “never”."
        ),
    )
    to_address = models.CharField(
        _("addresses"),
        max_length=255,
        blank=True,
        validators=[validate_to_address],
        help_text=_("Several with commas between them. Empty: the town's address."),
    )

    # Not blank: Wagtail lets a draft be saved without them and refuses to publish it.
    purpose = models.TextField(
        _("purpose"),
        max_length=500,
        help_text=_("What the answers are used for, in words that everybody understands."),
    )
    legal_basis = models.CharField(_("legal basis"), max_length=20, choices=LegalBasis)
    retention_days = models.PositiveIntegerField(
        _("deleted after (days)"),
        null=True,
        validators=[MinValueValidator(1), MaxValueValidator(3650)],
        help_text=_("Counted from the day the case is closed. Usual: 180."),
    )
    recipients = models.TextField(
        _("recipients"),
        max_length=500,
        help_text=_("Who gets to read the answers, for example: the volunteer agency of the town."),
    )
    consent_text = models.TextField(
        _("consent text"),
        max_length=2000,
        blank=True,
        help_text=_(
            "Only if you need consent: becomes a box that must be ticked. A changed text is a new version;"
            " each submission keeps the text to which the person agreed."
        ),
    )

    # Answers a browser: a module with `serve_form`, `serve_thanks` and their previews, set in `wiring`.
    views = None

    routes = (f"/{THANKS}/",)
    base_form_class = FormPageForm
    subpage_types = []
    preview_modes = [("form", _("Form")), ("thanks", _("After sending"))]

    content_panels = Page.content_panels + ["summary", "body"]
    form_panels = [
        InlinePanel("form_fields", label=_("question"), heading=_("Questions")),
        "submit_label",
        MultiFieldPanel(["thanks_title", "thanks_text"], _("After sending")),
        MultiFieldPanel(["answer_days", "office_mail", "to_address"], _("In the office")),
    ]
    privacy_panels = [
        HelpPanel(
            content=_(
                "The notice under Art. 13 GDPR, the deletion and the record of processing follow from this."
                " Without it the form cannot be published."
            )
        ),
        "purpose",
        "legal_basis",
        "retention_days",
        "recipients",
        "consent_text",
    ]

    class Meta:
        abstract = True

    @classmethod
    def tabs(cls, *first):
        """The editor's tabs, with what only this page type has in front of the questions."""
        return TabbedInterface(
            [
                ObjectList(cls.content_panels, heading=_("Content")),
                ObjectList([*first, *cls.form_panels], heading=_("Form")),
                ObjectList(cls.privacy_panels, heading=_("Data protection")),
                ObjectList(cls.promote_panels, heading=_("Promote")),
                ObjectList(cls.settings_panels, heading=_("Settings")),
            ]
        )

    @cached_property
    def questions(self) -> list:
        """The editor's questions, read once per request. One that has no words yet is not asked."""
        questions = [question for question in self.form_fields.all() if question.label.strip()]
        if not all(question.clean_name for question in questions):
            self.name_questions()
        return questions

    def name_questions(self) -> None:
        """Name what is stored with each answer: after the question's words, until it has been public with them.

        Wagtail names a question once it is saved, when an autosave may know no more of it than its first letter.
        """
        model = self.form_fields.model
        public = model.objects.filter(
            page__translation_key=self.translation_key, page__first_published_at__isnull=False
        )
        settled, taken = {*public.values_list("clean_name", flat=True)} - {""}, set()
        for question in sorted(self.form_fields.all(), key=lambda each: each.clean_name not in settled):
            if question.clean_name not in settled - taken:
                question.clean_name = free_name(question.get_field_clean_name(), taken)
            taken.add(question.clean_name)

    @property
    def lacks_consent_text(self) -> bool:
        return self.legal_basis == self.LegalBasis.CONSENT and not self.consent_text

    def save(self, *args, update_fields=None, **kwargs):
        # Saving a draft writes a few named columns only: neither rule is about drafts.
        is_public_text = self.live and (update_fields is None or "consent_text" in update_fields)
        if is_public_text and self.lacks_consent_text:
            raise ValidationError({"consent_text": CONSENT_TEXT_MISSING})
        if update_fields is None:
            self.name_questions()
        super().save(*args, update_fields=update_fields, **kwargs)
        if is_public_text:
            ConsentVersion.objects.record(self)

    def save_revision(self, *args, **kwargs):
        self.name_questions()
        return super().save_revision(*args, **kwargs)

    def route(self, request: HttpRequest, path_components: list[str]):
        if path_components == [THANKS]:
            if not self.live:
                raise Http404
            return RouteResult(self, kwargs={"thanks": True})
        return super().route(request, path_components)

    def serve(self, request: HttpRequest, *args, thanks=False, **kwargs):
        request.is_preview = False
        return self.views.serve_thanks(self, request) if thanks else self.views.serve_form(self, request)

    def serve_preview(self, request: HttpRequest, mode_name: str):
        preview = self.views.preview_thanks if mode_name == "thanks" else self.views.preview_form
        return preview(self, request)

    @property
    def submission_kind(self) -> str:
        """One of `Submission.Kind`, or of `KINDS`."""
        raise NotImplementedError

    @property
    def needs_confirmation(self) -> bool:
        """Whether staff see submissions only after their sender has confirmed the address."""
        return self.submission_kind in {Submission.Kind.REGISTRATION, *KINDS}

    @property
    def promise(self) -> str:
        """Within which time an answer comes, in words; empty without a promise."""
        if not self.answer_days:
            return ""
        words = ngettext("We answer within a day.", "We answer within %(days)s days.", self.answer_days)
        return words % {"days": self.answer_days}

    @property
    def due_day(self) -> date | None:
        """The day until which what is sent today is to be answered."""
        return timezone.localdate() + timedelta(days=self.answer_days) if self.answer_days else None

    @property
    def addresses(self) -> list[str]:
        """Those whom editors have named for the office's mails."""
        return [address.strip() for address in self.to_address.split(",") if address.strip()]

    def structured_data(self, request: HttpRequest) -> dict | None:
        return {
            "@context": "https://schema.org",
            "@type": "ContactPage",
            "name": self.title,
            "description": self.share_description,
            "url": self.get_full_url(request),
            "inLanguage": self.locale.language_code,
        }
