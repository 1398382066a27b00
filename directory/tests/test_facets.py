"""A facet's count equals the number of results, for arbitrary entries, calls and filters."""

import random
from datetime import date, timedelta

import pytest
from django.db.models import Count
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory.browse.choices import GROUPS, OPENING_GROUPS
from directory.browse.filters import Filters, OpeningFilters
from directory.browse.index import EntryResults
from directory.browse.list_item import badges_of
from directory.models import (
    Category,
    EntryFacet,
    MeetingPlace,
    Offer,
    Opening,
    OpeningFacet,
    OrganisationPage,
    PublicEntry,
    PublicOpening,
    TargetGroup,
)
from tests.support.recorded import recorded

from .factories import make_entry, make_sample_town, make_target_group
from .plain_reading import PlainReading
from .true_lists import assert_lists_are_true

# The database is rolled back after the whole test, not after each example, which changes nothing.
RELAXED = settings(
    max_examples=500,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
WORDS = ["", "verein", "wir spielen", "fussball", "Lindenhof", "Probe Werkraum", "gibtesnicht", "Mötsch"]
CALL_WORDS = ["", "gesucht", "Verein", "anpacken", "gibtesnicht", "Mötsch"]
AGES = (0, 5, 7, 13, 40, 70)


@pytest.fixture
@recorded
def town(directory):
    make_sample_town(directory)
    over = Opening(title="Festzelt gesucht", task="Beim Aufbau anpacken", valid_until=yesterday())
    make_entry(directory, "Verein (Beispiel)", openings=[over])
    make_entries_with_many_offers(directory)
    return directory


@pytest.fixture
def reading(town):
    return PlainReading(town)


def make_entries_with_many_offers(directory) -> None:
    """Of each entry some offer fits almost any wish, but seldom all wishes at once."""
    dice = random.Random(11)
    groups = [
        make_target_group("Kinder", age_from=6, age_to=12),
        make_target_group("Menschen 60+", age_from=60),
        make_target_group("alle", is_for_everybody=True),
    ]
    for number in range(25):
        places = [
            MeetingPlace(show_exact_address=dice.random() < 0.8, has_ramp=dice.choice([True, False, None]))
            for _ in range(2)
        ]
        keys = [Offer.FIRST_PLACE, str(places[1].key), Offer.CHANGING_PLACES]
        make_entry(
            directory,
            f"Vielseitiger Verein {number}",
            target_groups=dice.sample(groups, dice.randint(0, 2)),
            places=places,
            offers=[an_offer(dice, keys) for _ in range(dice.randint(0, 5))],
            openings=[
                Opening(title="Hilfe gesucht", task="anpacken", minimum_age=dice.choice([None, 14, 18, 60]))
                for _ in range(dice.randint(0, 1))
            ],
        )


def an_offer(dice: random.Random, places: list[str]) -> Offer:
    youngest, oldest = dice.choice([(None, None), (None, 6), (6, 12), (13, 17), (18, None), (60, None)])
    return Offer(
        name="Treffen",
        frequency="weekly",
        weekdays=dice.choice(["MO", "TU,FR", "SA", "SU"]),
        status=dice.choice(["active", "active", "active", "pausing", "closed"]),
        until=dice.choice([None, None, yesterday(), timezone.localdate()]),
        age_from=youngest,
        age_to=oldest,
        cost=dice.choice(["free", "fee", "donation", ""]),
        place_key=dice.choice(places),
    )


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
        age=draw(st.sampled_from([None, *AGES])),
    ).in_order(None)


def values_in_use(groups=GROUPS) -> dict[str, list[int]]:
    used: dict[str, list[int]] = {}
    for model in (EntryFacet, OpeningFacet):
        for kind, value in model.objects.values_list("kind", "value").distinct().order_by("kind", "value"):
            used.setdefault(kind, []).append(value)
    used["weekday"] = list(range(7))
    return {group.kind: used[group.kind] for group in groups}


@RELAXED
@given(data=st.data())
def test_list_and_counts_equal_a_plain_reading_for_any_filters(town, reading, client, data):
    drawn = data.draw(some_filters(values_in_use(), WORDS))
    assert_lists_are_true(client, town, reading, drawn)


@RELAXED
@given(data=st.data())
def test_calls_and_counts_equal_a_plain_reading_for_any_filters(town, reading, client, data):
    drawn = data.draw(some_filters(values_in_use(OPENING_GROUPS), CALL_WORDS, OpeningFilters))
    assert_lists_are_true(client, town, reading, drawn)


def test_calls_that_have_ended_are_there_to_be_left_out(town):
    assert 0 < PublicOpening.objects.running().count() < PublicOpening.objects.count()


def test_the_pages_of_a_list_hold_each_entry_once_in_order(town):
    found = EntryResults(town, Filters())
    total = len(found)
    names = [entry.title for start in range(0, total, 7) for entry in found[start : start + 7]]
    assert names == list(PublicEntry.objects.order_by("sort_name", "pk").values_list("title", flat=True))


def test_entries_of_another_directory_do_not_count(town):
    from directory.models import DirectoryPage

    other = DirectoryPage(title="Anderes", slug="anderes")
    town.get_parent().add_child(instance=other)
    assert len(EntryResults(other, Filters())) == 0
    assert all(
        count == (0, 0)
        for group in GROUPS
        for count in EntryResults(other, Filters()).counts(group.kind).values()
    )


def test_a_change_counts_at_once(town, django_capture_on_commit_callbacks):
    before = len(EntryResults(town, Filters()))
    with django_capture_on_commit_callbacks(execute=True):
        OrganisationPage.objects.first().unpublish()
    assert len(EntryResults(town, Filters())) == before - 1


def test_an_entry_that_disappears_between_counting_and_showing_is_left_out(town):
    found = EntryResults(town, Filters())
    PublicEntry.objects.filter(pk=found[:1][0].pk).delete()
    assert len(found[:3]) == 2


def test_counting_without_text_asks_the_database_nothing(town, django_assert_num_queries):
    EntryResults(town, Filters())
    category = Category.objects.annotate(number=Count("main_entries")).order_by("-number").first()
    with django_assert_num_queries(0):
        found = EntryResults(town, Filters(chosen={"category": (category.pk,)}, flags=frozenset({"free"})))
        assert len(found) + sum(every for every, _joining in found.counts("district").values())


def test_an_entry_for_everybody_is_found_under_each_target_group(directory):
    everybody = make_target_group("alle", is_for_everybody=True)
    families, teenagers = make_target_group("Familien"), make_target_group("Jugendliche")
    make_entry(directory, "Offene Bühne", target_groups=[everybody])
    make_entry(directory, "Krabbelgruppe", target_groups=[families])
    found = EntryResults(directory, Filters(chosen={"target_group": (families.pk,)}))
    assert [entry.title for entry in found[:5]] == ["Krabbelgruppe", "Offene Bühne"]
    counts = EntryResults(directory, Filters()).counts("target_group")
    assert {key: every for key, (every, _joining) in counts.items()} == {
        everybody.pk: 1,
        families.pk: 2,
        teenagers.pk: 1,
    }


def test_a_new_target_group_finds_what_is_for_everybody(directory):
    make_entry(directory, target_groups=[make_target_group("alle", is_for_everybody=True)])
    later = make_target_group("Neuzugezogene")
    assert number_for(directory, later) == 1


def test_unticking_everybody_leaves_the_entry_in_its_own_group(directory):
    everybody, families = make_target_group("alle", is_for_everybody=True), make_target_group("Familien")
    make_entry(directory, target_groups=[everybody])
    everybody.is_for_everybody = False
    everybody.save()
    assert number_for(directory, families) == 0
    assert number_for(directory, everybody) == 1


def number_for(directory, group: TargetGroup) -> int:
    return len(EntryResults(directory, Filters(chosen={"target_group": (group.pk,)})))


# Monday is for grown-ups and costs something; children come on Fridays, free of charge, up the stairs.
TWO_OFFERS = [
    {"name": "Grosse", "weekdays": "MO", "age_from": 18, "cost": "fee"},
    {
        "name": "Kleine",
        "weekdays": "FR",
        "age_from": 6,
        "age_to": 12,
        "cost": "free",
        "place_key": "changing",
    },
]


@pytest.mark.parametrize(
    ("wishes", "is_found"),
    [
        ("wochentag=mo&alter=30", True),
        ("wochentag=mo&alter=7", False),
        ("wochentag=mo&kostenlos=1", False),
        ("wochentag=mo&zielgruppe=kinder", False),
        ("wochentag=fr&zielgruppe=kinder", True),
        ("wochentag=mo&rollstuhlgerecht=1", True),
        ("wochentag=fr&rollstuhlgerecht=1", False),
        ("zielgruppe=kinder&rollstuhlgerecht=1", True),
        ("alter=7&kostenlos=1", True),
        ("alter=14", False),
        ("alter=abc&wochentag=mo", True),
    ],
)
def test_wishes_hold_together_for_one_offer(directory, client, wishes, is_found):
    children = make_target_group("Kinder", age_from=6, age_to=12)
    offers = [Offer(frequency="weekly", **each) for each in TWO_OFFERS]
    place = MeetingPlace(show_exact_address=True, has_ramp=True)
    make_entry(directory, places=[place], offers=offers, target_groups=[children])
    answer = client.get(f"{directory.url}?{wishes}")
    assert answer.context["total"] == is_found


def test_what_is_meant_for_somebody_comes_before_what_is_open_to_all(directory, client):
    everybody, children = make_target_group("alle", is_for_everybody=True), make_target_group("Kinder")
    make_entry(directory, "Angeln", target_groups=[everybody], offers=[Offer(name="Angeln")])
    make_entry(
        directory, "Zwerge", target_groups=[children], offers=[Offer(name="Spielen", age_from=3, age_to=8)]
    )
    for wish in ("zielgruppe=kinder", "alter=7"):
        names = [row["name"] for row in client.get(f"{directory.url}?{wish}").context["rows"]]
        assert names == ["Zwerge", "Angeln"], wish
    by_name = client.get(f"{directory.url}?alter=7&sortierung=name").context["rows"]
    assert [row["name"] for row in by_name] == ["Angeln", "Zwerge"]


@pytest.mark.parametrize(
    ("costs", "badge"),
    [
        (["free", "free"], "kostenlos"),
        (["free", "donation"], "zum Teil kostenlos"),
        (["donation"], ""),
        (["", "fee"], ""),
    ],
)
def test_a_donation_is_not_free_of_charge(directory, costs, badge):
    make_entry(directory, offers=[Offer(name="Treffen", cost=cost) for cost in costs])
    badges = [each["text"] for each in badges_of(PublicEntry.objects.get().document)]
    assert badges == [badge] * bool(badge)
    assert len(EntryResults(directory, Filters(flags=frozenset({"free"})))) == ("free" in costs)


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
