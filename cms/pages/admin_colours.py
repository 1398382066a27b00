"""The town's colour for Wagtail's admin, which uses hue, saturation and lightness."""

from colorsys import hls_to_rgb, rgb_to_hls

from cms.common.colour import MINIMUM_CONTRAST, contrast_ratio

DARK_GROUND = "#333333"  # the lightest background with links in dark mode


def admin_colours(colour: str) -> dict[str, tuple[float, float, float]]:
    """Return hue (degrees), saturation and lightness (percent) of the tokens that differ from Wagtail's own.

    `primary` is the side bar, `secondary` buttons and links; numbered ones are for hovered links and dark backgrounds.
    """
    hue, lightness, saturation = rgb_to_hls(*(int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)))
    on_dark = lightness_on_dark(hue, saturation)
    shades = {
        "primary": lightness,
        "primary-200": lightness * 0.72,
        "secondary": lightness,
        "secondary-400": lightness * 0.75,
        "secondary-600": lightness * 0.55,
        "secondary-100": on_dark,
        "secondary-75": (on_dark + 1) / 2,
        "secondary-50": 0.96,
    }
    return {name: (hue * 360, saturation * 100, shade * 100) for name, shade in shades.items()}


def lightness_on_dark(hue: float, saturation: float) -> float:
    """Return the lowest lightness (0 to 1) at which text of this hue is readable on the dark background."""
    percents = (percent / 100 for percent in range(40, 100))
    return next(
        shade
        for shade in percents
        if contrast_ratio(hex_of(hue, shade, saturation), DARK_GROUND) > MINIMUM_CONTRAST
    )


def hex_of(hue: float, lightness: float, saturation: float) -> str:
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in hls_to_rgb(hue, lightness, saturation))
