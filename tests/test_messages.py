"""The compiled translations match the source and are complete."""

import gettext
import shutil
import subprocess
import sys

import pytest

from .support.site import ROOT

CATALOGUE = ROOT / "locale" / "de" / "LC_MESSAGES" / "django.po"


@pytest.fixture
def msgfmt(tmp_path):
    if not shutil.which("msgfmt"):
        pytest.skip("gettext is not installed")

    def run(*options):
        command = ["msgfmt", *options, "--output-file", str(tmp_path / "new.mo"), str(CATALOGUE)]
        return subprocess.run(command, capture_output=True, text=True, check=False, env={"LC_ALL": "C"})

    run.output = tmp_path / "new.mo"
    return run


def read_messages(file) -> dict:
    with file.open("rb") as compiled:
        messages = gettext.GNUTranslations(compiled)._catalog
    return {text: translation for text, translation in messages.items() if text}


def test_compiled_messages_are_current(msgfmt):
    msgfmt()
    assert read_messages(msgfmt.output) == read_messages(CATALOGUE.with_suffix(".mo"))


def test_every_message_is_translated(msgfmt):
    statistics = msgfmt("--statistics", "--check").stderr
    assert "untranslated" not in statistics, statistics
    assert "fuzzy" not in statistics, statistics
    assert "error" not in statistics, statistics


def test_every_message_of_the_code_is_collected(msgfmt, tmp_path):
    copy = tmp_path / "project"
    shutil.copytree(
        ROOT, copy, ignore=shutil.ignore_patterns(".*", "node_modules", "var", "static", "docs", "*.mo")
    )
    collect = [sys.executable, "manage.py", "makemessages", "--locale", "de", "--no-location"]
    subprocess.run([*collect, "--verbosity", "0"], cwd=copy, check=True)
    collected = copy / CATALOGUE.relative_to(ROOT)
    assert _without_date(collected) == _without_date(CATALOGUE), "Run `make messages`, then translate."


def _without_date(catalogue) -> list[str]:
    lines = catalogue.read_text("utf-8").splitlines()
    return [line for line in lines if not line.startswith('"POT-Creation-Date')]


@pytest.mark.parametrize("month", ["March", "May", "jan", "oct", "Tuesday", "Mon", "noon"])
def test_words_of_dates_mean_what_django_means(month):
    """A message of ours with the same text would appear in every date: “1. Darf 2027”."""
    ours = read_messages(CATALOGUE.with_suffix(".mo"))
    assert month not in ours
