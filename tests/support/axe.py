import pytest

from .tools import tool

CONTRAST = "color-contrast"
OPTIONS = {"resultTypes": ["violations"]}
ALL_BUT_CONTRAST = OPTIONS | {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {CONTRAST: {"enabled": False}},
}
ONLY_CONTRAST = OPTIONS | {"runOnly": {"type": "rule", "values": [CONTRAST]}}
# What can differ between light and dark mode.
ONLY_COLOURS = OPTIONS | {"runOnly": {"type": "rule", "values": [CONTRAST, "link-in-text-block"]}}
# axe skips text above a ::before or ::after, which here are only ornaments. Without them, it checks the contrast of
# every text.
WITHOUT_ORNAMENTS = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("*::before, *::after { display: none !important }");
  document.adoptedStyleSheets = [sheet];
}"""
IS_HERE = "Boolean(window.axe)"
ALL_ORNAMENTS = "() => { document.adoptedStyleSheets = [] }"
RUN = "([within, options]) => axe.run(within.length ? {include: within.map((each) => [each])} : document, options)"


def axe_violations(page, within: tuple[str, ...] = (), only_colours: bool = False) -> list[str]:
    """One line per element that violates WCAG 2.2 AA or axe's best practices; `within` are selectors.

    `only_colours` is enough in dark mode if the page is checked in light mode at the same width.
    """
    if not page.evaluate(IS_HERE):
        page.evaluate(tool("axe-core/axe.min.js").read_text())
    found = [] if only_colours else page.evaluate(RUN, [list(within), ALL_BUT_CONTRAST])["violations"]
    page.evaluate(WITHOUT_ORNAMENTS)
    colours = ONLY_COLOURS if only_colours else ONLY_CONTRAST
    found += page.evaluate(RUN, [list(within), colours])["violations"]
    page.evaluate(ALL_ORNAMENTS)
    return [
        f"{violation['id']}: {violation['help']}\n    {node['html'][:200]}\n    {_reasons(node)}"
        for violation in found
        for node in violation["nodes"]
    ]


def _reasons(node) -> str:
    return "; ".join(check["message"] for check in node["any"] + node["all"] + node["none"])


def assert_no_axe_violations(
    page, state: str = "", within: tuple[str, ...] = (), only_colours: bool = False
) -> None:
    found = axe_violations(page, within, only_colours)
    if found:
        pytest.fail(f"{page.url} {state}\n" + "\n".join(found), pytrace=False)
