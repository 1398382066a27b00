"""Columns reckoned from others whenever a row is written: an index then finds what people write in many ways."""

from django.db import models

from ..comparable import comparable_host, comparable_register_number


class DerivedField(models.CharField):
    """`derive` makes the value from the field called `source`, also when many rows are written at once."""

    source: str

    @staticmethod
    def derive(value: str) -> str:
        raise NotImplementedError

    def pre_save(self, model_instance, add):
        value = self.derive(getattr(model_instance, self.source))[: self.max_length]
        setattr(model_instance, self.attname, value)
        return value


class HostField(DerivedField):
    """The host of the website, or "" for one that strangers share."""

    source = "website"
    derive = staticmethod(comparable_host)


class RegisterDigitsField(DerivedField):
    """The digits of the number in the register."""

    source = "register_number"
    derive = staticmethod(comparable_register_number)
