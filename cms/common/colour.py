"""Colour contrast according to WCAG 2.2."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

HEX_COLOUR = re.compile(r"#[0-9a-f]{6}", re.IGNORECASE)
MINIMUM_CONTRAST = 4.5


def relative_luminance(colour: str) -> float:
    """Return 0 (black) to 1 (white) for a colour like "#0a5663" (WCAG 2.2, relative luminance)."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast_ratio(one: str, other: str) -> float:
    """Return 1 to 21 (WCAG 2.2, contrast ratio)."""
    darker, lighter = sorted((relative_luminance(one), relative_luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def validate_accent(colour: str) -> None:
    """Raise ValidationError unless the colour contrasts with both white text and the sand background."""
    if not HEX_COLOUR.fullmatch(colour):
        raise ValidationError(_("Please enter the colour as six digits, for example #0a5663."))
    ratio = min(contrast_ratio(colour, ground) for ground in ("#ffffff", "#f6efe3"))
    if ratio < MINIMUM_CONTRAST:
        raise ValidationError(
            _(
                "This colour is too light: its contrast is %(ratio)s : 1, at least 4.5 : 1 is needed. "
                "Please choose a darker shade."
            ),
            params={"ratio": f"{ratio:.1f}".replace(".", ",")},
        )
