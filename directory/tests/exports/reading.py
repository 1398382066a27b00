"""Reads the exports as ordinary programs do."""

import csv
import json
from datetime import datetime
from io import BytesIO, StringIO

from icalendar import Calendar
from openpyxl import load_workbook


def body(client, path: str, **query) -> bytes:
    response = client.get(path, query)
    assert response.status_code == 200, response.content
    return response.getvalue()


def csv_rows(client, path="/daten/verzeichnis.csv", **query) -> list[dict]:
    text = body(client, path, **query).decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text, newline=""), delimiter=";"))


def xlsx_rows(client, path="/daten/verzeichnis.xlsx") -> list[dict]:
    sheet = load_workbook(BytesIO(body(client, path)), read_only=True).active
    head, *rows = [[_as_in_csv(cell.value) for cell in row] for row in sheet.iter_rows()]
    return [dict(zip(head, row, strict=True)) for row in rows]


def _as_in_csv(value) -> str:
    return value.date().isoformat() if isinstance(value, datetime) else value or ""


def events(client, path="/daten/verzeichnis.ics", **query) -> list:
    return Calendar.from_ical(body(client, path, **query)).walk("VEVENT")


def lines(client) -> list[dict]:
    return [json.loads(line) for line in body(client, "/daten/verzeichnis.jsonl").splitlines()]


def as_json(client, path: str, **query):
    return json.loads(body(client, path, **query))
