"""When and where a day of a series takes place instead, as clubs and staff say it."""

from datetime import datetime, timedelta
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.common.form_fields import SingleLineField
from cms.recurrence.zone import BERLIN
from directory.self_service.row_forms import suit_citizens

from ..models import ChangedDay
from .changed_days import ComingDay

FURTHEST = timedelta(days=3 * 366)


class MoveForm(forms.Form):
    day = forms.DateField(label=_("New day"))
    starts_at = forms.TimeField(label=_("New time"), required=False, help_text=_("Empty: the usual time."))
    place = SingleLineField(
        label=_("New place"), required=False, max_length=120, help_text=_("Only if it changes, too.")
    )
    reason = SingleLineField(
        label=_("Reason"), required=False, max_length=200, help_text=_("Everybody reads it.")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            suit_citizens(name, field)

    def clean_day(self):
        day = self.cleaned_data["day"]
        if not timezone.localdate() <= day <= timezone.localdate() + FURTHEST:
            raise forms.ValidationError(_("Please choose a day that is still to come."))
        return day

    def new_start(self, usual: datetime) -> datetime:
        """The new start; the usual time holds if no other is given."""
        clock = self.cleaned_data["starts_at"] or usual.astimezone(BERLIN).time()
        return datetime.combine(self.cleaned_data["day"], clock, BERLIN)


def moved(form: MoveForm, series: UUID, coming: ComingDay) -> ChangedDay:
    """Return the unsaved change; only after `is_valid`."""
    return ChangedDay(
        series=series,
        day=coming.day,
        change=ChangedDay.Change.MOVED,
        reason=form.cleaned_data["reason"],
        new_start=form.new_start(coming.occurrence.start),
        new_place=form.cleaned_data["place"],
    )
