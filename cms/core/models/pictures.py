import logging
from uuid import uuid4

from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from PIL import Image as Pillow
from wagtail.images.models import (
    AbstractImage,
    AbstractRendition,
    Filter,
    get_rendition_upload_to,
    get_upload_to,
)
from wagtail.utils.file import hash_filelike

from .. import picture_sizes
from ..file_names import suffix_of
from ..media_storage import get_rendition_storage
from ..photos import size_of, without_metadata
from ..stored_files import StoredPictureField

log = logging.getLogger(__name__)
PLACEHOLDER = "img/placeholder.svg"
# What reading a picture ends with when its file is gone, damaged, or out of reach.
FAULTS = (OSError, ValueError, SyntaxError, Pillow.DecompressionBombError)


class SiteImage(AbstractImage):
    """A picture with what law and courtesy ask for: alternative text, author, licence."""

    class Licence(models.TextChoices):
        ALL_RIGHTS = "all-rights", _("Used with permission, all rights reserved")
        OWN = "own", _("Own work of the town")
        CC0 = "CC0-1.0", _("CC0 (public domain)")
        CC_BY = "CC-BY-4.0", "CC BY 4.0"
        CC_BY_SA = "CC-BY-SA-4.0", "CC BY-SA 4.0"

    class Sizes(models.TextChoices):
        """Whether the sizes of `picture_sizes` exist. UNKNOWN: they are made when somebody asks for one."""

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
        """A key that nobody can guess and that tells nothing, not even what somebody called the file."""
        return f"original_images/{uuid4().hex}{suffix_of(filename)}"

    def take_in(self, name, content):
        """Keep nothing but what the picture shows; what is stored is known from then on."""
        plain = without_metadata(content) or content
        plain.seek(0)
        self.file_size, self.file_hash = plain.size, hash_filelike(plain)
        self.width, self.height = size_of(plain) or (self.width, self.height)
        self.sizes = self.Sizes.DUE
        plain.seek(0)
        return plain

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
        """The picture of a page whose address is shared; None while it cannot be made."""
        rendition = self.get_rendition(picture_sizes.SHARED)
        return rendition if rendition.is_made else None

    def get_rendition(self, filter):
        """As Wagtail's, but what cannot be made now is a placeholder, and no placeholder is kept."""
        spec = filter if isinstance(filter, str) else filter.spec
        return self.get_renditions(filter)[spec]

    def create_renditions(self, *filters):
        if not filters:
            return {}
        if not picture_sizes.may_make(self, len(filters)):
            picture_sizes.ask_for(self)
            return self._placeholders(filters)
        try:
            return super().create_renditions(*filters)
        except FAULTS as error:
            log.warning("Sizes of picture %s cannot be made: %s", self.pk, type(error).__name__)
            return self._placeholders(filters)

    def make_sizes(self, specs=picture_sizes.ALL_SPECS) -> int:
        """Make the sizes that do not exist and return how many; raises what the storage or the file raise."""
        filters = [Filter(spec) for spec in specs]
        existing = self.find_existing_renditions(*filters)
        missing = [each for each in filters if each not in existing]
        super().create_renditions(*missing)
        return len(missing)

    def _placeholders(self, filters) -> dict:
        return {each: self._placeholder(each) for each in filters}

    def _placeholder(self, filter):
        width, height = filter.get_transform(self).size
        placeholder = SiteRendition(
            image=self, filter_spec=filter.spec, focal_point_key=filter.get_cache_key(self)
        )
        placeholder.width, placeholder.height = max(1, round(width)), max(1, round(height))
        # Keeps Wagtail from putting it into its cache.
        placeholder._from_cache = True
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
                name="core_rendition_unique",
            )
        ]

    @property
    def is_made(self) -> bool:
        """Not a placeholder."""
        return bool(self.file)

    @property
    def url(self):
        return self.file.url if self.file else staticfiles_storage.url(PLACEHOLDER)

    def get_upload_to(self, filename):
        """A new address each time: no copy of an older picture in a browser or cache is mistaken for it."""
        return f"images/{uuid4().hex}{suffix_of(filename)}"

    def take_in(self, name, content):
        self.width, self.height = size_of(content) or (self.width, self.height)
        content.seek(0)
        return content
