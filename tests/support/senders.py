"""Who writes to the town in the tests. The whole suite is the proof that no output of the site names them."""

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
    """Return those whom the text names, be it plain or as an address, a page or JSON would write them."""
    plain = html.unescape(unquote_plus(output)).casefold()
    escaped = output.casefold()
    return [each for each in SENDERS if each.casefold() in plain or _in_json(each) in escaped]


def demand_nobody_is_named(output: str, source: str) -> None:
    """Fail the test when the output of a program names one of them."""
    if named := senders_in(output):
        pytest.fail(f"The output of {source} names {named}:\n{_lines_with(named, output)}", pytrace=False)


def fail_if_it_names_a_sender(report: pytest.TestReport) -> None:
    """Fail a test at its end for what it wrote: logs with their tracebacks, stdout and stderr."""
    output = "\n".join(content for title, content in report.sections if title.startswith("Captured"))
    if named := senders_in(output):
        report.outcome = "failed"
        report.longrepr = f"{report.nodeid} wrote {named} into its output:\n{_lines_with(named, output)}"


def _in_json(name: str) -> str:
    return name.encode("ascii", "backslashreplace").decode().casefold()


def _lines_with(named: list[str], output: str) -> str:
    return "\n".join([line for line in output.splitlines() if senders_in(line)][:20])
