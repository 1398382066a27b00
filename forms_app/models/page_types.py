from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import HelpPanel

from .fields import FormField
from .pages import FormPage
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

    page_description = _(
        "A form with your own questions: contact, report of a barrier, feedback. Not for clubs that want to be in the"
        " directory."
    )
    edit_handler = FormPage.tabs("kind")

    class Meta:
        verbose_name = _("form page")
        verbose_name_plural = _("form pages")

    @property
    def submission_kind(self) -> str:
        return self.kind


class RegistrationFormField(FormField):
    page = ParentalKey("forms_app.RegistrationPage", on_delete=models.CASCADE, related_name="form_fields")


class RegistrationPage(FormPage):
    """The form with which a club registers for the directory: a fixed minimum and what editors add."""

    page_description = _(
        "With this form clubs and initiatives ask to be taken into the directory: once per town. Not for people who"
        " sign up for a date, a course or a shift of help."
    )
    edit_handler = FormPage.tabs(
        HelpPanel(
            content=_(
                "The form always asks for name, category, one sentence, district, a way of contact and the"
                " e-mail address of the person who registers. Add questions below if you need more."
            )
        )
    )

    class Meta:
        verbose_name = _("enter a club (for the directory)")
        verbose_name_plural = _("enter a club (for the directory)")

    @property
    def submission_kind(self) -> str:
        return Submission.Kind.REGISTRATION
