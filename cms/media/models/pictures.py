import logging
import threading
from uuid import uuid4

from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import (
    AbstractImage,
    AbstractRendition,
    Filter,
    get_rendition_upload_to,
    get_upload_to,
)
from wagtail.utils.file import hash_filelike

from cms.adapters.wagtail import keep_out_of_cache
from cms.common.file_names import suffix_of

from .. import picture_sizes
from ..intake.process import decoding_alone
from ..intake.taking import PICTURES, named, take
from ..photos import FAULTS, size_of
from ..storage_faults import get_rendition_storage
from ..stored_files import StoredPictureField

log = logging.getLogger(__name__)
_ONE_SIZE = threading.Lock()
PLACEHOLDER = "img/placeholder.svg"


class SiteImage(AbstractImage):
    """A picture with the details that law and courtesy require: alternative text, author, licence."""

    class Licence(models.TextChoices):
        ALL_RIGHTS = "all-rights", _("Used with permission, all rights reserved")
        OWN = "own", _("Own work of the town")
        CC0 = "CC0-1.0", _("CC0 (public domain)")
        CC_BY = "CC-BY-4.0", "CC BY 4.0"
        CC_BY_SA = "CC-BY-SA-4.0", "CC BY-SA 4.0"

    class Sizes(models.TextChoices):
        """Whether the sizes of `picture_sizes` exist. UNKNOWN: made on demand."""

        UNKNOWN = "", "unknown"
        DUE = "due", "due"
        MADE = "made", "made"
        FAILED = "failed", "failed"

    file = StoredPictureField(_("file"), upload_to=get_upload_to, width_field="width", height_field="height")
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
    sizes = models.CharField(
        max_length=8, default=Sizes.UNKNOWN, db_default="", blank=True, editable=False, db_index=True
    )

    # How often somebody began to make them and came to no end.
    size_tries = models.PositiveSmallIntegerField(default=0, db_default=0, editable=False)

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

    def get_upload_to(self, filename):
        """An unguessable key that does not reveal the file's original name."""
        return f"original_images/{uuid4().hex}{suffix_of(filename)}"

    def take_in(self, name, content):
        """Keep the picture without metadata and record the facts about what is stored; raise ValidationError."""
        taken = take(content, PICTURES)
        plain = taken.file
        plain.seek(0)
        self.file_size, self.file_hash = plain.size, hash_filelike(plain)
        self.width, self.height = taken.size
        self.sizes, self.size_tries = self.Sizes.DUE, 0
        plain.seek(0)
        return named(name, taken.kind), plain

    def _set_image_file_metadata(self):
        if not self.file._committed:
            super()._set_image_file_metadata()

    def save(self, *args, **kwargs):
        outdated = [] if self._state.adding or "update_fields" in kwargs else self._outdated_renditions()
        if self.file and not self.file._committed:
            self.file.save(self.file.name, self.file.file, save=False)
        if outdated:
            self.sizes = self.Sizes.DUE
        super().save(*args, **kwargs)
        for rendition in outdated:
            rendition.delete()
        if self.sizes == self.Sizes.DUE:
            transaction.on_commit(picture_sizes.wake_maker)

    def clean(self):
        super().clean()
        if not self.is_decorative and not self.description.strip():
            message = _("Please describe the picture in one sentence, or tick “purely decorative”.")
            raise ValidationError({"description": message})

    @property
    def for_sharing(self) -> "SiteRendition | None":
        """The social media image of a page; None while it cannot be made."""
        rendition = self.get_rendition(picture_sizes.SHARED)
        return rendition if rendition.is_made else None

    def get_rendition(self, filter):
        """Like Wagtail's, but falls back to a placeholder, which is never stored."""
        spec = filter if isinstance(filter, str) else filter.spec
        return self.get_renditions(filter)[spec]

    def create_renditions(self, *filters):
        if not filters:
            return {}
        if not picture_sizes.may_make(self, len(filters)):
            picture_sizes.ask_for(self)
            return self._placeholders(filters)
        with decoding_alone(picture_sizes.longest_wait()) as has_turn:
            if not has_turn:
                picture_sizes.ask_for(self)
                return self._placeholders(filters)
            try:
                return super().create_renditions(*filters)
            except FAULTS as error:
                log.warning("Sizes of picture %s cannot be made: %s", self.pk, type(error).__name__)
                return self._placeholders(filters)

    def make_sizes(self, specs=picture_sizes.ALL_SPECS) -> int:
        """Make missing sizes; return how many. Errors of the storage and the file propagate."""
        filters = [Filter(spec) for spec in specs]
        existing = self.find_existing_renditions(*filters)
        missing = [each for each in filters if each not in existing]
        with decoding_alone():
            super().create_renditions(*missing)
        return len(missing)

    def generate_rendition_file(self, filter, **source):
        # Wagtail makes three at once, each from an original of its own.
        with _ONE_SIZE:
            return super().generate_rendition_file(filter, **source)

    def _placeholders(self, filters) -> dict:
        return {each: self._placeholder(each) for each in filters}

    def _placeholder(self, filter):
        width, height = filter.get_transform(self).size
        placeholder = SiteRendition(
            image=self, filter_spec=filter.spec, focal_point_key=filter.get_cache_key(self)
        )
        placeholder.width, placeholder.height = max(1, round(width)), max(1, round(height))
        keep_out_of_cache(placeholder)
        return placeholder

    def _outdated_renditions(self):
        made = SiteRendition.objects.filter(image=self)
        if self.file and not self.file._committed:
            return list(made)
        return [each for each in made if each.focal_point_key != each.filter.get_cache_key(self)]


class SiteRendition(AbstractRendition):
    image = models.ForeignKey(SiteImage, on_delete=models.CASCADE, related_name="renditions")
    file = StoredPictureField(
        upload_to=get_rendition_upload_to,
        storage=get_rendition_storage,
        width_field="width",
        height_field="height",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("image", "filter_spec", "focal_point_key"),
                name="media_rendition_once",
            )
        ]

    @property
    def is_made(self) -> bool:
        """False for a placeholder."""
        return bool(self.file)

    @property
    def url(self):
        return self.file.url if self.file else staticfiles_storage.url(PLACEHOLDER)

    def get_upload_to(self, filename):
        """A fresh address each time, so that no cached older picture is shown in its place."""
        return f"images/{uuid4().hex}{suffix_of(filename)}"

    def take_in(self, name, content):
        self.width, self.height = size_of(content) or (self.width, self.height)
        content.seek(0)
        return name, content
