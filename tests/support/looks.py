"""Pages in wide and narrow windows, in light and dark mode."""

from .axe import assert_no_axe_violations
from .browser import DESKTOP, PHONE

# Each width and each mode once, since failures depend on one of the two.
LOOKS = [(DESKTOP, "light"), (PHONE, "dark")]
SCROLLS_SIDEWAYS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"

# Otherwise axe would check colours in mid-transition.
TRANSITIONS_ENDED = """() => Promise.allSettled(
  document.getAnimations().filter((each) => each instanceof CSSTransition).map((each) => each.finished))"""


def look_at(page, state: str = "", looks=LOOKS, within: tuple[str, ...] = ()) -> None:
    """In each look, axe finds nothing and nothing scrolls sideways. The last look stays active."""
    for viewport, colours in looks:
        page.set_viewport_size(viewport)
        page.emulate_media(color_scheme=colours)
        page.evaluate(TRANSITIONS_ENDED)
        where = f"({state} {viewport['width']} px, {colours})"
        seen_in_light = colours == "dark" and (viewport, "light") in looks
        assert_no_axe_violations(page, where, within, only_colours=seen_in_light)
        assert not page.evaluate(SCROLLS_SIDEWAYS), f"{page.url} scrolls sideways {where}"
