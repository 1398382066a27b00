from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.fields import StreamField
from wagtail.models import PageManager
from wagtail.search import index

from cms.core.models import BasePage, ContentPage

from .. import listings, structured, wording
from ..querysets import EventQuerySet
from ..recurrence import Occurrence, Repeats, Schedule, wall_time
from ..validation import event_problems

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

    organiser = models.CharField(
        _("organiser"),
        max_length=160,
        blank=True,
        help_text=_("Empty: the office named in the town's settings."),
    )
    is_free = models.BooleanField(_("free of charge"), default=True)
    price = models.CharField(
        _("price"), max_length=120, blank=True, help_text=_("For example: 5 euros, reduced 3 euros")
    )
    registration_url = models.URLField(_("registration form"), blank=True)
    registration_email = models.EmailField(_("registration by e-mail"), blank=True)

    # Written on saving; unlike the next date, it does not age.
    over_at = models.DateTimeField(null=True, editable=False, db_index=True)

    kind = "events"

    objects = PageManager.from_queryset(EventQuerySet)()

    edit_handler = TabbedInterface(
        [
            ObjectList(ContentPage.content_panels, heading=_("Content")),
            ObjectList(
                [
                    MultiFieldPanel(
                        [
                            FieldRowPanel([FieldPanel("start"), FieldPanel("end")]),
                            FieldPanel("all_day"),
                            FieldPanel("status"),
                        ],
                        _("When?"),
                    ),
                    MultiFieldPanel(
                        [
                            HelpPanel(
                                _(
                                    "Leave this alone for a single date. Otherwise the first date above "
                                    "sets the weekday, the hour and, for monthly dates, the week."
                                )
                            ),
                            FieldPanel("repeats"),
                            FieldRowPanel([FieldPanel("repeat_every"), FieldPanel("repeat_until")]),
                            FieldPanel("exceptions"),
                        ],
                        _("Does it come back?"),
                    ),
                ],
                heading=_("When and how often"),
            ),
            ObjectList(
                [
                    MultiFieldPanel(
                        [
                            FieldPanel("place_name"),
                            FieldPanel("street"),
                            FieldRowPanel([FieldPanel("postcode"), FieldPanel("city")]),
                            FieldPanel("online_url"),
                            FieldPanel("accessibility_note"),
                        ],
                        _("Where?"),
                    ),
                    MultiFieldPanel(
                        [
                            FieldPanel("organiser"),
                            FieldRowPanel([FieldPanel("is_free"), FieldPanel("price")]),
                            FieldPanel("registration_url"),
                            FieldPanel("registration_email"),
                        ],
                        _("Taking part"),
                    ),
                ],
                heading=_("Place and taking part"),
            ),
            ObjectList(BasePage.promote_panels, heading=_("Finding")),
            ObjectList(BasePage.settings_panels, heading=_("Settings")),
        ]
    )
    search_fields = ContentPage.search_fields + [
        index.SearchField("place_name"),
        index.SearchField("organiser"),
        index.FilterField("over_at"),
    ]

    parent_page_types = ["news.EventIndexPage"]
    subpage_types = []
    page_description = _("A date with a place, also a repeated one, that people can put into their calendar.")

    class Meta:
        verbose_name = pgettext_lazy("event", "date")
        verbose_name_plural = pgettext_lazy("event", "dates")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(end__isnull=True) | models.Q(end__gte=models.F("start")),
                name="news_event_ends_after_start",
            ),
        ]

    @property
    def schedule(self) -> Schedule:
        return Schedule(
            start=wall_time(self.start),
            end=wall_time(self.end),
            all_day=self.all_day,
            repeats=self.repeats,
            every=self.repeat_every or 1,
            until=self.repeat_until,
            exceptions=frozenset(block.value for block in self.exceptions if block.value),
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
        return upcoming or schedule.last_occurrence() or schedule.first_occurrence()

    def clean(self):
        super().clean()
        if problems := event_problems(self):
            raise ValidationError(problems)

    def save(self, *args, **kwargs):
        self.over_at = self.schedule.over_at() if self.start else None
        super().save(*args, **kwargs)

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        address = request.build_absolute_uri(self.get_url(request))
        addresses = {"page_address": address, "calendar_url": f"{address}{CALENDAR_NAME}"}
        return context | addresses | wording.event_facts(self) | listings.event_surroundings(self)

    def get_cached_paths(self):
        return [*super().get_cached_paths(), f"/{CALENDAR_NAME}"]

    def structured_data(self, request):
        return structured.event(self, request)
