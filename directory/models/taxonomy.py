"""The terms by which entries are found; editors maintain them."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import ProtectedError, Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from cms.caching.content_version import refreshes_content

from .fields import latitude_field, longitude_field, refuse_half_a_position, refuse_reversed_ages


class TermQuerySet(models.QuerySet):
    def delete(self):
        """Refuse to delete what an entry uses; an entry must not lose its district unnoticed."""
        used = [term for term in self if term.is_used]
        if used:
            raise ProtectedError(_now("Still in use."), set(used))
        return super().delete()


class Term(models.Model):
    """A word of a controlled list."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    slug = models.SlugField(
        _("key"),
        max_length=60,
        unique=True,
        help_text=_("Stands in addresses and exports. Please do not change it later."),
    )
    sort_order = models.PositiveSmallIntegerField(
        _("position"), default=0, help_text=_("Smaller numbers come first; equal ones go by the alphabet.")
    )

    objects = TermQuerySet.as_manager()

    panels = [FieldPanel("name"), FieldRowPanel([FieldPanel("slug"), FieldPanel("sort_order")])]

    class Meta:
        abstract = True
        ordering = ["sort_order", "name"]

    def __str__(self):
        return self.name

    @transaction.atomic
    def save(self, *args, **kwargs):
        # What listens to the signal belongs to the transaction.
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        if self.is_used:
            raise ProtectedError(_now("Still in use."), {self})
        return super().delete(*args, **kwargs)

    @property
    def is_used(self) -> bool:
        return self.entries.exists()


@refreshes_content
class Category(Term):
    """What an organisation does. A tree: choosing a parent also finds its children."""

    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("belongs to"),
        help_text=_("The wider category, for example “Sport” for “Fußball”."),
    )
    synonyms = models.TextField(
        _("other words"),
        blank=True,
        help_text=_("What people type when they look for this, separated by commas: Kicken, Bolzen."),
    )
    icon = models.SlugField(
        _("symbol"),
        max_length=40,
        blank=True,
        help_text=_("Name of a symbol of the site, for example “heart”."),
    )

    panels = [
        *Term.panels[:1],
        FieldPanel("parent"),
        FieldPanel("synonyms"),
        FieldPanel("icon"),
        *Term.panels[1:],
    ]

    class Meta(Term.Meta):
        verbose_name = _("category")
        verbose_name_plural = _("categories")

    def clean(self):
        super().clean()
        if self.pk and self in self.lineage[1:]:
            raise ValidationError({"parent": _now("A category cannot belong to itself.")})

    @property
    def lineage(self) -> list["Category"]:
        """Return the category, its parent, the parent's parent …"""
        line = [self]
        while line[-1].parent and line[-1].parent not in line[1:]:
            line.append(line[-1].parent)
        return line

    @property
    def is_used(self) -> bool:
        return self.main_entries.exists() or self.entries.exists() or self.children.exists()


@refreshes_content
class TargetGroup(Term):
    """A group of people that an organisation serves."""

    is_for_everybody = models.BooleanField(
        _("means everybody"),
        default=False,
        help_text=_("Entries with this target group are found under every other one, too."),
    )
    age_from = models.PositiveSmallIntegerField(_("age from"), null=True, blank=True)
    age_to = models.PositiveSmallIntegerField(
        _("age to"),
        null=True,
        blank=True,
        help_text=_("With ages, an offer that is for other ages does not count for this group."),
    )

    panels = [
        *Term.panels,
        FieldPanel("is_for_everybody"),
        FieldRowPanel([FieldPanel("age_from"), FieldPanel("age_to")]),
    ]

    class Meta(Term.Meta):
        verbose_name = _("target group")
        verbose_name_plural = _("target groups")

    def clean(self):
        super().clean()
        refuse_reversed_ages(self)


class DistrictQuerySet(TermQuerySet):
    def of_town(self, site):
        """Its own, and those that stand for all towns; without a site all."""
        return self if site is None else self.filter(Q(site=None) | Q(site=site))


@refreshes_content
class District(Term):
    """A part of the town, chosen by hand and never computed: borders change."""

    # Two towns may have a “Kernstadt” each.
    name = models.CharField(_("name"), max_length=80)
    site = models.ForeignKey(
        "wagtailcore.Site",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("town"),
        help_text=_("Only needed with several towns on one installation. Empty: offered in all of them."),
    )
    latitude = latitude_field(help_text=_("Where its name stands on the map. Both or none."))
    longitude = longitude_field()

    objects = DistrictQuerySet.as_manager()

    panels = [
        *Term.panels,
        FieldPanel("site"),
        FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
    ]

    class Meta(Term.Meta):
        verbose_name = _("district")
        verbose_name_plural = _("districts")
        constraints = [
            models.UniqueConstraint(fields=["site", "name"], name="directory_district_once_in_a_town"),
            models.UniqueConstraint(
                fields=["name"], condition=Q(site=None), name="directory_district_once_in_all_towns"
            ),
        ]

    def clean(self):
        super().clean()
        refuse_half_a_position(self)


@refreshes_content
class HelpType(Term):
    """What a volunteer can do."""

    class Meta(Term.Meta):
        verbose_name = _("kind of help")
        verbose_name_plural = _("kinds of help")

    @property
    def is_used(self) -> bool:
        return self.openings.exists()
