from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

CONSENT_TEXT_MISSING = _("With consent as the legal basis, people need a text to agree to.")


class FormPageForm(WagtailAdminPageForm):
    """The editor of a form page; what it demands before publishing, it does not demand of a draft.

    Wagtail's own refuses drafts, too, in which two questions have the same name, as two without words have.
    """

    def clean(self):
        cleaned_data = super().clean()
        if self.is_deferred_validation:
            return cleaned_data
        is_consent = cleaned_data.get("legal_basis") == "consent"
        if is_consent and not cleaned_data.get("consent_text"):
            self.add_error("consent_text", CONSENT_TEXT_MISSING)
        self._check_questions()
        return cleaned_data

    def _check_questions(self):
        asked = set()
        for form in self.formsets["form_fields"].forms if "form_fields" in self.formsets else []:
            if not form.is_valid() or form.cleaned_data.get("DELETE"):
                continue
            answers = form.cleaned_data
            needs_choices = answers.get("field_type") in form.instance.WITH_CHOICES
            if needs_choices and not answers.get("choices", "").strip():
                form.add_error("choices", _("Name at least one choice."))
            label = answers.get("label", "").strip().casefold()
            if label and label in asked:
                form.add_error("label", _("Another question has the same words."))
            asked.add(label)
