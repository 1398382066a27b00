from uuid import uuid4

from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm

from cms.towns.scope import limit_of

from .places import offer_places, settle_places

FURTHER_CATEGORIES = 4
KEYED = ("meeting_places", "offers", "openings")


class OrganisationPageForm(WagtailAdminPageForm):
    class Media:
        css = {"all": ["css/entry_editor.css", "css/town_map.css", "css/directory_staff.css"]}
        js = [f"js/entry_editor/{name}.js" for name in ("parts", "places", "schedule", "choices", "pin")]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        offer_places(self.formsets["offers"], self.formsets["meeting_places"])
        # A new page is in no tree yet.
        town = limit_of(self.instance if self.instance.path else self.parent_page)
        districts = self.fields["districts"]
        districts.queryset = districts.queryset.of_town(town)

    def clean_categories(self):
        chosen = self.cleaned_data["categories"]
        if len(chosen) > FURTHER_CATEGORIES:
            message = _("Please choose at most %(n)d further categories.")
            self.add_error("categories", message % {"n": FURTHER_CATEGORIES})
        return chosen

    def save(self, commit=True):
        for name in KEYED:
            _give_own_keys(self.formsets[name])
        settle_places(self.formsets["offers"], self.formsets["meeting_places"])
        return super().save(commit)


def _give_own_keys(formset) -> None:
    """Two parts of an entry never share a key, even where a browser sent the same one twice."""
    taken = set()
    for form in formset.forms:
        if form.instance.key in taken:
            form.instance.key = uuid4()
        taken.add(form.instance.key)
