"""What the organiser says of all who were there."""

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminPageChooser

from cms.towns.scope import below_homes, limit_of
from directory.models import OrganisationPage
from joining.signups.models import Places

from ..self_service.hours_form import FactsForm


class AttendanceHoursForm(FactsForm):
    """`user` enters hours only for clubs whose entries this user may edit."""

    name = None
    club = forms.ModelChoiceField(
        OrganisationPage.objects.none(),
        label=_("Club whose helpers these were"),
        help_text=_("It stands on the proof. The club sees the hours in its list and can withdraw them."),
        widget=AdminPageChooser(target_models=[OrganisationPage]),
    )
    knows = forms.BooleanField(
        label=_("These people know that we get name, e-mail and hours."),
        error_messages={"required": _("Please ask these people first.")},
    )
    field_order = ["club", "activity", "first_day", "last_day", "hours", "knows"]

    def __init__(self, *args, places: Places, user, **kwargs):
        super().__init__(*args, initial=facts_of(places), **kwargs)
        self.user = user
        town = below_homes(limit_of(places.page))
        self.fields["club"].queryset = OrganisationPage.objects.live().filter(town)

    def clean_club(self) -> OrganisationPage:
        club = self.cleaned_data["club"]
        if not club.permissions_for_user(self.user).can_edit():
            raise forms.ValidationError(_now("You cannot enter hours for this club."))
        return club


def facts_of(places: Places) -> dict:
    """What is known from the slot, to be corrected."""
    event = places.page.event
    facts = {"club": event and event.organiser_entry, "activity": (places.title or places.page.title)[:160]}
    occurrence = places.occurrence
    if occurrence is None:
        return facts
    facts["first_day"] = occurrence.first_day
    if occurrence.last_day > occurrence.first_day:
        facts["last_day"] = occurrence.last_day
    if occurrence.end and not occurrence.all_day:
        facts["hours"] = round((occurrence.end - occurrence.start).total_seconds() / 3600, 2)
    return facts
