from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import HelpPanel

from ..builder import QuestionBuilder
from ..registration_form import RegistrationForm
from .fields import FormField
from .pages import FORM_PARENTS, FormPage
from .submissions import Submission

# Keeps an editor's question "Name" apart from the fixed one.
EXTRA = "extra-"


class RegistrationFormField(FormField):
    page = ParentalKey("forms_app.RegistrationPage", on_delete=models.CASCADE, related_name="form_fields")


class RegistrationPage(FormPage):
    """The form with which a club registers for the directory: a fixed minimum and what editors add."""

    parent_page_types = FORM_PARENTS
    page_description = _("The form with which clubs register for the directory.")
    edit_handler = FormPage.tabs(
        HelpPanel(
            content=_(
                "The form always asks for name, category, one sentence, district, a way of contact and the"
                " e-mail address of the person who registers. Add questions below if you need more."
            )
        )
    )

    class Meta:
        verbose_name = _("registration page")
        verbose_name_plural = _("registration pages")

    @property
    def submission_kind(self) -> str:
        return Submission.Kind.REGISTRATION

    def get_form_class(self) -> type[RegistrationForm]:
        questions = QuestionBuilder(self.questions).formfields
        extra = {f"{EXTRA}{name}": field for name, field in questions.items()}
        return type("RegistrationFormWithQuestions", (RegistrationForm,), extra)
