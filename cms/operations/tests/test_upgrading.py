from io import StringIO

import pytest
from django.core.management import call_command
from wagtail.models import Site

from cms.operations import upgrading
from cms.operations.models import UpgradeStep
from cms.operations.upgrading import fingerprint_of, static_files, steps, upgrade
from cms.operations.upgrading.steps import Step

pytestmark = pytest.mark.django_db


@pytest.fixture
def ran(monkeypatch):
    """A single upgrade step; yields what it ran, and a list whose last item says why it is needed."""
    ran = []
    needed_for = ["first"]
    step = Step("index", "Index", lambda: needed_for[-1], lambda: ran.append(needed_for[-1]))
    monkeypatch.setattr(steps, "STEPS", {"index": step})
    return ran, needed_for


def test_step_runs_once_until_something_else_is_needed(ran, home):
    done, needed_for = ran
    for need in ("first", "first", "second", "second"):
        needed_for.append(need)
        upgrade(lambda text: None)
    assert done == ["first", "second"]


def test_step_that_failed_runs_again(ran, home, monkeypatch):
    def fail():
        raise RuntimeError

    broken = Step("index", "Index", lambda: "first", fail)
    monkeypatch.setattr(steps, "STEPS", {"index": broken})
    with pytest.raises(RuntimeError):
        upgrade(lambda text: None)
    assert not UpgradeStep.objects.exists()
    assert not upgrading.lock._is_held


def test_nothing_to_do_is_told_in_one_line(ran, home):
    upgrade(lambda text: None)
    out = StringIO()
    call_command("upgrade", stdout=out)
    assert out.getvalue() == "Everything is up to date.\n"


def test_directory_and_references_are_known(home):
    assert {"directory-index", "references"} <= set(steps.STEPS)
    assert len({step.needed_for() for step in steps.STEPS.values()}) == len(steps.STEPS)


def test_fingerprint_follows_what_is_in_the_files(tmp_path):
    file = tmp_path / "words.txt"
    file.write_text("eins")
    before = fingerprint_of([file], "1")
    assert fingerprint_of([file], "1") == before
    assert fingerprint_of([file], "2") != before
    file.write_text("zwei")
    assert fingerprint_of([file], "1") != before


@pytest.mark.parametrize(
    ("hostname", "expected"),
    [("localhost", ("stadt.example", 443)), ("selbst.example", ("selbst.example", 80))],
)
def test_new_site_gets_its_address_and_a_chosen_one_stays(home, settings, ran, hostname, expected):
    settings.SITE_URL = "https://stadt.example"
    Site.objects.update(hostname=hostname, port=80)
    upgrade(lambda text: None)
    site = Site.objects.get()
    assert (site.hostname, site.port) == expected


def test_static_files_are_collected_once_for_the_same_sources(settings, tmp_path, monkeypatch):
    settings.STATIC_ROOT = str(tmp_path)
    collected = []
    monkeypatch.setattr(static_files, "call_command", lambda *args, **options: collected.append(args))
    monkeypatch.setattr(static_files, "_sources", lambda: "abc")
    assert static_files.collect_static_files(lambda text: None)
    assert not static_files.collect_static_files(lambda text: None)
    monkeypatch.setattr(static_files, "_sources", lambda: "def")
    assert static_files.collect_static_files(lambda text: None)
    assert len(collected) == 2


def test_asking_what_would_be_migrated_needs_no_lock(monkeypatch):
    def locked(*args):
        raise AssertionError

    monkeypatch.setattr("cms.operations.management.commands.migrate.locked", locked)
    call_command("migrate", plan=True, stdout=StringIO())
