"""Positions on the map: degrees (WGS 84) with five decimals, which is about one metre."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _


def latitude_field(**options) -> models.DecimalField:
    return _degrees(_("latitude"), 90, options)


def longitude_field(**options) -> models.DecimalField:
    return _degrees(_("longitude"), 180, options)


def refuse_half_a_position(instance) -> None:
    """Raise ValidationError at the field that is missing when only one of the two is given."""
    for missing, given in (("latitude", "longitude"), ("longitude", "latitude")):
        if getattr(instance, missing) is None and getattr(instance, given) is not None:
            message = _now("A position needs both numbers: latitude and longitude. Or leave both empty.")
            raise ValidationError({missing: message})


def _degrees(label, limit: int, options: dict) -> models.DecimalField:
    return models.DecimalField(
        label,
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-limit), MaxValueValidator(limit)],
        **options,
    )
