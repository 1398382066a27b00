from math import ceil
from pathlib import PurePath
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import models
from django.template.defaultfilters import filesizeformat
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.utils.file import hash_filelike

from cms.common.file_names import LONGEST, readable_name, suffix_of

from ..intake.documents import PROBLEMS, take_document
from ..intake.reader.kinds import PDF
from ..intake.taking import first_page
from ..stored_files import StoredFileField
from .pictures import SiteImage


def size_in_words(size: int) -> str:
    """Return "189 KB" or "1,2 MB"; kilobytes need no decimals."""
    return f"{ceil(size / 1024)}\xa0KB" if size < 1024**2 else filesizeformat(size)


def document_key(instance, filename: str) -> str:
    """An unguessable key that does not reveal the file's original name."""
    return f"documents/{uuid4().hex}{suffix_of(filename)}"


class SiteDocument(AbstractDocument):
    """A download whose link announces what to expect: type, pages, size, accessibility."""

    class Accessibility(models.TextChoices):
        UNCHECKED = "unchecked", _("not checked")
        PASSED = "passed", _("accessible")
        ISSUES = "issues", _("not fully accessible")

    file = StoredFileField(_("file"), upload_to=document_key)
    # File name for downloads; empty if the key's own name serves.
    download_name = models.CharField(
        max_length=LONGEST, blank=True, default="", db_default="", editable=False
    )
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

    # First page of a PDF that was just stored.
    _new_cover = None

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    def save(self, *args, **kwargs):
        if self.file and not self.file._committed:
            self.file.save(self.file.name, self.file.file, save=False)
        if self._new_cover and not self.cover_id:
            self.cover = self._save_cover()
        super().save(*args, **kwargs)

    def clean(self):
        # Wagtail checks the suffix even if the form has no file or has already rejected it.
        if self.file:
            super().clean()

    def take_in(self, name, content):
        """Record the facts about the file; raise ValidationError."""
        taken = take_document(content, name)
        self.download_name = readable_name(name)
        self.file_size, self.file_hash = content.size, hash_filelike(content)
        self.__dict__.pop("kind", None)
        self.page_count, self.accessibility_notes, self.accessibility = None, "", "unchecked"
        if taken.kind == PDF:
            self._note(taken.facts)
            self._new_cover = None if self.cover_id else first_page(content)
        content.seek(0)
        return name, content

    def _set_document_file_metadata(self):
        if not self.file._committed:
            super()._set_document_file_metadata()

    @property
    def filename(self):
        return self.download_name or super().filename

    @cached_property
    def kind(self) -> str:
        """The type in capitals, for example "PDF"."""
        return PurePath(self.filename).suffix.lstrip(".").upper()

    @property
    def describe(self) -> str:
        """Text beside the link, for example "PDF, 8 Seiten, 1,2 MB"."""
        parts = [self.kind]
        if self.page_count:
            parts.append(ngettext("%d page", "%d pages", self.page_count) % self.page_count)
        if self.file_size:
            parts.append(size_in_words(self.file_size))
        if self.accessibility == self.Accessibility.PASSED:
            parts.append(gettext("accessible"))
        return ", ".join(parts)

    def _note(self, facts: dict) -> None:
        problems = [str(sentence) for name, sentence in PROBLEMS.items() if facts["missing"][name]]
        self.page_count, self.language = facts["pages"], facts["language"] or self.language
        self.accessibility_notes = "\n".join(problems)
        self.accessibility = "issues" if problems else "passed"

    def _save_cover(self) -> SiteImage | None:
        """If the storage fails or the page is too narrow, the document is saved without a cover."""
        cover, self._new_cover = self._new_cover, None
        try:
            return SiteImage.objects.create(
                title=gettext("Cover of %(title)s") % {"title": self.title},
                file=cover,
                is_decorative=True,
                author=self.title,
                licence=SiteImage.Licence.ALL_RIGHTS,
                collection=self.collection,
            )
        except (OSError, ValidationError):
            return None
