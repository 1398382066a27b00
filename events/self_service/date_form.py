"""The form with which a club announces a date, and what was understood of it in words."""

from datetime import date, timedelta
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from cms.common.form_fields import SingleLineField, TextField, WebAddressField
from cms.media.intake.taking import names_of
from cms.recurrence.occurrence_words import when_in_full
from cms.recurrence.rule import WEEKDAYS
from cms.recurrence.words import in_words, limits_in_words
from directory.models import Offer, OrganisationPage
from directory.self_service.row_forms import FieldGroup, suit_citizens
from directory.workflow.sent_pictures import KINDS, LARGEST, TooManyPicturesError

from ..models import DatePicture, PartnerEvent
from ..models.repetition import week_of_month
from ..publishing.dates import coming_dates
from ..workflow.moving import FURTHEST
from ..workflow.pictures import keep_picture

ELSEWHERE = Offer.CHANGING_PLACES
SHOWN = 5
NOTHING_SAID = (None, "", [], [""], False, 1, "1")
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
    picture_file = forms.FileField(
        label=_("Picture"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ",".join(KINDS)}),
        help_text=_("%(kinds)s; at most %(megabytes)s MB.")
        % {"kinds": names_of(KINDS), "megabytes": LARGEST // 1_000_000},
    )
    picture_removed = forms.BooleanField(label=_("Without the picture"), required=False)
    picture_agreed = forms.BooleanField(
        label=_("Its author and everybody who can be recognised agree that it is published here."),
        required=False,
    )
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
        FieldGroup(
            (
                ("picture_file",),
                ("picture_removed",),
                ("picture_description",),
                ("picture_author",),
                ("picture_agreed",),
            ),
            _("A picture"),
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
            "picture_description",
            "picture_author",
        )

    def __init__(self, *args, page: OrganisationPage, **kwargs):
        super().__init__(*args, **kwargs)
        self.page = page
        self.picture = self._sent_before() or self.instance.picture
        for name, field in self.fields.items():
            suit_citizens(name, field)
        self.fields["first_date"].label = _("Day")
        self.fields["first_date"].required = True
        self.fields["first_date"].help_text = _("If it is repeated: the first day.")
        self.fields["until"].help_text = _("Of the whole series. Empty, it goes on.")
        self.fields["weekdays"].help_text = _("Without a choice, the weekday of the first day.")
        self.fields["positions"].help_text = _("Without a choice, as on the first day.")
        self.fields["positions"].label = _("Which ones of the month?")
        self.fields["picture_description"].help_text = _(
            "One sentence for people who cannot see it. Needed with a picture."
        )
        self.fields["picture_author"].help_text = _("Needed with a picture.")
        self.fields["interval"].required = False
        if self.picture is None:
            del self.fields["picture_removed"]
        self.initial["picture_agreed"] = bool(self.picture and self.picture.is_in_library)
        places = [(str(place.key), place.name or str(place)) for place in page.meeting_places.all()]
        self.fields["place"].choices = [*places, (ELSEWHERE, _("at another address"))]
        self.initial["place"] = self._chosen_place(places)

    @property
    def groups(self) -> list[dict]:
        return [self._group(group) for group in self.layout]

    def _group(self, group: FieldGroup) -> dict:
        names = [name for row in group.rows for name in row if name in self.fields]
        lines = [[self[name] for name in row if name in names] for row in group.rows]
        has_errors = self.is_bound and any(name in self.errors for name in names)
        is_said = any(self[name].value() not in NOTHING_SAID for name in names)
        # Whoever has no place of their own needs the address.
        is_needed = "place_name" in names and self["place"].value() == ELSEWHERE
        return {
            "legend": group.legend,
            "lines": list(filter(None, lines)),
            "is_open": has_errors or is_said or is_needed,
            "has_picture": "picture_file" in names,
        }

    def _sent_before(self) -> DatePicture | None:
        """What came with an earlier step, as a browser sends no file twice."""
        try:
            key = UUID(self.data.get("picture_key", ""))
        except ValueError:
            return None
        return DatePicture.objects.filter(page=self.page, key=key).first()

    def _chosen_place(self, places: list[tuple[str, str]]) -> str:
        known = [key for key, _name in places]
        key = self.instance.place_key
        if key == Offer.FIRST_PLACE and known and not self.instance.place_name:
            return known[0]
        return key if key in known else ELSEWHERE

    def clean_picture_file(self):
        """Kept at once, even if something else is wrong."""
        upload = self.cleaned_data["picture_file"]
        if upload and upload.size > LARGEST:
            raise forms.ValidationError(_now("The picture is too large. Please choose a smaller one."))
        try:
            self.picture = keep_picture(self.page, upload) if upload else self.picture
        except TooManyPicturesError as error:
            text = _now("So many of your pictures wait for the office. Please send this date without one.")
            raise forms.ValidationError(text) from error
        return upload

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
        self._complete_picture(cleaned)
        self._complete_times(cleaned)
        self._refuse_what_is_over(cleaned)
        return cleaned

    def _complete_picture(self, cleaned: dict) -> None:
        if cleaned.get("picture_removed") and not cleaned.get("picture_file"):
            self.picture = None
        self.instance.picture = self.picture
        if self.picture is None:
            cleaned |= {"picture_description": "", "picture_author": ""}
            return
        if not cleaned.get("picture_description"):
            self.add_error("picture_description", _now("Please say in one sentence what the picture shows."))
        if not cleaned.get("picture_author"):
            self.add_error("picture_author", _now("Please say who took the picture."))
        if not self.picture.is_in_library and not cleaned.get("picture_agreed"):
            self.add_error("picture_agreed", _now("Please confirm that all of them agree."))

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
