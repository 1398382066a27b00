"""The non-repeating part of the maintainer's form: name, contact, description …"""

from django import forms
from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _

from cms.common import phones
from cms.common.form_fields import EmailField, PhoneField, SingleLineField, TextField, WebAddressField
from cms.towns.scope import limit_of

from ..domain.plain_text import to_html, to_text
from ..editing.category_fields import CategoriesField, CategoryField
from ..editing.page_form import FURTHER_CATEGORIES
from ..entry_changes.snapshot import PAGE_FIELDS, PICTURE_FIELDS, to_json
from ..models import Category, District, OrganisationPage
from ..models.organisation_page import SUMMARY_LENGTH
from ..workflow.entry_pictures import KEY
from .picture_fields import FIELD, PictureFields

TEXT_LENGTH = 5000
WRITTEN_FIELDS = tuple(name for name in PAGE_FIELDS if name not in PICTURE_FIELDS)


class PageForm(PictureFields, forms.ModelForm):
    title = SingleLineField(label=_("Name"), max_length=200)
    summary = TextField(
        label=_("What you do, in one sentence"),
        max_length=SUMMARY_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("At most 200 characters. Stands in every list."),
    )
    main_category = CategoryField(label=_("What is it about?"), queryset=Category.objects.none())
    categories = CategoriesField(
        label=_("Further categories"),
        queryset=Category.objects.none(),
        required=False,
        help_text=_("At most four."),
    )
    email = EmailField(label=_("E-mail"), required=False)
    phone = PhoneField(label=_("Phone"), required=False, help_text=_("Everybody can see this number."))
    website = WebAddressField(label=_("Website"), required=False, help_text=_("For example www.example.org"))
    description = TextField(
        label=_("Description"),
        required=False,
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("An empty line begins a new paragraph. A dash at the beginning of a line makes a list."),
    )
    description_easy = TextField(
        label=_("Description in Leichte Sprache"),
        required=False,
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Short sentences. One thought each."),
    )

    class Meta:
        model = OrganisationPage
        fields = WRITTEN_FIELDS
        widgets = {"districts": CheckboxSelectMultiple, "target_groups": CheckboxSelectMultiple}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.find_picture(self.instance.pk, self[KEY].value() or "")
        # Queried per form, to include terms added since the process started.
        for name in ("main_category", "categories"):
            self.fields[name].queryset = Category.objects.select_related("parent")
        self.fields["districts"].queryset = District.objects.of_town(limit_of(self.instance))
        self.fields["founded_year"].widget = forms.TextInput(attrs={"inputmode": "numeric"})
        self.fields["founded_year"].max_value = 9999

    def clean_categories(self):
        chosen = self.cleaned_data["categories"]
        if len(chosen) > FURTHER_CATEGORIES:
            raise forms.ValidationError(
                _("Please choose at most %(n)d further categories."), params={"n": FURTHER_CATEGORIES}
            )
        return chosen

    def facts(self, base: dict) -> dict:
        """Return the page's part of the facts; only after `is_valid`."""
        cleaned = self.cleaned_data
        facts = {name: to_json("", name, cleaned[name]) for name in WRITTEN_FIELDS}
        facts["description"] = to_html(cleaned["description"], base.get("description", ""))
        return facts | {FIELD: self.picture_fact(base.get(FIELD))}


def initial_of(facts: dict) -> dict:
    """Return the initial values of the form."""
    plain = {name: facts[name] for name in WRITTEN_FIELDS if name in facts}
    return plain | {
        "description": to_text(facts.get("description", "")),
        "phone": phones.for_reading(facts.get("phone", "")),
    }
