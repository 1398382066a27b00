"""A database that this version cannot upgrade is refused in one sentence, before anything is changed."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from cms.operations.models import UpgradeStep

pytestmark = pytest.mark.django_db
Migration = MigrationRecorder.Migration


def record(app: str, name: str) -> None:
    Migration.objects.create(app=app, name=name)


def forget(app: str, name: str = "") -> None:
    Migration.objects.filter(app=app, name__startswith=name).delete()


def sql(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


OTHERS = {
    "of before release 1.0": (lambda: record("core", "0001_initial"), "before release 1.0"),
    "newer": (lambda: record("news", "0099_later"), "newer version (news.0099_later)"),
    "of a newer library": (
        lambda: record("wagtailcore", "9999_later"),
        "newer version (wagtailcore.9999_later)",
    ),
    "of another branch": (
        lambda: record("news", "0001_initial_squashed"),
        "another history than this version (news.0001_initial_squashed)",
    ),
    "newer in one app, older in another": (
        lambda: (record("news", "0099_later"), forget("strategy")),
        "newer in part (news.0099_later)",
    ),
    "that lost its record": (lambda: forget("news"), "but no record of how it was made"),
    "without any record": (lambda: Migration.objects.all().delete(), "no record of how it was made"),
    "with a gap": (lambda: forget("wagtailcore", "0001_"), "migrated by half only"),
    "whose migration was rewritten": (
        lambda: sql("ALTER TABLE operations_upgradestep DROP COLUMN done_at"),
        "The table operations_upgradestep of this database lacks done_at",
    ),
    "that lacks a table": (
        lambda: sql("DROP TABLE operations_upgradestep"),
        "lacks the table operations_upgradestep",
    ),
}


@pytest.mark.parametrize("what", OTHERS)
def test_database_is_refused_and_stays_as_it_is(what):
    change, sentence = OTHERS[what]
    change()
    before = state()
    for command in ["upgrade"] if "newer version" in sentence else ["upgrade", "migrate"]:
        with pytest.raises(CommandError) as refusal:
            call_command(command, stdout=StringIO())
        assert sentence in str(refusal.value)
        assert "nothing was changed" in " ".join(str(refusal.value).split())
        assert "\n" not in str(refusal.value)
    assert state() == before


def state():
    tables = connection.introspection.table_names()
    return sorted(Migration.objects.values_list("app", "name")), sorted(tables)


def test_node_that_goes_back_a_version_starts_and_changes_no_table():
    record("news", "0099_later")
    UpgradeStep.objects.all().delete()
    before, out = state(), StringIO()
    call_command("upgrade", "--or-newer", stdout=out)
    assert "A newer version has migrated this database" in out.getvalue()
    assert (state(), UpgradeStep.objects.count()) == (before, 0)
    sql("DROP TABLE operations_upgradestep")
    with pytest.raises(CommandError, match="lacks the table"):
        call_command("upgrade", "--or-newer", stdout=StringIO())


def test_what_a_library_squashed_is_no_other_history():
    record("wagtailcore", "0001_initial_of_old")
    record("app_of_the_past", "0001_initial")
    call_command("upgrade", stdout=StringIO())
