from django import forms
from django.utils.translation import gettext_lazy as _

from cms.common.form_fields import EmailField, PhoneField, SingleLineField, TextField, WebAddressField
from cms.towns.scope import limit_of
from directory.duplicates.lookup import Duplicate, public_duplicates
from directory.duplicates.similarity import Organisation
from directory.editing.category_fields import CategoryField
from directory.models import Category, District

from .forms import FieldGroup, SubmissionForm, grouped

SUMMARY_LENGTH = 200
ENTRY = ("name", "main_category", "summary", "district")
WAYS_OF_CONTACT = ("phone", "email", "website")
SHOWN = "email_is_public"
PERSON = ("contact_name", "contact_email")


class RegistrationForm(SubmissionForm):
    """The minimum for an entry, which takes about three minutes."""

    ONE_OF_THESE = WAYS_OF_CONTACT

    name = SingleLineField(label=_("Name of your club or initiative"), max_length=200)
    main_category = CategoryField(
        label=_("What is it about?"),
        queryset=Category.objects.none(),
        to_field_name="slug",
        empty_label=_("Please choose"),
        help_text=_("Choose what fits best. Further categories can follow later."),
    )
    summary = TextField(
        label=_("What you do, in one sentence"),
        max_length=SUMMARY_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "At most 200 characters. For example: “We sing together every Tuesday; nobody auditions.”"
        ),
    )
    district = forms.ModelChoiceField(
        label=_("Where in town?"),
        queryset=District.objects.none(),
        to_field_name="slug",
        empty_label=_("Please choose"),
    )
    phone = PhoneField(label=_("Phone"), required=False)
    email = EmailField(label=_("E-mail"), required=False)
    email_is_public = forms.BooleanField(
        label=_("Everybody may see the e-mail address"),
        required=False,
        help_text=_("Without this nobody sees it, and programs cannot collect it."),
    )
    website = WebAddressField(label=_("Website"), required=False, help_text=_("For example www.example.org"))
    contact_name = SingleLineField(
        label=_("Your name"), required=False, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    contact_email = EmailField(
        label=_("Your e-mail address"),
        help_text=_("Only for our questions about the entry. It is never published."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["main_category"].queryset = Category.objects.select_related("parent")
        self.fields["district"].queryset = District.objects.of_town(limit_of(self.page))

    def clean(self):
        cleaned_data = super().clean()
        answered = any(cleaned_data.get(name) for name in self.ONE_OF_THESE)
        refused = any(name in self.errors for name in self.ONE_OF_THESE)
        if not answered and not refused:
            self.add_error("phone", _("Please give at least one way of contact: phone, e-mail or website."))
        return cleaned_data

    @property
    def groups(self) -> list[FieldGroup]:
        fixed = {*ENTRY, *WAYS_OF_CONTACT, SHOWN, *PERSON}
        extra = [field for field in self.questions if field.name not in fixed]
        groups = [
            FieldGroup(_("Your entry"), self._named(ENTRY)),
            FieldGroup(
                _("How people reach you"),
                self._named(("phone", "email", SHOWN, "website")),
                _(
                    "This stands in the directory for everybody, your e-mail address only if you want. One way is"
                    " enough."
                ),
            ),
            *grouped(extra, _("More about you")),
            FieldGroup(_("If we have questions"), self._named(PERSON)),
        ]
        return [group for group in groups if group.fields]

    @property
    def sender_name(self) -> str:
        return self.cleaned_data["name"]

    @property
    def sender_email(self) -> str:
        return self.cleaned_data["contact_email"]

    def likely_duplicates(self, request=None) -> list[Duplicate]:
        answers = self.cleaned_data
        wanted = Organisation.of(
            answers["name"],
            emails=[answers["email"]],
            phones=[answers["phone"]],
            website=answers["website"],
        )
        return public_duplicates(wanted, request, site=limit_of(self.page))

    def _named(self, names):
        return [self[name] for name in names]
