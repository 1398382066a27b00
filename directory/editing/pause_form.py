"""Until when an entry pauses, as maintainers and staff are asked."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..domain.pause import LONGEST

DATE_FORMATS = ["%Y-%m-%d", "%d.%m.%Y", "%d.%m.%y"]


class PauseForm(forms.Form):
    until = forms.DateField(
        label=_("Last day of the pause"),
        input_formats=DATE_FORMATS,
        error_messages={
            "required": _("Please choose the last day of the pause."),
            "invalid": _("Please enter a day, for example 31.01.2027."),
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        limits = {"min": today.isoformat(), "max": (today + LONGEST).isoformat()}
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"} | limits)
        self.fields["until"].widget = widget

    def clean_until(self):
        until, today = self.cleaned_data["until"], timezone.localdate()
        if not today <= until <= today + LONGEST:
            raise forms.ValidationError(_("Please choose a day between today and a year from now."))
        return until
