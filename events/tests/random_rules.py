"""Dates of all kinds, made by dice: rules, whole days, nights, and days on which it is otherwise."""

import random
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice

from cms.recurrence.zone import BERLIN
from directory.models import District, MeetingPlace, Offer, SchoolHoliday
from directory.tests.factories import make_category, make_district, make_entry
from events.models import ChangedDay, Occurrence, PartnerEvent
from events.models.repetition import Repeats, event_schedule
from events.publishing.projection import rebuild

from .making import make_event

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
# Also at the hour that is left out or comes twice when the clocks change.
HOURS = (None, time(0), time(2, 30), time(9), time(17, 15), time(19, 30), time(22))
LENGTHS = (None, timedelta(minutes=45), timedelta(hours=2), timedelta(hours=5), timedelta(hours=26))


class Dice(random.Random):
    def often(self, chance: float) -> bool:
        return self.random() < chance

    def day(self, today: date, before: int = 150, after: int = 80) -> date:
        return today + timedelta(days=self.randint(-before, after))


def make_rules(dice: Dice, directory, index, today: date) -> None:
    """Make 200 things with dates: 60 of the office, 70 of clubs, 70 offers."""
    first_day = today + timedelta(days=25)
    SchoolHoliday.objects.create(name="Ferien", first_day=first_day, last_day=first_day + timedelta(days=12))
    SchoolHoliday.objects.create(
        name="Fern", first_day=today + timedelta(days=150), last_day=today + timedelta(days=160)
    )
    entries = make_clubs(dice, directory, today)
    PartnerEvent.objects.bulk_create(
        a_clubs_date(dice, dice.choice(entries), f"Vereinstermin {number}", today) for number in range(70)
    )
    for number in range(60):
        make_page_by_dice(dice, index, f"Termin {number}", today, dice.choice([None, *entries]))
    rebuild()
    ChangedDay.objects.bulk_create(changed_days(dice, today))
    rebuild()


def make_clubs(dice: Dice, directory, today: date) -> list:
    sport = make_category("Sport")
    categories = [
        sport,
        make_category("Fußball", parent=sport),
        make_category("Musik"),
        make_category("Chor"),
    ]
    districts = [make_district("Stahl"), make_district("Erdorf"), make_district("Mötsch")]
    return [
        make_entry(
            directory,
            f"Verein {number}",
            category=dice.choice(categories),
            categories=dice.sample(categories, dice.choice([0, 0, 1])),
            districts=dice.sample(districts, dice.choice([1, 1, 2])),
            places=[a_hall(dice)],
            offers=[an_offer(dice, f"Angebot {number}-{each}", today) for each in range(7)],
        )
        for number in range(10)
    ]


def a_hall(dice: Dice) -> MeetingPlace:
    return MeetingPlace(
        name="Halle",
        street="Weg",
        show_exact_address=True,
        latitude=49.9,
        longitude=6.5,
        has_step_free_entrance=dice.choice([True, False, None]),
        has_ramp=dice.choice([True, False, None]),
        has_wheelchair_toilet=dice.choice([True, False, None]),
    )


def who_and_how_much(dice: Dice) -> dict:
    youngest, oldest = dice.choice([(None, None), (None, 6), (6, 12), (13, 17), (18, None), (60, None)])
    return {"age_from": youngest, "age_to": oldest, "cost": dice.choice(["", "free", "fee", "donation"])}


def an_offer(dice: Dice, name: str, today: date) -> Offer:
    place = dice.choice([Offer.FIRST_PLACE, Offer.CHANGING_PLACES])
    offer = Offer(name=name, place_key=place, **who_and_how_much(dice))
    give_rule(dice, offer, today)
    return offer


def give_rule(dice: Dice, timed, today: date) -> None:
    """Fill in the fields of a recurring time, as their form would accept them."""
    timed.frequency = dice.choice(["weekly", "weekly", "weekly", "monthly"])
    timed.weekdays = ",".join(sorted(dice.sample(WEEKDAYS, dice.choice([1, 1, 2, 3])), key=WEEKDAYS.index))
    if timed.frequency == "monthly":
        timed.positions = ",".join(dice.sample(["1", "2", "3", "4", "-1"], dice.choice([1, 1, 2])))
    timed.first_date = dice.day(today) if dice.often(0.6) else None
    timed.interval = dice.choice([1, 1, 2, 3]) if timed.first_date else 1
    timed.starts_at = dice.choice(HOURS)
    if timed.starts_at and timed.starts_at.hour < 20 and dice.often(0.7):
        timed.ends_at = time(timed.starts_at.hour + dice.randint(1, 3), dice.choice([0, 30, 59]))
    if dice.often(0.3):
        timed.until = max(dice.day(today, 10, 200), timed.first_date or today)
    timed.pauses_in_holidays = dice.often(0.25)
    timed.skipped_days = ", ".join(f"{dice.day(today, 20):%d.%m.%Y}" for _ in range(dice.choice([0, 0, 40])))


def a_clubs_date(dice: Dice, entry, title: str, today: date) -> PartnerEvent:
    about = who_and_how_much(dice)
    event = PartnerEvent(title=title, organisation=entry, state=PartnerEvent.State.PUBLIC, **about)
    if dice.often(0.6):
        give_rule(dice, event, today)
    event.first_date = event.first_date or dice.day(today, 60 if event.frequency else 8)
    event.until = event.until and max(event.until, event.first_date)
    event.starts_at = event.starts_at or dice.choice(HOURS)
    event.all_day = event.starts_at is None
    if dice.often(0.3):
        event.ends_on = event.first_date + timedelta(days=dice.randint(1, 5))
    if event.starts_at and event.ends_on:
        event.ends_at = dice.choice([time(0), time(3), time(23, 30)])
    event.status = dice.choice(["planned"] * 6 + ["full", "cancelled"])
    return event


def make_page_by_dice(dice: Dice, index, title: str, today: date, organiser) -> None:
    hour = dice.choice(HOURS)
    begin = datetime.combine(dice.day(today, 60), hour or time())
    length = timedelta(days=dice.randint(0, 4)) if hour is None else dice.choice(LENGTHS)
    repeats = dice.choice([Repeats.NONE, Repeats.WEEKLY, Repeats.MONTHLY_NTH, Repeats.MONTHLY_LAST])
    if repeats == Repeats.MONTHLY_LAST:
        # Within the last seven days of its month.
        begin = begin.replace(day=1) - timedelta(days=dice.randint(1, 7))
    elif repeats == Repeats.MONTHLY_NTH:
        begin = begin.replace(day=dice.randint(1, 28))
    youngest, oldest = dice.choice([(None, None), (6, 12), (18, None)])
    fields = {
        "organiser_entry": organiser,
        "district": dice.choice([None, *District.objects.order_by("pk")]),
        "age_from": youngest,
        "age_to": oldest,
        "is_free": dice.often(0.5),
        "has_step_free_entrance": dice.choice([True, False, None]),
        "has_wheelchair_toilet": dice.choice([True, False, None]),
        "all_day": hour is None,
        "repeats": repeats,
        "repeat_every": dice.choice([1, 2]) if repeats == Repeats.WEEKLY else 1,
        "exceptions": [("date", day) for day in days_to_leave_out(dice, begin, repeats)],
        "status": dice.choice(["planned"] * 6 + ["postponed", "cancelled"]),
    }
    if repeats != Repeats.NONE and dice.often(0.3):
        fields["repeat_until"] = begin.date() + timedelta(days=dice.randint(130, 200))
    end = None if length is None else f"{begin + length:%Y-%m-%d %H:%M}"
    make_event(index, title, f"{begin:%Y-%m-%d %H:%M}", end, **fields)


def days_to_leave_out(dice: Dice, begin: datetime, repeats: str) -> list[date]:
    if repeats == Repeats.NONE or dice.often(0.5):
        return []
    coming = islice(event_schedule(begin, repeats=repeats, every=2).occurrences(), 4)
    return dice.sample([each.first_day for each in coming], 2)


def changed_days(dice: Dice, today: date) -> Iterator[ChangedDay]:
    """One or two days of every other thing are cancelled, moved or full."""
    days: dict = {}
    rows = Occurrence.objects.filter(day__gte=today - timedelta(days=10), day__lte=today + timedelta(days=85))
    for series, day in rows.order_by("event__title", "day").values_list("event__series", "original_day"):
        days.setdefault(series, []).append(day)
    for series, known in days.items():
        chosen = dice.sample(known, min(len(known), dice.choice([0, 0, 1, 2])))
        # Of a day that the rule named before.
        forgotten = [today + timedelta(days=dice.randint(1, 80))] if dice.often(0.2) else []
        for day in {*chosen, *forgotten}:
            yield ChangedDay(series=series, day=day, **a_change(dice, day))


def a_change(dice: Dice, day: date) -> dict:
    change = dice.choice(["cancelled", "moved", "full"])
    if change != "moved":
        return {"change": change, "reason": dice.choice(["", "Halle gesperrt"])}
    there = datetime.combine(day + timedelta(days=dice.randint(-6, 12)), time(dice.randint(8, 21)), BERLIN)
    return {
        "change": change,
        "new_start": there,
        "new_end": dice.choice([None, there + timedelta(hours=3)]),
        "new_place": dice.choice(["", "Rathaus"]),
    }
