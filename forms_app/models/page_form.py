from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from .checking import mistakes_in

CONSENT_TEXT_MISSING = _("With consent as the legal basis, people need a text to agree to.")


class FormPageForm(WagtailAdminPageForm):
    """The editor of a form page; what it demands before publishing, it does not demand of a draft.

    Wagtail's own refuses drafts, too, in which two questions have the same name, as two without words have.
    """

    class Media:
        # The headers of closed rows say what they hold, as in the editor of an entry.
        css = {"all": ["css/entry_editor.css", "css/form_editor.css"]}
        js = ["js/entry_editor/parts.js", "js/form_editor.js"]

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
        forms = self._question_forms()
        questions = [form.instance for form in forms]
        for form in forms:
            if form.is_valid():
                for field, message in mistakes_in(form.instance, questions):
                    form.add_error(field, message)

    def _question_forms(self) -> list:
        """Those that stay, in their order on the screen."""
        forms = self.formsets["form_fields"].forms if "form_fields" in self.formsets else []
        return sorted(filter(_stays, forms), key=lambda form: form.cleaned_data.get("ORDER") or 0)


def _stays(form) -> bool:
    # Asking whether it is valid cleans it, which Wagtail does only later.
    form.is_valid()
    return not form.cleaned_data.get("DELETE")
