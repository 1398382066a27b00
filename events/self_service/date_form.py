"""The form with which a club announces a date, and what was understood of it in words."""

from datetime import date, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from cms.common.form_fields import SingleLineField, TextField, WebAddressField
from cms.recurrence.occurrence_words import when_in_full
from cms.recurrence.rule import WEEKDAYS
from cms.recurrence.words import in_words, limits_in_words
from directory.models import Offer, OrganisationPage
from directory.self_service.row_forms import FieldGroup, suit_citizens

from ..models import PartnerEvent
from ..models.repetition import week_of_month
from ..publishing.dates import coming_dates
from ..workflow.moving import FURTHEST

ELSEWHERE = Offer.CHANGING_PLACES
SHOWN = 5
# What begins in the evening may end in the night.
LATEST_NIGHT = 6
LONGEST = timedelta(days=366)


class DateForm(forms.ModelForm):
    """Only what a club decides; the weekday of a repeated date follows from its first day unless it is chosen."""

    title = SingleLineField(label=_("What takes place?"), max_length=160)
    summary = TextField(
        label=_("One sentence about it"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What happens, for whom, what to bring. At most 300 characters."),
    )
    frequency = forms.ChoiceField(
        label=_("How often?"),
        required=False,
        widget=forms.RadioSelect,
        choices=[
            ("", _("once")),
            ("weekly", _("every week, or every so many weeks")),
            ("monthly", _("every month")),
        ],
    )
    place = forms.ChoiceField(label=_("Where?"))
    url = WebAddressField(label=_("More about it at"), required=False)
    online_url = WebAddressField(label=_("Online at"), required=False)
    layout = (
        FieldGroup((("title",), ("summary",))),
        FieldGroup((("first_date",), ("starts_at", "ends_at"), ("all_day",), ("ends_on",), ("frequency",))),
        FieldGroup(
            (
                ("interval",),
                ("weekdays",),
                ("positions",),
                ("until",),
                ("pauses_in_holidays",),
                ("pauses_on_public_holidays",),
                ("skipped_days",),
            ),
            _("More about the repetition"),
        ),
        FieldGroup((("place",),)),
        FieldGroup(
            (("place_name",), ("street",), ("postcode", "city"), ("online_url",)), _("At another address")
        ),
        FieldGroup(
            (("cost", "cost_note"), ("age_from", "age_to"), ("url",)), _("Costs, ages, more about it")
        ),
    )

    class Meta:
        model = PartnerEvent
        fields = (
            "title",
            "summary",
            "frequency",
            "interval",
            "positions",
            "weekdays",
            "starts_at",
            "ends_at",
            "all_day",
            "first_date",
            "ends_on",
            "until",
            "pauses_in_holidays",
            "pauses_on_public_holidays",
            "skipped_days",
            "place_name",
            "street",
            "postcode",
            "city",
            "online_url",
            "cost",
            "cost_note",
            "age_from",
            "age_to",
            "url",
        )

    def __init__(self, *args, page: OrganisationPage, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            suit_citizens(name, field)
        self.fields["first_date"].label = _("Day")
        self.fields["first_date"].required = True
        self.fields["first_date"].help_text = _("If it is repeated: the first day.")
        self.fields["until"].help_text = _("Of the whole series. Empty, it goes on.")
        self.fields["weekdays"].help_text = _("Without a choice, the weekday of the first day.")
        self.fields["positions"].help_text = _("Without a choice, as on the first day.")
        self.fields["interval"].required = False
        places = [(str(place.key), place.name or str(place)) for place in page.meeting_places.all()]
        self.fields["place"].choices = [*places, (ELSEWHERE, _("at another address"))]
        self.initial["place"] = self._chosen_place(places)

    @property
    def groups(self) -> list[dict]:
        return [self._group(group) for group in self.layout]

    def _group(self, group: FieldGroup) -> dict:
        names = [name for row in group.rows for name in row]
        lines = [[self[name] for name in row] for row in group.rows]
        has_errors = self.is_bound and any(name in self.errors for name in names)
        is_said = any(self[name].value() not in (None, "", [], False, 1, "1") for name in names)
        return {"legend": group.legend, "lines": lines, "is_open": has_errors or is_said}

    def _chosen_place(self, places: list[tuple[str, str]]) -> str:
        known = [key for key, _name in places]
        key = self.instance.place_key
        if key == Offer.FIRST_PLACE and known and not self.instance.place_name:
            return known[0]
        return key if key in known else ELSEWHERE

    def clean_interval(self):
        return self.cleaned_data["interval"] or 1

    def clean_first_date(self):
        day = self.cleaned_data["first_date"]
        if day and day > timezone.localdate() + FURTHEST:
            raise forms.ValidationError(_("This day lies more than three years ahead."))
        return day

    def clean_ends_on(self):
        last, first = self.cleaned_data["ends_on"], self.cleaned_data.get("first_date")
        if last and first and last - first > LONGEST:
            raise forms.ValidationError(_("This is longer than a year."))
        return last

    def clean(self):
        cleaned = super().clean()
        place = cleaned.get("place")
        self.instance.place_key = place or Offer.FIRST_PLACE
        if place == ELSEWHERE and not any(
            cleaned.get(name) for name in ("place_name", "street", "online_url")
        ):
            self.add_error("place_name", _("Please say where: a name, an address, or an online address."))
        self._complete_times(cleaned)
        self._refuse_what_is_over(cleaned)
        return cleaned

    def _complete_times(self, cleaned: dict) -> None:
        day, starts, ends = (cleaned.get(name) for name in ("first_date", "starts_at", "ends_at"))
        if cleaned.get("all_day"):
            cleaned["starts_at"] = cleaned["ends_at"] = None
        elif day and not starts and "starts_at" not in self.errors:
            self.add_error("starts_at", _("Please say when it begins, or tick “all day”."))
        is_night = starts and ends and ends <= starts and ends.hour <= LATEST_NIGHT
        if day and is_night and not cleaned.get("ends_on"):
            cleaned["ends_on"] = day + timedelta(days=1)
        frequency = cleaned.get("frequency")
        if not frequency:
            cleaned |= {"interval": 1, "weekdays": "", "positions": "", "until": None, "skipped_days": ""}
            cleaned["pauses_in_holidays"] = cleaned["pauses_on_public_holidays"] = False
        elif day and not cleaned.get("weekdays"):
            cleaned["weekdays"] = WEEKDAYS[day.weekday()]
        if day and frequency == "monthly" and not cleaned.get("positions"):
            # A fifth one does not exist in each month.
            cleaned["positions"] = str(week if (week := week_of_month(day)) < 5 else -1)
        if frequency != "monthly":
            cleaned["positions"] = ""

    def _refuse_what_is_over(self, cleaned: dict) -> None:
        is_repeated = bool(cleaned.get("frequency"))
        last = cleaned.get("until") if is_repeated else cleaned.get("ends_on") or cleaned.get("first_date")
        if last and last < timezone.localdate():
            self.add_error("until" if is_repeated else "first_date", _now("This day is over."))


def understood(event: PartnerEvent) -> dict:
    """Say back what was understood: the rule in words and the next dates."""
    schedule = event.known_schedule
    dates = coming_dates(schedule, SHOWN)
    return {
        "rule": ", ".join([in_words(schedule), *limits_in_words(schedule)]) if event.frequency else "",
        "dates": [when_in_full(each) for each in dates],
        # Without the next school holidays nobody knows.
        "is_unknown": not dates,
    }


def is_over(event: PartnerEvent, today: date) -> bool:
    schedule = event.schedule
    if schedule.is_recurring:
        return schedule.has_ended(today)
    return (event.ends_on or event.first_date) < today
