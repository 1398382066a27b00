"""What production logs, and which personal data it does not."""

import json
import logging

import pytest
from django.db import IntegrityError

from cms.operations.monitoring.logs import DiscreetJsonFormatter
from cms.operations.monitoring.request_log import masked
from cms.pages import middleware

pytestmark = pytest.mark.django_db
# Not one of the names that no output may contain, because other handlers show messages unchanged.
SENDER = "Gundula Fernwald"


@pytest.fixture
def lines(monkeypatch):
    """The lines of a production log."""
    written = []

    class Keep(logging.Handler):
        def emit(self, record):
            written.append(self.format(record))

    keep = Keep()
    keep.setFormatter(DiscreetJsonFormatter())
    loggers = [
        logging.getLogger(name) for name in ("cms.requests", "django.request", "cms.api_toolkit.service")
    ]
    for logger in loggers:
        logger.addHandler(keep)
        # Keep it out of pytest's own log, which shows messages unchanged.
        monkeypatch.setattr(logger, "propagate", False)
    loggers[0].setLevel(logging.INFO)
    yield written
    loggers[0].setLevel(logging.NOTSET)
    for logger in loggers:
        logger.removeHandler(keep)


def test_request_is_one_line_without_path_query_or_address(client, home, lines):
    given = {"x-request-id": "abcDEF-12345", "x-forwarded-for": "203.0.113.77"}
    client.get("/suche/?q=Gundula+Fernwald", headers=given, REMOTE_ADDR="203.0.113.77")
    line = json.loads(lines[-1])
    assert line["request_id"] == "abcDEF-12345"
    assert (line["method"], line["route"], line["status"]) == ("GET", "suche/", 200)
    assert line["client"] == "203.0.0.0/16"
    assert line["ms"] > 0
    assert "Gundula" not in lines[-1]


def test_page_is_told_by_its_number(client, home, lines):
    client.get("/")
    assert json.loads(lines[-1])["page"] == home.pk


@pytest.mark.parametrize("given", ["", "short", "with space", "x" * 65, "Gundula Fernwald", 'a"b\\c{}12345'])
def test_unfit_id_is_replaced(client, home, given):
    name = client.get("/robots.txt", headers={"x-request-id": given})["X-Request-ID"]
    assert name != given
    assert len(name) == 16


def test_fault_is_told_by_kind_and_place(client, home, lines, monkeypatch):
    def fail(*args, **kwargs):
        try:
            raise IntegrityError(f"DETAIL: Key (email)=({SENDER}) already exists.")
        except IntegrityError as error:
            raise ValueError(SENDER) from error

    client.raise_request_exception = False
    monkeypatch.setattr(middleware, "cached", fail)
    client.get(f"/verzeichnis/{SENDER}/")
    fault = next(json.loads(line) for line in lines if "exc_info" in line)
    assert "builtins.ValueError" in fault["exc_info"]
    assert "django.db.utils.IntegrityError" in fault["exc_info"]
    assert "test_logs.py" in fault["exc_info"]
    assert fault["request_id"]
    assert not any("Gundula" in line for line in lines)


def test_fault_of_the_api_names_nobody(client, home, lines, monkeypatch):
    def fail(*args, **kwargs):
        raise ValueError(SENDER)

    client.raise_request_exception = False
    monkeypatch.setattr("cms.api_toolkit.pipeline.refuse_unknown", fail)
    assert client.get(f"/api/v1/pages/by-path?path=/{SENDER}/").status_code == 500
    assert any("exc_info" in line for line in lines)
    assert not any("Gundula" in line for line in lines)


@pytest.mark.parametrize(
    ("address", "kept"),
    [("203.0.113.77", "203.0.0.0/16"), ("2001:db8:1:2::", "2001:db8::/32"), ("", "")],
)
def test_address_keeps_its_network_alone(address, kept):
    assert masked(address) == kept
