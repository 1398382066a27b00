from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel

from cms.core.towns import limit_of

from ..builder import QuestionBuilder
from ..entry_reports import EntryReportForm, entry_asked_about
from ..forms import SubmissionForm
from .fields import FormField
from .pages import FORM_PARENTS, FormPage
from .submissions import Submission


class ContactFormField(FormField):
    page = ParentalKey("forms_app.ContactPage", on_delete=models.CASCADE, related_name="form_fields")


class ContactPage(FormPage):
    """A form of questions that editors choose: contact, report of a barrier, feedback."""

    KINDS = [choice for choice in Submission.Kind.choices if choice[0] != Submission.Kind.REGISTRATION]

    kind = models.CharField(
        _("kind of form"),
        max_length=12,
        choices=KINDS,
        default=Submission.Kind.CONTACT,
        help_text=_("Sorts what arrives in the inbox."),
    )

    parent_page_types = FORM_PARENTS
    page_description = _("A form with your own questions: contact, report of a barrier, feedback.")
    edit_handler = FormPage.tabs(FieldPanel("kind"))

    class Meta:
        verbose_name = _("form page")
        verbose_name_plural = _("form pages")

    @property
    def submission_kind(self) -> str:
        return self.kind

    @property
    def is_about_an_entry(self) -> bool:
        return self.kind == Submission.Kind.ENTRY

    def get_form_class(self) -> type[SubmissionForm]:
        questions = QuestionBuilder(self.questions).formfields
        base = EntryReportForm if self.is_about_an_entry else SubmissionForm
        return type("ContactForm", (base,), dict(questions))

    def form_options(self, about: str) -> dict:
        return {"entry": entry_asked_about(about, site=limit_of(self))} if self.is_about_an_entry else {}
