from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks
from wagtail.admin.panels import FieldRowPanel, HelpPanel, MultiFieldPanel, ObjectList
from wagtail.fields import StreamField
from wagtail.models import PageManager
from wagtail.search import index

from cms.pages.editing.tabs import tabs
from cms.pages.models import ContentPage
from cms.recurrence.occurrence import Occurrence
from cms.recurrence.schedule import Schedule
from cms.recurrence.zone import wall_time
from cms.towns.land import land_of
from directory.models.places import access

from ..editing.panels import DaysPanel
from .querysets import EventQuerySet
from .repetition import Repeats, event_schedule
from .validation import event_problems

CALENDAR_NAME = "termin.ics"


class EventPage(ContentPage):
    """A date to which people are invited; it may come back by a rule."""

    class Status(models.TextChoices):
        PLANNED = "planned", _("takes place as announced")
        POSTPONED = "postponed", _("is postponed, the new date is not known yet")
        CANCELLED = "cancelled", _("is cancelled")

    start = models.DateTimeField(
        _("begins"), help_text=_("Of a repeated date: its first time, which decides weekday and hour.")
    )
    end = models.DateTimeField(
        _("ends"), null=True, blank=True, help_text=_("May stay empty when nobody knows yet.")
    )
    all_day = models.BooleanField(
        _("all day"), default=False, help_text=_("Only the days count; the times above are not shown.")
    )
    status = models.CharField(_("this date"), max_length=10, choices=Status, default=Status.PLANNED)

    repeats = models.CharField(_("repetition"), max_length=12, choices=Repeats, default=Repeats.NONE)
    repeat_every = models.PositiveSmallIntegerField(
        _("every … weeks"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(52)],
        help_text=_("1 means each week, 2 every other week. Only for weekly dates."),
    )
    repeat_until = models.DateField(
        _("until"), null=True, blank=True, help_text=_("The last possible day. Empty: until further notice.")
    )
    exceptions = StreamField(
        [("date", blocks.DateBlock(icon="date", label=_("Date")))],
        blank=True,
        verbose_name=_("does not take place on"),
        help_text=_("Days that are left out, for example in the holidays."),
    )

    pauses_on_public_holidays = models.BooleanField(
        _("not on public holidays"),
        default=False,
        help_text=_("Those of the Land that stands in the town's settings."),
    )

    place_name = models.CharField(
        _("place"), max_length=120, blank=True, help_text=_("For example: Town hall")
    )
    street = models.CharField(_("street and number"), max_length=120, blank=True)
    postcode = models.CharField(
        _("postcode"),
        max_length=5,
        blank=True,
        validators=[RegexValidator(r"\A[0-9]{5}\Z", _("Please enter five digits."))],
    )
    city = models.CharField(_("town or village"), max_length=80, blank=True)
    online_url = models.URLField(
        _("online at"), blank=True, help_text=_("The address at which people take part over the internet.")
    )
    accessibility_note = models.TextField(
        _("accessibility of the place"),
        max_length=300,
        blank=True,
        help_text=_("For example: no steps, accessible toilet, sign language interpretation on request."),
    )

    has_step_free_entrance = access(_("step-free entrance"))
    has_wheelchair_toilet = access(_("wheelchair-accessible toilet"))
    district = models.ForeignKey(
        "directory.District",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("district"),
    )

    organiser_entry = models.ForeignKey(
        "directory.OrganisationPage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("organiser’s entry"),
        help_text=_("If the organiser stands in the directory. The date is found by its categories, too."),
    )
    organiser = models.CharField(
        _("organiser"),
        max_length=160,
        blank=True,
        help_text=_("Empty: the office named in the town's settings."),
    )
    age_from = models.PositiveSmallIntegerField(_("age from"), null=True, blank=True)
    age_to = models.PositiveSmallIntegerField(_("age to"), null=True, blank=True)
    is_free = models.BooleanField(_("free of charge"), default=True)
    price = models.CharField(
        _("price"), max_length=120, blank=True, help_text=_("For example: 5 euros, reduced 3 euros")
    )
    registration_url = models.URLField(_("registration form"), blank=True)
    registration_email = models.EmailField(_("registration by e-mail"), blank=True)

    # Written on saving; unlike the next date, it does not age.
    over_at = models.DateTimeField(null=True, editable=False, db_index=True)

    kind = "events"
    routes = (f"/{CALENDAR_NAME}",)

    objects = PageManager.from_queryset(EventQuerySet)()

    when_panels = [
        DaysPanel(heading=_("The next dates")),
        MultiFieldPanel([FieldRowPanel(["start", "end"]), "all_day", "status"], _("When?")),
        MultiFieldPanel(
            [
                HelpPanel(
                    _(
                        "Leave this alone for a single date. Otherwise the first date above "
                        "sets the weekday, the hour and, for monthly dates, the week."
                    )
                ),
                "repeats",
                FieldRowPanel(["repeat_every", "repeat_until"]),
                "pauses_on_public_holidays",
                "exceptions",
            ],
            _("Does it come back?"),
        ),
    ]
    place_panels = [
        MultiFieldPanel(
            [
                "place_name",
                "street",
                FieldRowPanel(["postcode", "city"]),
                "district",
                "online_url",
                FieldRowPanel(["has_step_free_entrance", "has_wheelchair_toilet"]),
                "accessibility_note",
            ],
            _("Where?"),
        ),
        MultiFieldPanel(
            [
                "organiser_entry",
                "organiser",
                FieldRowPanel(["age_from", "age_to"]),
                FieldRowPanel(["is_free", "price"]),
                "registration_url",
                "registration_email",
            ],
            _("Taking part"),
        ),
    ]
    edit_handler = tabs(
        ObjectList(ContentPage.content_panels, heading=_("Content")),
        ObjectList(when_panels, heading=_("When and how often")),
        ObjectList(place_panels, heading=_("Place and taking part")),
    )
    search_fields = ContentPage.search_fields + [
        index.SearchField("place_name"),
        index.SearchField("organiser"),
        index.FilterField("over_at"),
    ]

    parent_page_types = ["events.EventIndexPage"]
    subpage_types = []
    page_description = _("A date with a place, also a repeated one, that people can put into their calendar.")

    class Meta:
        verbose_name = pgettext_lazy("event", "date")
        verbose_name_plural = pgettext_lazy("event", "dates")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(end__isnull=True) | models.Q(end__gte=models.F("start")),
                name="events_event_ends_after_start",
            ),
        ]

    @property
    def schedule(self) -> Schedule:
        return event_schedule(
            wall_time(self.start),
            wall_time(self.end),
            all_day=self.all_day,
            repeats=self.repeats,
            every=self.repeat_every or 1,
            until=self.repeat_until,
            exceptions={block.value for block in self.exceptions if block.value},
            holidays_of=land_of(self) if self.pauses_on_public_holidays else None,
        )

    @property
    def is_cancelled(self) -> bool:
        return self.status == self.Status.CANCELLED

    @property
    def is_postponed(self) -> bool:
        return self.status == self.Status.POSTPONED

    @property
    def can_register(self) -> bool:
        return self.status == self.Status.PLANNED and not self.is_over

    @property
    def is_over(self) -> bool:
        return self.over_at is not None and self.over_at <= timezone.now()

    @property
    def address(self) -> str:
        """The postal address in one line, or ""."""
        city = f"{self.postcode} {self.city}".strip()
        return ", ".join(part for part in (self.street, city) if part)

    @property
    def calendar_url(self) -> str:
        return f"{self.url}{CALENDAR_NAME}"

    def shown_occurrence(self, now: datetime | None = None) -> Occurrence:
        """The next date, or the last one when all are over."""
        schedule = self.schedule
        upcoming = schedule.next_occurrence(now or timezone.now())
        return upcoming or schedule.last_occurrence() or schedule.occurrence_on(schedule.first_date)

    def clean(self):
        super().clean()
        if problems := event_problems(self):
            raise ValidationError(problems)

    def save(self, *args, **kwargs):
        self.over_at = self.schedule.over_at() if self.start else None
        super().save(*args, **kwargs)
