from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..search.tables import OPENINGS
from .public_entry import PublicEntry

ADULT = 18
# Calls of the same day are sorted by the names of their entries.
NEWEST_FIRST = ("-shown_since", "entry__sort_name", "pk")


class PublicOpeningQuerySet(models.QuerySet):
    def running(self):
        """Calls that may be shown today; the last day counts."""
        return self.filter(valid_until__gte=timezone.localdate())

    def below(self, directory):
        return self._of_entries(PublicEntry.objects.below(directory))

    def visible_in(self, site, language: str):
        """The calls of a site's entries in one language."""
        return self._of_entries(PublicEntry.objects.visible_in(site, language))

    def _of_entries(self, entries):
        # As a join, SQLite would begin with the entries and look through all calls found for each of them.
        return self.filter(Exists(entries.order_by().filter(pk=OuterRef("entry"))))

    def with_entry(self):
        """Load the entry with what its address needs, without the search terms."""
        return (
            self.select_related("entry")
            .defer(*OPENINGS.fields)
            .annotate(url_path=models.F("entry__page__url_path"))
        )

    def newest_first(self):
        return self.order_by(*NEWEST_FIRST)


class PublicOpening(models.Model):
    """A call for volunteers of a public record, so that calls can be listed, counted and searched.

    Written by `publishing.projection` together with the record, which holds all other data. An expired call stays in
    the table until its entry changes, so show only `running` ones.
    """

    entry = models.ForeignKey(PublicEntry, on_delete=models.CASCADE, related_name="openings")
    key = models.UUIDField()
    is_remote = models.BooleanField()
    minimum_age = models.PositiveSmallIntegerField(null=True)
    valid_until = models.DateField(db_index=True)
    # The day from which on everybody could see it; known to nothing but this row.
    shown_since = models.DateField()
    # The words by which it is found; the database keeps an index of them (see `EntryWords`).
    title_words = models.TextField()
    task_words = models.TextField()
    entry_words = models.TextField()

    objects = PublicOpeningQuerySet.as_manager()

    class Meta:
        verbose_name = _("public call for volunteers")
        verbose_name_plural = _("public calls for volunteers")

    def __str__(self):
        return str(self.key)

    @property
    def document(self) -> dict:
        """Return what the entry's public document says of the call."""
        return next(each for each in self.entry.document["openings"] if each["key"] == str(self.key))


class OpeningFacet(models.Model):
    """One value by which a call can be filtered, beside all those of its entry."""

    class Kind(models.TextChoices):
        HELP_TYPE = "help_type", _("kind of help")
        TIME_NEED = "time_need", _("time needed")

    opening = models.ForeignKey(PublicOpening, on_delete=models.CASCADE, related_name="facets")
    kind = models.CharField(max_length=12, choices=Kind)
    value = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "value", "opening"], name="directory_opening_facet_unique"
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.value}"
