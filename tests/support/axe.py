import pytest

from .tools import tool

OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}


def axe_violations(page) -> list[str]:
    """One line per element that violates WCAG 2.2 AA or axe's best practices."""
    page.evaluate(tool("axe-core/axe.min.js").read_text())
    result = page.evaluate("options => axe.run(document, options)", OPTIONS)
    return [
        f"{violation['id']}: {violation['help']}\n    {node['html'][:200]}\n    {_reasons(node)}"
        for violation in result["violations"]
        for node in violation["nodes"]
    ]


def _reasons(node) -> str:
    return "; ".join(check["message"] for check in node["any"] + node["all"] + node["none"])


def assert_no_axe_violations(page, state: str = "") -> None:
    found = axe_violations(page)
    if found:
        pytest.fail(f"{page.url} {state}\n" + "\n".join(found), pytrace=False)
