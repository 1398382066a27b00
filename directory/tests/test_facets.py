"""What stands beside a filter is what the click brings: for any entries, any calls and any filters."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.db.models import Count
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory.choices import GROUPS, OPENING_GROUPS
from directory.entry_rows import badges_of
from directory.filters import Filters, OpeningFilters
from directory.found_entries import FoundEntries, FoundOpenings
from directory.models import (
    Category,
    EntryFacet,
    MeetingPlace,
    Opening,
    OpeningFacet,
    OrganisationPage,
    PublicEntry,
    PublicOpening,
)
from tests.support.recorded import recorded

from .factories import (
    make_entry,
    make_sample_town,
    make_target_group,
)

# The database is put back after the whole test, not after each example; each example sets up all that it reads.
RELAXED = settings(
    max_examples=30,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
WORDS = ["", "verein", "wir spielen", "fussball", "Lindenhof", "Probe Werkraum", "gibtesnicht", "Mötsch"]
CALL_WORDS = ["", "gesucht", "Verein", "anpacken", "gibtesnicht", "Mötsch"]
VALUES = range(1, 5)


@pytest.fixture
@recorded
def town(directory):
    make_sample_town(directory)
    over = Opening(title="Festzelt gesucht", task="Beim Aufbau anpacken", valid_until=yesterday())
    make_entry(directory, "Verein (Beispiel)", openings=[over])
    return directory


def yesterday() -> date:
    return timezone.localdate() - timedelta(days=1)


@st.composite
def some_filters(draw, values: dict[str, list[int]], words=("",), kind=Filters):
    chosen = {name: tuple(draw(st.sets(st.sampled_from(each), max_size=2))) for name, each in values.items()}
    flags = [flag.name for flag in kind.offered_flags]
    return kind(
        text=draw(st.sampled_from(words)),
        chosen={name: ticked for name, ticked in chosen.items() if ticked},
        flags=frozenset(draw(st.sets(st.sampled_from(flags), max_size=2))),
    )


def assert_counts_are_true(directory, filters: Filters, kind=FoundEntries) -> None:
    cache.clear()
    found = kind(directory, filters)

    def number_after(clicked: Filters) -> int:
        """What the database counts, row by row."""
        return clicked.apply_to(found.everything).count()

    filters = replace(filters, text=found.guess or filters.text)
    assert len(found) == number_after(filters)
    for flag in filters.offered_flags:
        clicked = replace(filters, flags=filters.flags | {flag.name})
        assert found.having(flag.name) == number_after(clicked)
    for group in filters.groups:
        ticked = filters.chosen.get(group.kind, ())
        for value, (every, joining) in found.counts(group.kind).items():
            clicked = replace(filters, chosen=filters.chosen | {group.kind: (*ticked, value)})
            expected = len(found) + joining if ticked else every
            assert expected == number_after(clicked), (group.kind, value)


def values_in_use(groups=GROUPS) -> dict[str, list[int]]:
    used: dict[str, list[int]] = {}
    for model in (EntryFacet, OpeningFacet):
        for kind, value in model.objects.values_list("kind", "value").distinct().order_by("kind", "value"):
            used.setdefault(kind, []).append(value)
    return {group.kind: used[group.kind] for group in groups}


@RELAXED
@given(data=st.data())
def test_counts_are_what_the_click_brings_for_any_filters(town, data):
    assert_counts_are_true(town, data.draw(some_filters(values_in_use(), WORDS)))


@RELAXED
@given(data=st.data())
def test_counts_of_calls_are_what_the_click_brings_for_any_filters(town, data):
    assert 0 < PublicOpening.objects.running().count() < PublicOpening.objects.count()
    drawn = data.draw(some_filters(values_in_use(OPENING_GROUPS), CALL_WORDS, OpeningFilters))
    assert_counts_are_true(town, drawn, FoundOpenings)


@RELAXED
@given(data=st.data())
def test_counts_are_what_the_click_brings_for_any_entries(town, data):
    """The facets of the entries are dealt anew each time, so that they are of every shape."""
    facets = st.sets(
        st.tuples(st.sampled_from(GROUPS).map(lambda group: group.kind), st.sampled_from(VALUES))
    )
    EntryFacet.objects.all().delete()
    for key in PublicEntry.objects.values_list("pk", flat=True)[:12]:
        EntryFacet.objects.bulk_create(
            EntryFacet(entry_id=key, kind=kind, value=value) for kind, value in data.draw(facets)
        )
        flags = {"is_free": data.draw(st.booleans()), "is_wheelchair_accessible": data.draw(st.booleans())}
        PublicEntry.objects.filter(pk=key).update(**flags)
    values = {group.kind: list(VALUES) for group in GROUPS}
    assert_counts_are_true(town, data.draw(some_filters(values)))


def test_the_pages_of_a_list_hold_each_entry_once_in_order(town):
    found = FoundEntries(town, Filters())
    names = [entry.title for start in range(0, 41, 7) for entry in found[start : start + 7]]
    assert names == list(PublicEntry.objects.order_by("sort_name", "pk").values_list("title", flat=True))


def test_entries_of_another_directory_do_not_count(town):
    from directory.models import DirectoryPage

    other = DirectoryPage(title="Anderes", slug="anderes")
    town.get_parent().add_child(instance=other)
    assert len(FoundEntries(other, Filters())) == 0
    assert all(
        count == (0, 0)
        for group in GROUPS
        for count in FoundEntries(other, Filters()).counts(group.kind).values()
    )


def test_a_change_counts_at_once(town, django_capture_on_commit_callbacks):
    before = len(FoundEntries(town, Filters()))
    with django_capture_on_commit_callbacks(execute=True):
        OrganisationPage.objects.first().unpublish()
    assert len(FoundEntries(town, Filters())) == before - 1


def test_an_entry_that_disappears_between_counting_and_showing_is_left_out(town):
    found = FoundEntries(town, Filters())
    PublicEntry.objects.filter(pk=found[:1][0].pk).delete()
    assert len(found[:3]) == 2


def test_counting_without_text_asks_the_database_nothing(town, django_assert_num_queries):
    FoundEntries(town, Filters())
    category = Category.objects.annotate(number=Count("main_entries")).order_by("-number").first()
    with django_assert_num_queries(0):
        found = FoundEntries(town, Filters(chosen={"category": (category.pk,)}, flags=frozenset({"free"})))
        assert len(found) + sum(every for every, _joining in found.counts("district").values())


def test_an_entry_for_everybody_is_found_under_each_target_group(directory):
    everybody = make_target_group("alle", is_for_everybody=True)
    families, teenagers = make_target_group("Familien"), make_target_group("Jugendliche")
    make_entry(directory, "Offene Bühne", target_groups=[everybody])
    make_entry(directory, "Krabbelgruppe", target_groups=[families])
    found = FoundEntries(directory, Filters(chosen={"target_group": (families.pk,)}))
    assert [entry.title for entry in found[:5]] == ["Krabbelgruppe", "Offene Bühne"]
    counts = FoundEntries(directory, Filters()).counts("target_group")
    assert {key: every for key, (every, _joining) in counts.items()} == {
        everybody.pk: 1,
        families.pk: 2,
        teenagers.pk: 1,
    }


def test_a_new_target_group_finds_what_is_for_everybody(directory):
    make_entry(directory, target_groups=[make_target_group("alle", is_for_everybody=True)])
    later = make_target_group("Neuzugezogene")
    assert PublicEntry.objects.for_target_group(later.pk).count() == 1


def test_unticking_everybody_leaves_the_entry_in_its_own_group(directory):
    everybody, families = make_target_group("alle", is_for_everybody=True), make_target_group("Familien")
    make_entry(directory, target_groups=[everybody])
    everybody.is_for_everybody = False
    everybody.save()
    assert PublicEntry.objects.for_target_group(families.pk).count() == 0
    assert PublicEntry.objects.for_target_group(everybody.pk).count() == 1


@pytest.mark.parametrize(
    ("access", "badges"),
    [
        ({"has_ramp": True}, ["stufenlos"]),
        (
            {"has_step_free_entrance": True, "has_wheelchair_toilet": True},
            ["stufenlos", "rollstuhlgerechtes WC"],
        ),
        ({"has_wheelchair_toilet": True}, ["rollstuhlgerechtes WC"]),
        ({"has_step_free_entrance": False, "has_lift": True}, []),
        ({}, []),
    ],
)
def test_badges_and_filter_say_the_same(directory, access, badges):
    make_entry(directory, places=[MeetingPlace(show_exact_address=True, **access)])
    entry = PublicEntry.objects.get()
    assert [badge["text"] for badge in badges_of(entry.document)] == badges
    assert entry.is_wheelchair_accessible == ("stufenlos" in badges)
