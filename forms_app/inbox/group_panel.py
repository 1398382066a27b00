from django import forms
from django.contrib.auth.models import Group
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms.towns.scope import scope_of, town_of

from ..models import FormAccess
from ..models.pages import FormPage

ALL, SOME = "all", "some"


class FormPagesField(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, page):
        town = scope_of(town_of(page))
        marks = filter(None, [town and town.site_name, page.locale.get_display_name()])
        return f"{page.title} ({', '.join(marks)})"


class FormAccessPanel(forms.Form):
    """In the form of a group: access to the submissions of all forms, or of certain ones."""

    scope = forms.ChoiceField(
        label=_("Submissions of which forms?"),
        required=False,
        widget=forms.RadioSelect,
        choices=[(ALL, _("all forms, also those still to come")), (SOME, _("only these:"))],
    )
    pages = FormPagesField(label=_("Forms"), queryset=Page.objects.none(), required=False)

    def __init__(self, data=None, files=None, instance: Group | None = None):
        self.group = instance
        access = FormAccess.objects.filter(group=instance).first() if instance and instance.pk else None
        chosen = access.pages.all() if access else []
        super().__init__(
            data, prefix="form-access", initial={"scope": SOME if access else ALL, "pages": chosen}
        )
        pages = Page.objects.type(*FormPage.__subclasses__())
        self.fields["pages"].queryset = pages.select_related("locale").order_by("title")

    @transaction.atomic
    def save(self) -> None:
        """A missing answer changes nothing, since it was not submitted by this form."""
        if self.cleaned_data["scope"] == ALL:
            FormAccess.objects.filter(group=self.group).delete()
        elif self.cleaned_data["scope"] == SOME:
            access, _is_new = FormAccess.objects.get_or_create(group=self.group)
            access.pages.set(self.cleaned_data["pages"])

    def as_admin_panel(self) -> str:
        return render_to_string("forms_app/admin/form_access_panel.html", {"form": self})
