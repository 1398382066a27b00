"""People who write to the town in tests. The whole suite proves that no output of the site names them."""

import html
from urllib.parse import unquote_plus

import pytest

SENDERS = (
    "Xaverine Planthold",
    "xaverine@example.org",
    "Ruth Heinz",
    "ruth@example.org",
    "Petra Beispiel",
    "petra@example.org",
    "Ayşe Beispiel",
    "naehen@example.org",
    "vorstand@example.org",
)


def senders_in(output: str) -> list[str]:
    """Return the senders that the text names, plainly or encoded as in URLs, HTML or JSON."""
    plain = html.unescape(unquote_plus(output)).casefold()
    escaped = output.casefold()
    return [each for each in SENDERS if each.casefold() in plain or _in_json(each) in escaped]


def demand_nobody_is_named(output: str, source: str) -> None:
    """Fail the test if a program's output names one of them."""
    if named := senders_in(output):
        pytest.fail(f"The output of {source} names {named}:\n{_lines_with(named, output)}", pytrace=False)


def fail_if_it_names_a_sender(report: pytest.TestReport) -> None:
    """Fail a finished test because of its output: logs with tracebacks, stdout and stderr."""
    output = "\n".join(content for title, content in report.sections if title.startswith("Captured"))
    if named := senders_in(output):
        report.outcome = "failed"
        report.longrepr = f"{report.nodeid} wrote {named} into its output:\n{_lines_with(named, output)}"


def _in_json(name: str) -> str:
    return name.encode("ascii", "backslashreplace").decode().casefold()


def _lines_with(named: list[str], output: str) -> str:
    return "\n".join([line for line in output.splitlines() if senders_in(line)][:20])
