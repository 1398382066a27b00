"""How many checked rows become entries per second; the import is undone afterwards."""

import csv
import io
import json
import time

from directory.imports.running import begin_check, begin_import, begin_undo, carry_on, start_run
from directory.models import Category, DirectoryPage, District

NO_END = float("inf")
HEADERS = ("Name", "Ein Satz", "Hauptkategorie", "Ortsteile", "E-Mail", "Straße", "Wochentag", "Beginn")


def main(many: int) -> None:
    run = start_run(DirectoryPage.objects.first(), _table(many), name="bench.csv", source="bench", by=None)
    begin_check(run, run.mapping)
    checking = _seconds(lambda: carry_on(run, NO_END))
    begin_import(run)
    importing = _seconds(lambda: carry_on(run, NO_END))
    assert run.counts()["imported"] == many
    begin_undo(run)
    undoing = _seconds(lambda: carry_on(run, NO_END))
    print(json.dumps({"checked": many / checking, "imported": many / importing, "undone": many / undoing}))


def _table(many: int) -> io.BytesIO:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow(HEADERS)
    words = Category.objects.first().name, District.objects.first().name
    for number in range(many):
        name = f"Zqx{number} Tafelrunde"
        writer.writerow((name, "Wir.", *words, f"i{number}@bench.example", f"Weg {number}", "Mo", "18:30"))
    return io.BytesIO(text.getvalue().encode())


def _seconds(work) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin
