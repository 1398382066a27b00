from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms.core.caching import cached

from ..search.tables import ENTRIES
from .directory_page import DirectoryPage
from .searched import SearchedQuerySet


def directories_of(site) -> list[int]:
    """The directories below a site's home pages in all languages."""
    return cached(f"directories:{site.pk}", lambda: _fetch_directories(site))


def _fetch_directories(site) -> list[int]:
    below = Q()
    for path in site.root_page.get_translations(inclusive=True).values_list("path", flat=True):
        below |= Q(path__startswith=path)
    return list(DirectoryPage.objects.filter(below).values_list("pk", flat=True))


class PublicEntryQuerySet(SearchedQuerySet):
    searched = ENTRIES

    def of_town(self, site):
        """Those of one town in all its languages; without a site all."""
        return self if site is None else self.filter(directory__in=directories_of(site))

    def visible_in(self, site, language: str = ""):
        """The entries of a site, in one language if you name it. A record exists only while it is public."""
        entries = self.filter(directory__in=directories_of(site))
        return entries.filter(locale__language_code=language) if language else entries

    def below(self, directory):
        return self.filter(directory_id=directory.pk)

    def in_category(self, *keys: int):
        """Entries of these categories or of any below them."""
        return self.with_facet("category", keys)

    def in_district(self, *keys: int):
        return self.with_facet("district", keys)

    def for_target_group(self, *keys: int):
        return self.with_facet("target_group", keys)

    def on_weekday(self, *numbers: int):
        """Monday is 0."""
        return self.with_facet("weekday", numbers)

    def free_of_charge(self):
        return self.filter(is_free=True)

    def wheelchair_accessible(self):
        return self.filter(is_wheelchair_accessible=True)

    def seeking_help(self):
        return self.filter(seeks_help_until__gte=timezone.localdate())

    def in_order(self, order: str = "name"):
        """Sort by "name", by "confirmed" (the latest first) or, after `matching`, by "relevance"."""
        if order == "relevance":
            return self.best_first("sort_name", "pk")
        if order == "confirmed":
            return self.order_by(models.F("assured_on").desc(nulls_last=True), "sort_name", "pk")
        return self.order_by("sort_name", "pk")

    def with_facet(self, kind: str, values):
        facets = EntryFacet.objects.filter(entry=OuterRef("pk"), kind=kind, value__in=values)
        return self.filter(Exists(facets))

    def with_rare_facet(self, kind: str, values):
        """The same, asked the other way round: quick where few have the value, however many entries there are."""
        return self.filter(pk__in=EntryFacet.objects.filter(kind=kind, value__in=values).values("entry"))

    def with_address(self):
        """Add what an entry's address needs (see `addresses.entry_url`) without loading its page."""
        # As joins, which PostgreSQL takes longer to plan than to carry out, it would cost a list half a millisecond.
        page = Page.objects.filter(pk=OuterRef("pk")).order_by()
        return self.annotate(url_path=models.Subquery(page.values("url_path")))


class PublicEntry(models.Model):
    """Everything of an entry that everybody may see: the one source of pages, lists, search and exports.

    Written by `records` from the page, in the transaction that changes it; gone when the page is not public.
    """

    page = models.OneToOneField(
        "directory.OrganisationPage", on_delete=models.CASCADE, primary_key=True, related_name="record"
    )
    directory = models.ForeignKey("directory.DirectoryPage", on_delete=models.CASCADE, related_name="records")
    locale = models.ForeignKey("wagtailcore.Locale", on_delete=models.CASCADE, related_name="+")
    public_id = models.UUIDField(_("public key"), db_index=True)
    title = models.CharField(max_length=255)
    sort_name = models.CharField(max_length=255)
    document = models.JSONField()
    is_free = models.BooleanField()
    is_wheelchair_accessible = models.BooleanField()
    # That nobody keeps the entry is public, who keeps it is not.
    is_unkept = models.BooleanField(default=False)
    seeks_help_until = models.DateField(null=True)
    assured_on = models.DateField(null=True)
    first_published_at = models.DateTimeField(null=True)
    # Differs whenever the document or a name in it does.
    digest = models.CharField(max_length=32, default="")

    objects = PublicEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("public record")
        verbose_name_plural = _("public records")
        ordering = ["sort_name", "pk"]
        indexes = [
            # These two hold all that `entry_sets` reads.
            models.Index(
                fields=[
                    "directory",
                    "sort_name",
                    "page",
                    "is_free",
                    "is_wheelchair_accessible",
                    "seeks_help_until",
                ],
                name="directory_entries_by_name",
            ),
            models.Index(
                fields=["directory", "-assured_on", "sort_name", "page"], name="directory_entries_by_day"
            ),
            models.Index(fields=["directory", "-first_published_at"]),
        ]

    def __str__(self):
        return self.title


class EntryFacet(models.Model):
    """One value by which an entry can be filtered: a category (or one above it), a district, a weekday …"""

    class Kind(models.TextChoices):
        CATEGORY = "category", _("category")
        DISTRICT = "district", _("district")
        TARGET_GROUP = "target_group", _("target group")
        WEEKDAY = "weekday", _("weekday")
        PARENT = "parent", _("part of")

    entry = models.ForeignKey(PublicEntry, on_delete=models.CASCADE, related_name="facets")
    kind = models.CharField(max_length=12, choices=Kind)
    value = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "value", "entry"], name="directory_facet_unique"),
        ]

    def __str__(self):
        return f"{self.kind} {self.value}"
