"""File fields whose content passes `take_in` of their model on every way into the storage.

Wagtail stores a file in three ways: with its row, ahead of it, and from a list of uploads. Whatever has to be known of
a file, or taken out of it, is therefore done where all three meet. What has just been stored is not fetched back.
"""

from django.db import models
from django.db.models.fields.files import FieldFile
from wagtail.images.models import WagtailImageField, WagtailImageFieldFile


class TakesIn:
    def save(self, name, content, save=True):
        content = self.instance.take_in(name, content)
        key = self.field.generate_filename(self.instance, name)
        self.name = self.storage.save(key, content, max_length=self.field.max_length)
        self._committed, self.file = True, content
        self.instance.__dict__[self.field.attname] = self
        if save:
            self.instance.save()

    save.alters_data = True


class StoredFile(TakesIn, FieldFile):
    pass


class StoredPicture(TakesIn, WagtailImageFieldFile):
    def get_image_dimensions(self):
        """Known from the row once the file is stored."""
        return (
            (self.instance.width, self.instance.height) if self._committed else super().get_image_dimensions()
        )


class StoredFileField(models.FileField):
    attr_class = StoredFile


class StoredPictureField(WagtailImageField):
    attr_class = StoredPicture
