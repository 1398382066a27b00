from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from directory.imports import reading
from directory.models import ImportRun, OrganisationPage

from .sheets import as_csv, as_xlsx, table


@pytest.fixture
def run_command(town, tmp_path):
    def run(content: bytes | None = None, **options) -> str:
        file = tmp_path / "vereine.csv"
        file.write_bytes(content or b"")
        out = StringIO()
        call_command("import_entries", *([file] if content else []), stdout=out, **options)
        return out.getvalue()

    return run


def test_without_really_nothing_stays(run_command):
    output = run_command(as_csv(table(21)))
    assert "Row 7, Verein: Fehlt." in output
    assert "Row 22, Verein: Bitte sicherstellen" in output
    assert "19 of 21 rows can be imported." in output
    assert not ImportRun.objects.exists()


def test_an_import_can_be_undone_by_its_number(run_command):
    run_command(as_xlsx(table(3, [])), really=True)
    assert OrganisationPage.objects.count() == 3
    assert "Undid 3 rows." in run_command(undo=ImportRun.objects.get().pk)
    assert not OrganisationPage.objects.exists()


@pytest.mark.parametrize(
    "content",
    [
        b"\x00\x01\x02\x03" * 500,
        b"PK\x03\x04 broken",
        b"Name",
        b"Name;Rest\n" + b"x;" * 200,
        b"a;b\nc;d",
        b"Name\n" + b"x\n" * 52,
    ],
    ids=["binary", "damaged", "headers only", "too wide", "nothing known", "too long"],
)
def test_a_hostile_file_is_refused_in_words(run_command, content, monkeypatch):
    monkeypatch.setattr(reading, "MOST_ROWS", 50)
    with pytest.raises(CommandError):
        run_command(content)
    assert not ImportRun.objects.exists()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_umlauts_arrive_whatever_wrote_the_file(run_command, encoding, delimiter):
    lines = table(1, [])
    lines[1][1] = "Möhnchörle"
    run_command(as_csv(lines, delimiter, encoding), really=True)
    assert OrganisationPage.objects.get().title == "Möhnchörle"
