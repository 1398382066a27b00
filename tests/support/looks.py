"""How a page looks to whom: in wide and narrow windows, in light and dark."""

from .axe import assert_no_axe_violations
from .browser import DESKTOP, PHONE

# Each width and each colour once: what fails depends on one of them.
LOOKS = [(DESKTOP, "light"), (PHONE, "dark")]
SCROLLS_SIDEWAYS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"

# Otherwise axe would judge a colour halfway between light and dark.
TRANSITIONS_ENDED = """() => Promise.allSettled(
  document.getAnimations().filter((each) => each instanceof CSSTransition).map((each) => each.finished))"""


def look_at(page, state: str = "", looks=LOOKS, within: tuple[str, ...] = ()) -> None:
    """In each look, a viewport and colours, axe finds nothing and nothing scrolls sideways; the last one stays."""
    for viewport, colours in looks:
        page.set_viewport_size(viewport)
        page.emulate_media(color_scheme=colours)
        page.evaluate(TRANSITIONS_ENDED)
        where = f"({state} {viewport['width']} px, {colours})"
        seen_in_light = colours == "dark" and (viewport, "light") in looks
        assert_no_axe_violations(page, where, within, only_colours=seen_in_light)
        assert not page.evaluate(SCROLLS_SIDEWAYS), f"{page.url} scrolls sideways {where}"
