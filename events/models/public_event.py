from datetime import date

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.models import Page

from cms.pages.site_trees import main_home_of
from cms.search.index import IsFound
from cms.search.query import read_query
from cms.search.tables import SearchedTable

WORDS = ("title_words", "about_words", "organiser_words")
EVENTS = SearchedTable("events_publicevent", "id", WORDS, "events_search")


RELATED = ("home", "page", "entry__page", "organiser__page")
UNREAD = ("entry__document", "organiser__document", "page__body", *WORDS)


class PublicEventQuerySet(models.QuerySet):
    def in_tree(self, home: int):
        """What is told in a tree: what stands in it, and what clubs announce in the town's own language only."""
        main = main_home_of(home)
        if home == main:
            return self.filter(home=home)
        translated = PublicEvent.objects.filter(home=home).values("series")
        return self.filter(Q(home=home) | Q(home=main, page=None) & ~Q(series__in=translated))

    def with_text(self, text: str):
        query = read_query(text)
        return self.filter(IsFound("pk", EVENTS, query)) if query.words else self.none()

    def for_reading(self):
        """Load what a row shows, without the words by which it is found."""
        return self.select_related(*RELATED).prefetch_related("facets").defer(*UNREAD)


class PublicEvent(models.Model):
    """Everything public about something dated: an event page, a club's date, or an offer whose dates are known.

    Written by `events.publishing.projection` in the transaction that changes its source, which is one of `page`,
    `partner_event` and `entry` (the entry of an offer or of a club's date); deleted when that stops being public. What
    may differ from day to day stands in its occurrences.
    """

    class Kind(models.TextChoices):
        SPECIAL = "special", _("special")
        REGULAR = "regular", _("regular")

    # The key of the page's translations, of the club's date or of the offer: changed days and UIDs use it.
    series = models.UUIDField(db_index=True)
    # The home page of its town and language.
    home = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    page = models.OneToOneField(
        "events.EventPage", on_delete=models.CASCADE, null=True, related_name="public_event"
    )
    partner_event = models.OneToOneField(
        "events.PartnerEvent", on_delete=models.CASCADE, null=True, related_name="public_event"
    )
    entry = models.ForeignKey(
        "directory.PublicEntry", on_delete=models.CASCADE, null=True, related_name="announced"
    )
    organiser = models.ForeignKey(
        "directory.PublicEntry", on_delete=models.SET_NULL, null=True, related_name="events"
    )
    kind = models.CharField(max_length=8, choices=Kind)
    title = models.CharField(max_length=255)
    document = models.JSONField()
    is_free = models.BooleanField()
    is_step_free = models.BooleanField()
    has_wheelchair_toilet = models.BooleanField()
    age_from = models.PositiveSmallIntegerField(default=0)
    age_to = models.PositiveSmallIntegerField(default=999)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    # The last day whose dates are written.
    written_until = models.DateField()
    digest = models.CharField(max_length=32)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    # The words by which it is found; the database keeps an index of them (see `directory.models.EntryWords`).
    title_words = models.TextField()
    about_words = models.TextField()
    organiser_words = models.TextField()

    objects = PublicEventQuerySet.as_manager()

    class Meta:
        verbose_name = _("public record of something dated")
        verbose_name_plural = _("public records of dated things")
        constraints = [
            models.UniqueConstraint(fields=["home", "series"], name="events_series_once_per_tree"),
            models.CheckConstraint(
                condition=Q(page__isnull=False, entry=None, partner_event=None)
                | Q(page=None, entry__isnull=False),
                name="events_public_event_has_a_source",
            ),
        ]

    def __str__(self):
        return self.title


class EventFacet(models.Model):
    """One value by which dates are filtered: a category (or one above it), or a district."""

    class Kind(models.TextChoices):
        CATEGORY = "category", _("category")
        DISTRICT = "district", _("district")

    event = models.ForeignKey(PublicEvent, on_delete=models.CASCADE, related_name="facets", db_index=False)
    kind = models.CharField(max_length=10, choices=Kind)
    value = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["event", "kind", "value"], name="events_facet_unique"),
        ]
        indexes = [models.Index(fields=["kind", "value", "event"])]

    def __str__(self):
        return f"{self.kind} {self.value}"


def _beginning(first: date, last: date) -> Q:
    return Q(day__gte=first, day__lte=last)


def _lasting(day: date) -> Q:
    # An index of its own holds the few that last longer than a day.
    return Q(last_day__gt=F("day"), day__lt=day, last_day__gte=day)


class OccurrenceQuerySet(models.QuerySet):
    def in_tree(self, home: int):
        """Those told to readers of one language (see `PublicEventQuerySet.in_tree`); `home` is its home page."""
        main = main_home_of(home)
        if home == main:
            # An index has the home; no event needs to be looked at.
            return self.filter(home=home)
        return self.filter(home__in=[home, main], event__in=PublicEvent.objects.in_tree(home).values("pk"))

    def between(self, first: date, last: date):
        """Those of which a part lies on these days."""
        return self.filter(_beginning(first, last) | _lasting(first))

    def beginning(self, first: date, last: date):
        """Those that begin on these days."""
        return self.filter(_beginning(first, last))

    def lasting(self, day: date):
        """Those that began before a day and last until then."""
        return self.filter(_lasting(day))

    def with_text(self, text: str):
        query = read_query(text)
        return self.filter(IsFound("event_id", EVENTS, query)) if query.words else self.none()

    def for_reading(self):
        """Load what a row shows, without the words by which it is found."""
        related = ("event", *(f"event__{name}" for name in RELATED))
        unread = (f"event__{name}" for name in UNREAD)
        return self.select_related(*related).prefetch_related("event__facets").defer(*unread)

    def for_list(self):
        """Load what a row of a list shows and what its address needs, however many rows there are."""
        # The page of the date itself, or that of the entry whose offer or announcement it is.
        source = Page.objects.filter(pk=Coalesce(OuterRef("event__page"), OuterRef("event__entry")))
        return (
            self.select_related("event")
            .defer(*(f"event__{name}" for name in WORDS))
            .annotate(
                source_path=Subquery(source.order_by().values("url_path")), source_locale=F("home__locale")
            )
        )


class Occurrence(models.Model):
    """A single date of something public: what calendar, search, exports, API and other pages read.

    `original_day` is the day by the rule. A moved date has two rows: where it takes place now, and one of status
    `moved_away` that tells so on the old day, and which only the calendar's page shows.
    """

    class Status(models.TextChoices):
        ON = "on", _("takes place")
        CANCELLED = "cancelled", pgettext_lazy("date", "cancelled")
        POSTPONED = "postponed", pgettext_lazy("date", "postponed")
        MOVED = "moved", pgettext_lazy("date", "moved")
        MOVED_AWAY = "moved_away", pgettext_lazy("date", "moved to another day")
        FULL = "full", pgettext_lazy("date", "fully booked")

    # The constraint's index begins with it, and each further one makes a year of dates slower to write.
    event = models.ForeignKey(
        PublicEvent, on_delete=models.CASCADE, related_name="occurrences", db_index=False
    )
    # Repeated from the event, so that an index answers which dates a range has.
    home = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+", db_index=False)
    is_special = models.BooleanField()
    original_day = models.DateField()
    start = models.DateTimeField()
    end = models.DateTimeField(null=True)
    all_day = models.BooleanField()
    day = models.DateField()
    last_day = models.DateField()
    status = models.CharField(max_length=10, choices=Status)
    # When it takes place instead.
    moved_to = models.DateTimeField(null=True)
    # Why it is cancelled or moved.
    note = models.CharField(max_length=200, blank=True)
    # Where it takes place instead of the usual place.
    place = models.CharField(max_length=120, blank=True)

    objects = OccurrenceQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("event", "date")
        verbose_name_plural = pgettext_lazy("event", "dates")
        ordering = ["start", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "original_day", "status"], name="events_occurrence_once"
            ),
        ]
        indexes = [
            # It has all that is asked about many dates (see `browse.query.dates`), so that no row is looked at:
            # the key, too, which SQLite would have in any index, but PostgreSQL in none.
            models.Index(
                fields=["home", "day", "is_special", "start", "event", "status", "id"],
                name="events_occurrences_by_day",
            ),
            # Special dates are few; the next ones are found without the regular ones between them.
            models.Index(
                fields=["home", "day", "start"],
                condition=Q(is_special=True),
                name="events_special_occurrences",
            ),
            models.Index(
                fields=["home", "last_day"],
                condition=Q(last_day__gt=F("day")),
                name="events_lasting_occurrences",
            ),
        ]

    def __str__(self):
        return f"{self.start:%d.%m.%Y %H:%M}"

    @property
    def key(self) -> str:
        """Its id for other systems; it survives that the date is moved."""
        return f"{self.event.series}-{self.original_day:%Y%m%d}"
