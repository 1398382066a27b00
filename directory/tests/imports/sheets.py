"""Spreadsheets as offices send them."""

import csv
import io

from openpyxl import Workbook

HEADERS = [
    "Nummer", "Verein", "Kurzbeschreibung", "Kategorie", "Ortsteil", "E-Mail", "Telefon", "Homepage", "Treffpunkt",
    "Breitengrad", "Längengrad", "Wochentag", "Beginn", "Ende", "Ab", "Gegründet", "PLZ", "Rechtsform", "Gemeinnützig",
]  # fmt: skip
GOOD = {
    "Kurzbeschreibung": "Wir treffen uns.", "Kategorie": "Kicken", "Ortsteil": "stahl",
    "Wochentag": "Mittwoch", "Beginn": "18:30", "Ende": "20 Uhr", "Gegründet": "1998", "PLZ": "54634",
    "Gemeinnützig": "ja",
}  # fmt: skip
THERE_ALREADY = "Musikverein Talblick"
# Twenty mistakes: (column, cell, resulting state of the row).
FAULTS = [
    ("Verein", "", "faulty"),
    ("Verein", "y" * 256, "faulty"),
    # Duplicates the first row, and an entry.
    ("Verein", "Verein Nr. 0x", "alike"),
    ("Verein", f"{THERE_ALREADY} e.V.", "alike"),
    ("Nummer", "1000", "faulty"),
    ("Kategorie", "Raumfahrt", "faulty"),
    ("Kategorie", "", "faulty"),
    ("Ortsteil", "Atlantis", "faulty"),
    ("E-Mail", "keine-adresse", "faulty"),
    ("E-Mail", "", "faulty"),
    ("Telefon", "anrufen!", "faulty"),
    ("Homepage", "http://", "faulty"),
    ("Kurzbeschreibung", "x" * 300, "faulty"),
    ("Kurzbeschreibung", "=SUMME(A1)", "faulty"),
    ("Kurzbeschreibung", "Mit\x00Null", "faulty"),
    ("Ab", "31.02.2026", "faulty"),
    ("Breitengrad", "149,5", "faulty"),
    ("PLZ", "5463", "faulty"),
    ("Gemeinnützig", "vielleicht", "faulty"),
    ("Beginn", "25:70", "faulty"),
]


def table(rows: int = 300, faults=FAULTS) -> list[list[str]]:
    """One in fifteen rows below the headers has the next fault."""
    lines = [HEADERS]
    for index in range(rows):
        line = GOOD | {
            "Nummer": str(1000 + index),
            "Verein": f"Verein Nr. {index}x",
            "E-Mail": f"info-{index}@example.org",
        }
        if index % 15 == 5 and index // 15 < len(faults):
            column, text, _state = faults[index // 15]
            line[column] = text
        lines.append([line.get(header, "") for header in HEADERS])
    return lines


def planted() -> list[tuple[int, str, str]]:
    """Row, column and state of each fault. Row 1 holds the headers, so the sixth organisation is in row 7."""
    return [(7 + 15 * index, column, state) for index, (column, _text, state) in enumerate(FAULTS)]


def as_csv(lines: list[list[str]], delimiter: str = ";", encoding: str = "utf-8") -> bytes:
    target = io.StringIO()
    csv.writer(target, delimiter=delimiter).writerows(lines)
    return target.getvalue().encode(encoding)


def as_xlsx(lines: list[list]) -> bytes:
    book, target = Workbook(), io.BytesIO()
    for line in lines:
        book.active.append(line)
    book.save(target)
    return target.getvalue()
