from django.utils.translation import gettext_lazy as _
from wagtail.contrib.forms.forms import WagtailAdminFormPageForm

CONSENT_TEXT_MISSING = _("With consent as the legal basis, people need a text to agree to.")


class FormPageForm(WagtailAdminFormPageForm):
    """The editor of a form page; what it demands before publishing, it does not demand of a draft."""

    def clean(self):
        cleaned_data = super().clean()
        if self.is_deferred_validation:
            return cleaned_data
        is_consent = cleaned_data.get("legal_basis") == "consent"
        if is_consent and not cleaned_data.get("consent_text"):
            self.add_error("consent_text", CONSENT_TEXT_MISSING)
        self._demand_choices()
        return cleaned_data

    def _demand_choices(self):
        for form in self.formsets["form_fields"].forms if "form_fields" in self.formsets else []:
            answers = getattr(form, "cleaned_data", {})
            needs_choices = answers.get("field_type") in form.instance.WITH_CHOICES
            if needs_choices and not answers.get("DELETE") and not answers.get("choices", "").strip():
                form.add_error("choices", _("Name at least one choice."))
