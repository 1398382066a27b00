from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm

FURTHER_CATEGORIES = 4


class OrganisationPageForm(WagtailAdminPageForm):
    def clean_categories(self):
        chosen = self.cleaned_data["categories"]
        if len(chosen) > FURTHER_CATEGORIES:
            message = _("Please choose at most %(n)d further categories.")
            self.add_error("categories", message % {"n": FURTHER_CATEGORIES})
        return chosen
