from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..search.tables import OPENINGS
from .public_entry import EntryFacet, PublicEntry
from .searched import SearchedQuerySet

ADULT = 18
# Those of one day by the names of their entries.
NEWEST_FIRST = ("-shown_since", "entry__sort_name", "pk")


class PublicOpeningQuerySet(SearchedQuerySet):
    searched = OPENINGS

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

    def with_facet(self, kind: str, values):
        """By what the call says itself (kinds of help, time), or by what its entry is found by."""
        if kind in OpeningFacet.Kind.values:
            facets = OpeningFacet.objects.filter(opening=OuterRef("pk"))
        else:
            facets = EntryFacet.objects.filter(entry=OuterRef("entry"))
        return self.filter(Exists(facets.filter(kind=kind, value__in=values)))

    def from_home(self):
        return self.filter(is_remote=True)

    def for_minors(self):
        """Calls that ask nobody to be of age."""
        return self.filter(Q(minimum_age=None) | Q(minimum_age__lt=ADULT))

    def wheelchair_accessible(self):
        return self.filter(entry__is_wheelchair_accessible=True)

    def with_entry(self):
        """Fetch the entry along, with what its address needs, and leave the words away."""
        return (
            self.select_related("entry")
            .defer(*OPENINGS.fields)
            .annotate(url_path=models.F("entry__page__url_path"))
        )

    def in_order(self, order: str = "newest"):
        """Sort by "newest", by "ending" (the next to end first) or, after `matching`, by "relevance"."""
        if order == "relevance":
            return self.best_first(*NEWEST_FIRST)
        if order == "ending":
            return self.order_by("valid_until", *NEWEST_FIRST)
        return self.order_by(*NEWEST_FIRST)


class PublicOpening(models.Model):
    """A call for volunteers of a public record, so that calls can be listed, counted and searched by themselves.

    Written by `records` together with the record, from which everything else about it comes. A call that is
    over stays in the table until its entry changes: show `running` ones only.
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
