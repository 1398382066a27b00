from math import ceil
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.db import models
from django.template.defaultfilters import filesizeformat
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition

from .. import photos


def size_in_words(size: int) -> str:
    """Return "189 KB" or "1,2 MB": nobody needs a tenth of a kilobyte."""
    return f"{ceil(size / 1024)}\xa0KB" if size < 1024**2 else filesizeformat(size)


class SiteImage(AbstractImage):
    """A picture with what law and courtesy ask for: alternative text, author, licence."""

    class Licence(models.TextChoices):
        ALL_RIGHTS = "all-rights", _("Used with permission, all rights reserved")
        OWN = "own", _("Own work of the town")
        CC0 = "CC0-1.0", _("CC0 (public domain)")
        CC_BY = "CC-BY-4.0", "CC BY 4.0"
        CC_BY_SA = "CC-BY-SA-4.0", "CC BY-SA 4.0"

    description = models.CharField(
        _("alternative text"),
        blank=True,
        max_length=255,
        default="",
        help_text=_("One sentence for people who cannot see the picture: what does it show?"),
    )
    is_decorative = models.BooleanField(
        _("purely decorative"),
        default=False,
        help_text=_("Tick only if the picture tells nothing. Screen readers then leave it out."),
    )
    author = models.CharField(_("author"), max_length=200, help_text=_("Who made the picture?"))
    licence = models.CharField(_("licence"), max_length=20, choices=Licence, default=Licence.ALL_RIGHTS)

    admin_form_fields = (
        "title",
        "file",
        "description",
        "is_decorative",
        "author",
        "licence",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    @property
    def default_alt_text(self):
        return "" if self.is_decorative else self.description

    def save(self, *args, **kwargs):
        # A file that is not committed is a new upload; renditions would carry on what it tells.
        if self.file and not self.file._committed and (plain := photos.without_metadata(self.file)):
            self.file, self.file_size = plain, plain.size
        super().save(*args, **kwargs)

    def clean(self):
        super().clean()
        if not self.is_decorative and not self.description.strip():
            message = _("Please describe the picture in one sentence, or tick “purely decorative”.")
            raise ValidationError({"description": message})


class SiteRendition(AbstractRendition):
    image = models.ForeignKey(SiteImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("image", "filter_spec", "focal_point_key"),
                name="core_rendition_unique",
            )
        ]


class SiteDocument(AbstractDocument):
    """A download whose link tells beforehand what awaits: type, pages, size, accessibility."""

    class Accessibility(models.TextChoices):
        UNCHECKED = "unchecked", _("not checked")
        PASSED = "passed", _("accessible")
        ISSUES = "issues", _("not fully accessible")

    language = models.CharField(_("language"), max_length=12, default="de")
    page_count = models.PositiveIntegerField(_("pages"), null=True, blank=True, editable=False)
    accessibility = models.CharField(
        _("accessibility"),
        max_length=12,
        choices=Accessibility,
        default=Accessibility.UNCHECKED,
        editable=False,
    )
    accessibility_notes = models.TextField(_("findings"), blank=True, editable=False)
    cover = models.ForeignKey(
        SiteImage,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("cover picture"),
        help_text=_("Made from the first page of a PDF unless you choose another."),
    )

    admin_form_fields = ("title", "file", "language", "cover", "collection", "tags")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    def save(self, *args, **kwargs):
        # A file that is not committed is a new upload.
        if self.file and not self.file._committed:
            self.file_size = self.file.size
            self._inspect()
        super().save(*args, **kwargs)

    @cached_property
    def kind(self) -> str:
        """The type in capitals as people know it, for example "PDF"."""
        return PurePath(self.filename).suffix.lstrip(".").upper()

    @property
    def describe(self) -> str:
        """What stands beside the link, for example "PDF, 8 Seiten, 1,2 MB"."""
        parts = [self.kind]
        if self.page_count:
            parts.append(ngettext("%d page", "%d pages", self.page_count) % self.page_count)
        if self.file_size:
            parts.append(size_in_words(self.file_size))
        if self.accessibility == self.Accessibility.PASSED:
            parts.append(gettext("accessible"))
        return ", ".join(parts)

    def _inspect(self):
        if self.kind != "PDF":
            self.page_count, self.accessibility, self.accessibility_notes = None, "unchecked", ""
            return
        # Not at each start: few processes ever see a PDF.
        from ..pdf import inspect

        facts = inspect(self.file)
        self.page_count = facts.pages
        self.accessibility_notes = "\n".join(facts.problems)
        self.accessibility = "issues" if facts.problems else "passed"
        self.language = facts.language or self.language
        if facts.cover and not self.cover_id:
            self.cover = self._save_cover(facts.cover)

    def _save_cover(self, cover):
        return SiteImage.objects.create(
            title=gettext("Cover of %(title)s") % {"title": self.title},
            file=cover,
            is_decorative=True,
            author=self.title,
            licence=SiteImage.Licence.ALL_RIGHTS,
            collection=self.collection,
        )
