from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import ReferenceIndex

from directory.imports import checking, importing
from directory.imports.jobs import carry_on_with_imports, forget_imports
from directory.imports.running import begin_check, begin_import, begin_undo, carry_on
from directory.imports.tables import left_out_table, row_messages
from directory.models import (
    Category,
    ImportRun,
    Maintainership,
    MeetingPlace,
    OrganisationPage,
    PublicEntry,
    Tombstone,
)
from directory.tests.factories import make_category, make_entry
from directory.workflow.personal_data import Person, remove_person

from .sheets import THERE_ALREADY, as_csv, planted, table


def counts_of_all_tables() -> dict[str, int]:
    """Rows of every table except our own import records; parts of a full-text index vary with its merges."""
    ours = {"directory_importrun", "directory_importrow", "wagtailcore_modellogentry"}
    names = set(connection.introspection.table_names()) - ours
    pieces = {name for name in names if name.rpartition("_")[0].endswith("_fts")}
    with connection.cursor() as cursor:
        return {
            name: cursor.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names - pieces
        }


def found_by_search(word: str) -> int:
    return OrganisationPage.objects.all().search(word).count()


def states(run) -> list[str]:
    return list(run.rows.values_list("state", flat=True))


def test_exactly_the_twenty_planted_faults_are_reported(checked, known_entry):
    run = checked()
    state_of = dict(run.rows.values_list("number", "state"))
    found = [(each.number, each.column, state_of[each.number]) for each in row_messages(run)]
    assert found == planted()
    assert run.counts()["ready"] == 280


def test_a_message_names_the_value_and_the_entry_that_is_alike(checked, known_entry):
    messages = {each.number: each for each in row_messages(checked())}
    assert messages[52].pages == ((known_entry.pk, THERE_ALREADY),)
    assert (messages[82].value, messages[82].text) == ("Raumfahrt", "„Raumfahrt“ steht nicht in der Liste.")


def test_280_are_imported_unpublished_and_unclaimed_and_undo_leaves_no_trace(checked, known_entry):
    run = checked()
    before = counts_of_all_tables()
    begin_import(run)
    run = carry_on(run, 60)
    assert (run.status, run.counts()["imported"]) == ("done", 280)
    new = OrganisationPage.objects.exclude(pk=known_entry.pk)
    assert (new.count(), new.filter(live=True).count()) == (280, 0)
    assert PublicEntry.objects.count() == 1
    maintainer = Maintainership.objects.exclude(source="").first()
    assert (maintainer.maintainer_email, maintainer.maintainer_mode, maintainer.assured_on) == (
        "",
        "agency",
        None,
    )
    assert (maintainer.source, maintainer.source_id) == ("Vereinsliste 2026", "1000")
    assert maintainer.imported_on == timezone.localdate()
    assert found_by_search("Verein") == 280

    assert begin_undo(run)
    assert carry_on(run, 60).status == "undone"
    assert counts_of_all_tables() == before
    assert not Tombstone.objects.exists()
    assert found_by_search("Verein") == 0
    assert not OrganisationPage.find_problems()[0]


def test_an_undo_forgets_who_linked_to_the_entry(imported):
    run = imported(as_csv(table(1, [])))
    page = OrganisationPage.objects.get()
    other = make_entry(
        run.directory, "Stadtteiltreff", description=f'<a linktype="page" id="{page.pk}">dort</a>'
    )
    assert ReferenceIndex.get_references_to(page).exists()
    begin_undo(run)
    carry_on(run, 60)
    assert list(OrganisationPage.objects.all()) == [other]
    assert not ReferenceIndex.objects.filter(to_object_id=str(page.pk)).exists()


def test_an_imported_entry_holds_what_the_row_says(imported):
    imported(as_csv(table(1)))
    page = OrganisationPage.objects.get()
    assert (page.title, page.founded_year, page.main_category.name) == ("Verein Nr. 0x", 1998, "Fußball")
    assert (page.is_charitable, page.slug) == (True, "verein-nr-0x")
    assert [each.name for each in page.districts.all()] == ["Stahl"]
    offer = page.offers.get()
    assert (offer.weekdays, f"{offer.starts_at:%H:%M}", f"{offer.ends_at:%H:%M}") == ("WE", "18:30", "20:00")
    assert MeetingPlace.objects.get().show_exact_address is False


def test_what_somebody_edited_since_stays_and_is_named(imported):
    run = imported(as_csv(table(5, [])))
    page = OrganisationPage.objects.get(title="Verein Nr. 3x")
    page.save_revision()
    assert [row.page_id for row in importing.worked_on(run)] == [page.pk]
    begin_undo(run)
    carry_on(run, 60)
    assert list(OrganisationPage.objects.all()) == [page]
    assert [row.page_id for row in run.rows.filter(state="kept")] == [page.pk]


@pytest.mark.parametrize("what", ["published", "confirmed", "kept", "referred to"])
def test_an_entry_that_people_rely_on_is_not_undone(imported, what):
    run = imported(as_csv(table(1, [])))
    page = OrganisationPage.objects.get()
    if what == "published":
        page.save_revision().publish()
    elif what == "referred to":
        make_entry(run.directory, "Jugendabteilung", parent_organisation=page)
    else:
        change = (
            {"assured_on": timezone.localdate()}
            if what == "confirmed"
            else {"maintainer_email": "a@example.org"}
        )
        Maintainership.objects.filter(page=page).update(**change)
    begin_undo(run)
    carry_on(run, 60)
    assert states(run) == ["kept"]


@pytest.mark.parametrize("status", ["checking", "importing", "undoing"])
def test_what_was_killed_halfway_goes_on_without_doing_anything_twice(checked, monkeypatch, status):
    for module in (checking, importing):
        monkeypatch.setattr(module, "CHUNK", 2)
    run = checked(as_csv(table(5, [])))
    if status == "checking":
        begin_check(run, run.mapping)
    else:
        begin_import(run)
    if status == "undoing":
        carry_on(run, 60)
        begin_undo(run)
    carry_on(run, -1)
    run.refresh_from_db()
    assert run.status == status
    halfway = {"checking": 0, "importing": 2, "undoing": 3}[status]
    assert OrganisationPage.objects.count() == halfway
    assert carry_on_with_imports() == {"imports": 1}
    run.refresh_from_db()
    assert not run.is_under_way
    assert OrganisationPage.objects.count() == {"checking": 0, "importing": 5, "undoing": 0}[status]
    assert len(set(states(run))) == 1


def test_two_who_check_by_turns_find_what_is_double(uploaded, monkeypatch):
    monkeypatch.setattr(checking, "CHUNK", 2)
    lines = table(4, [])
    lines[4][1] = lines[2][1]
    run = uploaded(as_csv(lines))
    begin_check(run, run.mapping)
    carry_on(run, -1)
    run = carry_on(run, 60)
    assert states(run) == ["ready", "ready", "ready", "alike"]


def test_an_import_begins_once(checked):
    run = checked(as_csv(table(5, [])))
    begin_import(run)
    with pytest.raises(ValidationError):
        begin_import(run)


def test_a_second_import_waits_for_the_first_and_then_checks_again(checked):
    one = checked(as_csv(table(5, [])))
    other = checked(as_csv(table(5, [])), name="b.csv", source="b")
    begin_import(one)
    with pytest.raises(ValidationError, match="anderer Import"):
        begin_import(other)
    carry_on(one, 60)
    begin_import(other)
    assert carry_on(other, 60).status == "checked"
    assert states(other) == ["alike"] * 5
    assert OrganisationPage.objects.count() == 5


def test_many_rows_need_no_more_statements_than_few(checked):
    headers, *lines = table(30, [])
    counts = []
    for some in (lines[:5], lines[5:]):
        run = checked(as_csv([headers, *some]), name=f"{len(some)}.csv", source=f"{len(some)}")
        begin_import(run)
        with CaptureQueriesContext(connection) as captured:
            carry_on(run, 60)
        counts.append(len(captured))
        assert run.counts()["imported"] == len(some)
    assert counts[1] <= counts[0] + 5


def test_the_same_file_again_brings_nothing_twice(imported, checked):
    imported(as_csv(table(3, [])))
    page = OrganisationPage.objects.get(title="Verein Nr. 1x")
    OrganisationPage.objects.filter(pk=page.pk).update(
        title="Ganz anderer Name", draft_title="Ganz anderer Name"
    )
    lines = table(4, [])
    lines[4][1] = "Kirchenchor"
    again = checked(as_csv(lines), name="noch-mal.csv")
    assert states(again) == ["known", "known", "known", "ready"]
    # Unlike similar rows, known entries cannot be chosen.
    begin_import(again, also=[2, 3, 4])
    carry_on(again, 60)
    assert OrganisationPage.objects.count() == 4


def test_without_keys_the_same_file_is_known_by_its_names(imported, checked):
    imported(as_csv(table(3, [])))
    lines = [line[1:] for line in table(3, [])]
    again = checked(as_csv(lines), name="andere.csv", source="anders")
    assert states(again) == ["alike"] * 3
    begin_import(again, also=[3])
    carry_on(again, 60)
    slugs = OrganisationPage.objects.filter(title="Verein Nr. 1x").values_list("slug", flat=True)
    assert sorted(slugs) == ["verein-nr-1x", "verein-nr-1x-2"]


def test_a_category_deleted_since_the_check_is_a_fault_of_the_row(checked):
    make_category("Chor")
    lines = table(2, [])
    lines[1][3] = "Chor"
    run = checked(as_csv(lines))
    Category.objects.get(name="Chor").delete()
    begin_import(run)
    run = carry_on(run, 60)
    assert (run.status, states(run)) == ("done", ["faulty", "imported"])


def test_a_row_that_the_database_refuses_does_not_stop_the_others(checked, monkeypatch):
    add_pages = importing.add_pages

    def refuse_the_second(directory, pages):
        if any(page.title == "Verein Nr. 1x" for page in pages):
            raise IntegrityError
        add_pages(directory, pages)

    monkeypatch.setattr(importing, "add_pages", refuse_the_second)
    run = checked(as_csv(table(3, [])))
    begin_import(run)
    run = carry_on(run, 60)
    assert (run.status, states(run)) == ("done", ["imported", "faulty", "imported"])


def test_the_columns_are_remembered_by_the_headers(imported, uploaded):
    run = imported(as_csv(table(1, [])))
    changed = [name if name != "source_id" else "" for name in run.mapping]
    ImportRun.objects.filter(pk=run.pk).update(mapping=changed)
    assert uploaded(as_csv(table(2, [])), name="b.csv").mapping == changed


def test_the_table_of_what_was_left_out_can_be_mended_and_imported(checked, known_entry):
    rows = list(left_out_table(checked()))
    assert len(rows) == 21
    assert rows[1][:2] == ["7", "Verein: Fehlt."]
    mended = [[*row] for row in rows]
    mended[1][3] = "Heimatverein"
    again = checked(as_csv(mended), name="b.csv")
    assert dict(again.rows.values_list("number", "state"))[2] == "ready"


def test_what_stood_in_the_cells_is_forgotten_after_30_days(imported):
    run = imported(as_csv(table(2, [])))
    assert forget_imports() == {"rows": 0}
    ImportRun.objects.update(started_at=timezone.now() - timedelta(days=31))
    assert forget_imports() == {"rows": 2}
    assert {(tuple(row.cells), row.page_id is not None) for row in run.rows.all()} == {((), True)}


def test_a_person_who_is_erased_is_in_no_row(checked):
    run = checked(as_csv(table(2, [])))
    remove_person(Person("INFO-1@example.org"))
    assert [(bool(row.cells), row.state) for row in run.rows.all()] == [(True, "ready"), (False, "faulty")]
