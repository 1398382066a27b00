from django import forms
from django.contrib.auth.models import Group
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from cms.towns.models import GroupTown


class GroupTownPanel(forms.Form):
    """In the form of a group, if there are several towns: the town that it works for."""

    town = forms.ModelChoiceField(
        label=_("Works for"),
        queryset=Site.objects.none(),
        required=False,
        empty_label=_("the whole installation: sees mails and submissions of all towns"),
    )

    def __init__(self, data=None, files=None, instance: Group | None = None):
        self.group = instance
        limit = GroupTown.objects.filter(group=instance).first() if instance and instance.pk else None
        super().__init__(data, prefix="group-town", initial={"town": limit and limit.site_id})
        self.fields["town"].queryset = Site.objects.order_by("-is_default_site", "site_name")
        self.is_needed = Site.objects.count() > 1

    def save(self) -> None:
        """Change nothing if the question was not shown."""
        if not self.is_needed or self.add_prefix("town") not in self.data:
            return
        town = self.cleaned_data["town"]
        if town is None:
            GroupTown.objects.filter(group=self.group).delete()
        elif not GroupTown.objects.filter(group=self.group, site=town).exists():
            # A role belongs to the town for which it was created.
            GroupTown.objects.update_or_create(group=self.group, defaults={"site": town, "role": ""})

    def as_admin_panel(self) -> str:
        return render_to_string("accounts/group_town_panel.html", {"form": self}) if self.is_needed else ""
