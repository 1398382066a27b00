import re
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.dates import WEEKDAYS as WEEKDAY_NAMES
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from cms.recurrence.rule import WEEKDAYS
from cms.recurrence.schedule import Schedule

from .fields import ListField

WEEKDAY_OPTIONS = [(code, WEEKDAY_NAMES[number]) for number, code in enumerate(WEEKDAYS)]
POSITION_OPTIONS = [
    ("1", _("first")),
    ("2", _("second")),
    ("3", _("third")),
    ("4", _("fourth")),
    ("-1", _("last")),
]

TIME_FIELDS = (
    "frequency",
    "interval",
    "positions",
    "weekdays",
    "starts_at",
    "ends_at",
    "first_date",
    "until",
    "pauses_in_holidays",
    "pauses_on_public_holidays",
    "skipped_days",
    "time_note",
)


class RecurringTime(models.Model):
    """When something takes place, in the words of a form; `schedule` says the same as a rule."""

    class Frequency(models.TextChoices):
        NONE = "", _("no fixed time")
        WEEKLY = "weekly", _("every week, or every so many weeks")
        MONTHLY = "monthly", _("on a certain weekday of the month")

    frequency = models.CharField(_("how often?"), max_length=10, choices=Frequency, default="", blank=True)
    interval = models.PositiveSmallIntegerField(
        _("every … weeks"), default=1, help_text=_("1 is every week, 2 every second week.")
    )
    positions = ListField(_("which ones of the month?"), max_length=20, blank=True, options=POSITION_OPTIONS)
    weekdays = ListField(_("weekdays"), max_length=20, blank=True, options=WEEKDAY_OPTIONS)
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
    pauses_on_public_holidays = models.BooleanField(
        _("not on public holidays"),
        default=False,
        help_text=_("Those of the Land that stands in the town's settings."),
    )
    skipped_days = models.TextField(
        _("does not take place on"), blank=True, help_text=_("Days such as 24.12.2026, separated by commas.")
    )
    time_note = models.CharField(
        _("note on the time"), max_length=120, blank=True, help_text=_("For example: by arrangement.")
    )

    class Meta:
        abstract = True

    def clean(self):
        super().clean()
        if errors := self._time_errors():
            raise ValidationError(errors)

    @property
    def schedule(self) -> Schedule:
        """The time as a rule; `positions` count only for monthly times, `interval` only for weekly ones."""
        is_monthly = self.frequency == self.Frequency.MONTHLY
        return Schedule(
            frequency=self.frequency,
            interval=1 if is_monthly else self.interval,
            weekdays=_codes(self.weekdays),
            positions=tuple(map(int, _codes(self.positions))) if is_monthly else (),
            starts_at=self.starts_at,
            ends_at=self.ends_at,
            first_date=self.first_date,
            until=self.until,
            skipped=tuple(parse_days(self.skipped_days)),
            pauses_in_holidays=self.pauses_in_holidays,
            pauses_on_public_holidays=self.pauses_on_public_holidays,
            note=self.time_note,
        )

    def _time_errors(self) -> dict[str, str]:
        return self._rhythm_errors() | self.clock_errors() | self._day_errors()

    def _rhythm_errors(self) -> dict[str, str]:
        errors = {}
        is_monthly = self.frequency == self.Frequency.MONTHLY
        is_weekly = self.frequency == self.Frequency.WEEKLY
        if is_monthly and not self.positions:
            errors["positions"] = _now("Please choose which one of the month it is.")
        if is_monthly and not self.weekdays:
            errors["weekdays"] = _now("Please choose the weekday.")
        if not 1 <= (self.interval or 0) <= 52:
            errors["interval"] = _now("Please enter a number between 1 and 52.")
        if is_weekly and (self.interval or 1) > 1 and self.weekdays and not self.first_date:
            errors["first_date"] = _now("Please enter the first day, or nobody knows which week it is.")
        return errors

    def clock_errors(self) -> dict[str, str]:
        if self.ends_at and not (self.starts_at and self.starts_at < self.ends_at):
            return {"ends_at": _now("The end must lie after the beginning.")}
        return {}

    def _day_errors(self) -> dict[str, str]:
        errors = {}
        if self.until and self.first_date and self.until < self.first_date:
            errors["until"] = _now("The last day must not lie before the first.")
        try:
            parse_days(self.skipped_days)
        except ValueError:
            errors["skipped_days"] = _now("Please write days like 24.12.2026, separated by commas.")
        return errors


def parse_days(text: str) -> list[date]:
    """Return the days of a list such as "24.12.2026, 31.12.2026". Raises ValueError for anything else."""
    words = filter(None, re.split(r"[,;\s]+", text))
    return [datetime.strptime(word, "%d.%m.%Y").date() for word in words]


def _codes(text: str) -> tuple[str, ...]:
    return tuple(filter(None, text.split(",")))
