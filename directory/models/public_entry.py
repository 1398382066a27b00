from django.db import models
from django.db.models import OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms.caching.content_version import cached
from cms.search.index import IsFound
from cms.search.query import query_for_any

from ..search.tables import ENTRIES
from .list_pages import DirectoryPage


def directories_of(site) -> list[int]:
    """The directories below a site's home pages in all languages."""
    return cached(f"directories:{site.pk}", lambda: _fetch_directories(site))


def _fetch_directories(site) -> list[int]:
    below = Q()
    for path in site.root_page.get_translations(inclusive=True).values_list("path", flat=True):
        below |= Q(path__startswith=path)
    return list(DirectoryPage.objects.filter(below).values_list("pk", flat=True))


class PublicEntryQuerySet(models.QuerySet):
    def of_town(self, site):
        """Entries of a town in all languages; without a site all entries."""
        return self if site is None else self.filter(directory__in=directories_of(site))

    def visible_in(self, site, language: str = ""):
        """The entries of a site, in one language if you name it. A record exists only while it is public."""
        entries = self.filter(directory__in=directories_of(site))
        return entries.filter(locale__language_code=language) if language else entries

    def below(self, directory):
        return self.filter(directory_id=directory.pk)

    def with_rare_facet(self, kind: str, values):
        """Entries with one of the values; asked so that it is quick where few have it, however many there are."""
        return self.filter(pk__in=EntryFacet.objects.filter(kind=kind, value__in=values).values("entry"))

    def with_any_word(self, words, are_beginnings: bool = False):
        """Entries that have one of the words at least, for comparing rather than for searching."""
        query = query_for_any(words, are_beginnings)
        return self.filter(IsFound("pk", ENTRIES, query)) if query.words else self.none()

    def with_address(self):
        """Add what an entry's address needs (see `addresses.entry_url`) without loading its page."""
        # As joins, which PostgreSQL takes longer to plan than to carry out, it would cost a list half a millisecond.
        page = Page.objects.filter(pk=OuterRef("pk")).order_by()
        return self.annotate(url_path=models.Subquery(page.values("url_path")))


class PublicEntry(models.Model):
    """Everything public about an entry: the only source of pages, lists, search and exports.

    Written by `publishing.projection` in the transaction that changes the page; deleted when the page is no longer
    public.
    """

    page = models.OneToOneField(
        "directory.OrganisationPage", on_delete=models.CASCADE, primary_key=True, related_name="record"
    )
    directory = models.ForeignKey("directory.DirectoryPage", on_delete=models.CASCADE, related_name="records")
    locale = models.ForeignKey("wagtailcore.Locale", on_delete=models.CASCADE, related_name="+")
    public_id = models.UUIDField(_("public key"), unique=True)
    title = models.CharField(max_length=255)
    sort_name = models.CharField(max_length=255)
    document = models.JSONField()
    is_wheelchair_accessible = models.BooleanField()
    # Whether somebody maintains the entry is public, who does is not.
    has_no_maintainer = models.BooleanField(default=False)
    seeks_help_until = models.DateField(null=True)
    assured_on = models.DateField(null=True)
    first_published_at = models.DateTimeField(null=True)
    # What staff may ask for (see `publishing.completeness`); no answer to the public names it.
    missing = models.CharField(max_length=80, default="")
    # Differs whenever the document or a name in it does.
    digest = models.CharField(max_length=32, default="")

    objects = PublicEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("public record")
        verbose_name_plural = _("public records")
        ordering = ["sort_name", "pk"]
        indexes = [
            # These two hold all that `browse.index` reads.
            models.Index(
                fields=[
                    "directory",
                    "sort_name",
                    "page",
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
    """One value by which an entry can be filtered: a category (or one above it), a district …

    What is said of a single offer stands in `PublicService`.
    """

    class Kind(models.TextChoices):
        CATEGORY = "category", _("category")
        DISTRICT = "district", _("district")
        TARGET_GROUP = "target_group", _("target group")
        # A group that is welcome because everybody is: what is meant for a group comes first.
        WELCOME = "welcome", _("target group that is welcome, too")
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


class EntryWords(models.Model):
    """The words by which an entry is found, the weightiest first: see `directory.search.index_text`.

    The database keeps its full-text index in step with this table (`cms.search.sqlite` and `.postgres`).
    On SQLite, a migration that recreates the table loses the triggers: let it call `search.index.remove` before
    and `install` afterwards.
    """

    entry = models.OneToOneField(
        PublicEntry, on_delete=models.CASCADE, primary_key=True, related_name="words"
    )
    names = models.TextField()
    short_names = models.TextField()
    labels = models.TextField()
    summary = models.TextField()
    offers = models.TextField()
    description = models.TextField()

    class Meta:
        verbose_name = "words of an entry"
        verbose_name_plural = "words of entries"

    def __str__(self):
        return self.names


class EntryMeaning(models.Model):
    """What an entry is about, as a vector: see `cms.search.meaning`.

    Deleted in the transaction that changes the record, written again by a job (`publishing.meanings`).
    """

    entry = models.OneToOneField(
        PublicEntry, on_delete=models.CASCADE, primary_key=True, related_name="meaning"
    )
    vector = models.BinaryField()

    class Meta:
        verbose_name = "meaning of an entry"
        verbose_name_plural = "meanings of entries"

    def __str__(self):
        return str(self.pk)


class KnownWord(models.Model):
    """A word that some entry has or had, to guess what a mistyped one was meant to be.

    Before it is shown to anybody, `directory.publishing.typos` makes sure that it still finds something.
    """

    word = models.CharField(max_length=60, primary_key=True)

    class Meta:
        verbose_name = "known word"
        verbose_name_plural = "known words"

    def __str__(self):
        return self.word


class PublicServiceQuerySet(models.QuerySet):
    def below(self, directory):
        return self.filter(entry__directory_id=directory.pk)

    def taking_place(self):
        """Offers that do today; the last day counts."""
        is_over = Q(until__lt=timezone.localdate())
        return self.filter(takes_place=True).exclude(is_over)


class PublicService(models.Model):
    """An offer of a public record: its key, so that clients can request it, and by what it can be filtered.

    `number` is its position among the shown offers; None stands for a record without offers, which is a service itself.
    Written by `publishing.projection` together with the record.
    """

    # The index below serves it, too.
    entry = models.ForeignKey(PublicEntry, on_delete=models.CASCADE, related_name="services", db_index=False)
    number = models.PositiveSmallIntegerField(null=True)
    key = models.UUIDField(db_index=True)
    # Only these count in filters.
    takes_place = models.BooleanField(default=False)
    until = models.DateField(null=True)
    # A bit for each, Monday first.
    weekdays = models.PositiveSmallIntegerField(default=0)
    age_from = models.PositiveSmallIntegerField(null=True)
    age_to = models.PositiveSmallIntegerField(null=True)
    is_free = models.BooleanField(default=False)
    is_step_free = models.BooleanField(default=False)

    objects = PublicServiceQuerySet.as_manager()

    class Meta:
        verbose_name = _("public offer")
        verbose_name_plural = _("public offers")
        indexes = [models.Index(fields=["entry", "number"])]

    def __str__(self):
        return str(self.key)
