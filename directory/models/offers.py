import re
from datetime import date, datetime

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.dates import WEEKDAYS as WEEKDAY_NAMES
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Orderable

from ..schedules import WEEKDAYS, Schedule


class WeekdaysFormField(forms.MultipleChoiceField):
    """Ticked weekdays as one text of RFC 5545 codes ("MO,TH")."""

    widget = forms.CheckboxSelectMultiple

    def prepare_value(self, value):
        return value.split(",") if isinstance(value, str) else value

    def clean(self, value):
        chosen = super().clean(value)
        return ",".join(day for day in WEEKDAYS if day in chosen)

    def has_changed(self, initial, data):
        return super().has_changed(self.prepare_value(initial or "") if initial else [], data)


class WeekdaysField(models.CharField):
    def formfield(self, **kwargs):
        choices = [(code, WEEKDAY_NAMES[number]) for number, code in enumerate(WEEKDAYS)]
        return WeekdaysFormField(
            choices=choices, required=not self.blank, label=self.verbose_name, help_text=self.help_text
        )


class Offer(Orderable):
    """What an organisation offers, and when."""

    class Status(models.TextChoices):
        ACTIVE = "active", _("takes place")
        PAUSING = "pausing", _("pauses at the moment")
        CLOSED = "closed", _("has ended")

    class Cost(models.TextChoices):
        UNKNOWN = "", _("no statement")
        FREE = "free", _("free of charge")
        FEE = "fee", _("costs something")
        DONATION = "donation", _("for a donation")

    class Frequency(models.TextChoices):
        NONE = "", _("no fixed time")
        WEEKLY = "weekly", _("every week, or every so many weeks")
        MONTHLY = "monthly", _("on a certain weekday of the month")

    class Position(models.IntegerChoices):
        FIRST = 1, _("first")
        SECOND = 2, _("second")
        THIRD = 3, _("third")
        FOURTH = 4, _("fourth")
        LAST = -1, _("last")

    SHOWN_STATUSES = {Status.ACTIVE, Status.PAUSING}

    page = ParentalKey("directory.OrganisationPage", on_delete=models.CASCADE, related_name="offers")
    name = models.CharField(_("name of the offer"), max_length=120)
    description = models.TextField(_("description"), max_length=1000, blank=True)
    status = models.CharField(_("state"), max_length=10, choices=Status, default=Status.ACTIVE)
    age_from = models.PositiveSmallIntegerField(_("age from"), null=True, blank=True)
    age_to = models.PositiveSmallIntegerField(_("age to"), null=True, blank=True)
    cost = models.CharField(_("costs"), max_length=10, choices=Cost, default=Cost.UNKNOWN, blank=True)
    cost_note = models.CharField(
        _("more about the costs"), max_length=120, blank=True, help_text=_("For example: 5 euros a month.")
    )
    how_to_join = models.CharField(
        _("how to join"),
        max_length=300,
        blank=True,
        help_text=_("For example: Just come along. No need to register."),
    )
    place_number = models.PositiveSmallIntegerField(
        _("place"),
        default=1,
        null=True,
        blank=True,
        help_text=_("1 is the first meeting place of this entry. Empty: at changing places."),
    )

    frequency = models.CharField(_("how often?"), max_length=10, choices=Frequency, default="", blank=True)
    interval = models.PositiveSmallIntegerField(
        _("every … weeks"), default=1, help_text=_("1 is every week, 2 every second week.")
    )
    position = models.SmallIntegerField(
        _("which one of the month?"),
        choices=Position,
        null=True,
        blank=True,
        help_text=_("Only for monthly times."),
    )
    weekdays = WeekdaysField(_("weekdays"), max_length=20, blank=True)
    starts_at = models.TimeField(_("from (time)"), null=True, blank=True)
    ends_at = models.TimeField(_("to (time)"), null=True, blank=True)
    first_date = models.DateField(
        _("first day"),
        null=True,
        blank=True,
        help_text=_("Needed for “every second week”: from here we reckon which week it is."),
    )
    until = models.DateField(_("last day"), null=True, blank=True)
    pauses_in_holidays = models.BooleanField(_("not in school holidays"), default=False)
    skipped_days = models.TextField(
        _("does not take place on"), blank=True, help_text=_("Days such as 24.12.2026, separated by commas.")
    )
    time_note = models.CharField(
        _("note on the time"), max_length=120, blank=True, help_text=_("For example: by arrangement.")
    )

    panels = [
        FieldPanel("name"),
        FieldPanel("description"),
        FieldRowPanel([FieldPanel("status"), FieldPanel("place_number")]),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("frequency"), FieldPanel("interval"), FieldPanel("position")]),
                FieldPanel("weekdays"),
                FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at"), FieldPanel("time_note")]),
                FieldRowPanel(
                    [FieldPanel("first_date"), FieldPanel("until"), FieldPanel("pauses_in_holidays")]
                ),
                FieldPanel("skipped_days"),
            ],
            _("When?"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("age_from"), FieldPanel("age_to")]),
                FieldRowPanel([FieldPanel("cost"), FieldPanel("cost_note")]),
                FieldPanel("how_to_join"),
            ],
            _("For whom, and what does it cost?"),
        ),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("offer")
        verbose_name_plural = _("offers")

    def __str__(self):
        return self.name

    def clean(self):
        super().clean()
        errors = self._time_errors() | self._age_errors()
        if errors:
            raise ValidationError(errors)

    @property
    def schedule(self) -> Schedule:
        """The time as a rule; `position` counts only for monthly times, `interval` only for weekly ones."""
        is_monthly = self.frequency == self.Frequency.MONTHLY
        return Schedule(
            frequency=self.frequency,
            interval=1 if is_monthly else self.interval,
            weekdays=tuple(filter(None, self.weekdays.split(","))),
            position=(self.position or 0) if is_monthly else 0,
            starts_at=self.starts_at,
            ends_at=self.ends_at,
            first_date=self.first_date,
            until=self.until,
            skipped=tuple(parse_days(self.skipped_days)),
            pauses_in_holidays=self.pauses_in_holidays,
            note=self.time_note,
        )

    def _time_errors(self) -> dict[str, str]:
        errors = {}
        if self.frequency == self.Frequency.MONTHLY and not (self.position and self.weekdays):
            errors["position"] = _now("For a monthly time please choose which weekday of the month it is.")
        if not 1 <= (self.interval or 0) <= 52:
            errors["interval"] = _now("Please enter a number between 1 and 52.")
        if (
            self.frequency == self.Frequency.WEEKLY
            and (self.interval or 1) > 1
            and self.weekdays
            and not self.first_date
        ):
            errors["first_date"] = _now("Please enter the first day, or nobody knows which week it is.")
        if self.ends_at and not (self.starts_at and self.starts_at < self.ends_at):
            errors["ends_at"] = _now("The end must lie after the beginning.")
        if self.until and self.first_date and self.until < self.first_date:
            errors["until"] = _now("The last day must not lie before the first.")
        try:
            parse_days(self.skipped_days)
        except ValueError:
            errors["skipped_days"] = _now("Please write days like 24.12.2026, separated by commas.")
        return errors

    def _age_errors(self) -> dict[str, str]:
        if self.age_from is not None and self.age_to is not None and self.age_from > self.age_to:
            return {"age_to": _now("The upper age must not lie below the lower one.")}
        return {}


def parse_days(text: str) -> list[date]:
    """Return the days of a list such as "24.12.2026, 31.12.2026". Raises ValueError for anything else."""
    words = filter(None, re.split(r"[,;\s]+", text))
    return [datetime.strptime(word, "%d.%m.%Y").date() for word in words]
