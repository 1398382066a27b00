"""Using a page without a mouse, and checking that the focus is visible."""

import pytest

IS_FOCUSED = "element => element === document.activeElement"
# Nothing covers the focused element (WCAG 2.2, success criterion 2.4.11).
IS_VISIBLE = """element => {
    const box = element.getBoundingClientRect();
    const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    return Boolean(top) && (element.contains(top) || top.contains(element));
}"""


def tab_to(page, target, steps: int = 120) -> None:
    """Press Tab until the element has the focus, and check that it is visible."""
    for _step in range(steps):
        page.keyboard.press("Tab")
        if target.evaluate(IS_FOCUSED):
            demand_visible(page, target)
            return
    pytest.fail(f"The keyboard does not reach {target}")


def demand_visible(page, target) -> None:
    """The focused element is visible, at once or after scrolling."""
    for _step in range(100):
        if target.evaluate(IS_VISIBLE):
            return
        page.wait_for_timeout(100)
    pytest.fail(f"covered, or outside of the window: {target}")
