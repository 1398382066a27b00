"""File fields that pass content through the model's `take_in` on every way into the storage, which may refuse it.

Wagtail stores files in three places: with the row, before the row, and from multiple uploads. Only here do all three
meet, so this is where files are inspected and cleaned. A file just stored is not fetched again.
"""

from django.db import models
from django.db.models.fields.files import FieldFile
from wagtail.images.models import WagtailImageField, WagtailImageFieldFile


class TakesIn:
    def save(self, name, content, save=True):
        name, content = self.instance.take_in(name, content)
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
        """Once stored, use the row's values instead of reading the file."""
        return (
            (self.instance.width, self.instance.height) if self._committed else super().get_image_dimensions()
        )


class StoredFileField(models.FileField):
    attr_class = StoredFile


class StoredPictureField(WagtailImageField):
    attr_class = StoredPicture
