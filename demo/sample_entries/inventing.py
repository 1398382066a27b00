"""Invents entries from numbers: the same number always gives the same entry."""

import random
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from decimal import Decimal
from functools import cached_property
from uuid import UUID

from django.utils.text import slugify
from wagtail.models import Site

from cms.common.folding import fold
from cms.recurrence.rule import WEEKDAYS
from cms.towns.models import TownSettings
from directory.models import (
    Category,
    ContactPerson,
    District,
    HelpType,
    Maintainership,
    MeetingPlace,
    Offer,
    Opening,
    OrganisationPage,
    TargetGroup,
)

from .words import words

SOURCE = "Beispiel"
SEED = "sample entries 1"
# From and to; half of the offers name none.
AGES = [*[(None, None)] * 5, (None, 6), (6, 12), (13, 17), (18, None), (60, None)]


@dataclass(frozen=True)
class Lists:
    """The town's terms from which the entries choose."""

    categories: dict[str, Category] = field(default_factory=dict)
    districts: list[District] = field(default_factory=list)
    target_groups: list[TargetGroup] = field(default_factory=list)
    help_types: list[HelpType] = field(default_factory=list)
    town: TownSettings = field(default_factory=TownSettings)

    @classmethod
    def fetch(cls, town: Site | None) -> "Lists":
        """Attach parents to categories, so that they cause no further queries."""
        categories = {category.pk: category for category in Category.objects.all()}
        for category in categories.values():
            category.parent = categories.get(category.parent_id)
        return cls(
            {category.slug: category for category in categories.values()},
            list(District.objects.of_town(town)),
            list(TargetGroup.objects.all()),
            list(HelpType.objects.all()),
            TownSettings.for_site(town) if town else TownSettings(),
        )

    @cached_property
    def leaves(self) -> list[Category]:
        parents = {category.parent_id for category in self.categories.values()}
        return [category for category in self.categories.values() if category.pk not in parents]


class Invention:
    """The entry of one number as an unsaved page with all its children."""

    def __init__(self, number: int, lists: Lists, today: date):
        self.dice = random.Random(f"{SEED} {number}")
        self.number, self.lists, self.today = number, lists, today
        # Of its own, so that everything else stays as it was.
        self.dice_of_ages = random.Random(f"{SEED} ages {number}")

    def page(self) -> OrganisationPage:
        noun, deed, slug = self.dice.choice(words.ACTIVITIES)
        group = self.dice.choice(words.GROUPS)
        title = self._title(noun, group)
        category = self.lists.categories.get(slug) or self.dice.choice(self.lists.leaves)
        page = OrganisationPage(
            title=title,
            draft_title=title,
            slug=f"beispiel-{slugify(fold(f'{noun}{group}'))}-{self.number}",
            public_id=UUID(int=self.dice.getrandbits(128), version=4),
            summary=f"Wir {deed}.",
            description=self._description(deed),
            legal_form=words.LEGAL_FORMS.get(group, "unregistered"),
            is_charitable=self.dice.choice([True, False, None]),
            founded_year=self.dice.choice([None, self.dice.randint(1880, 2024)]),
            email=f"beispiel-{self.number}@example.org",
            email_is_public=True,
            main_category=category,
            show_sample_note=True,
        )
        self._add_words(page, category)
        self._add_records(page)
        return page

    def _title(self, noun: str, group: str) -> str:
        quality = self.dice.choice(words.QUALITIES)
        spot = self._spot()
        shapes = (
            f"{noun}{group} {spot}",
            f"{noun}{group} {spot} {self.dice.randint(1880, 2024)}",
            f"{quality} {noun}{group} {spot}",
            f"{noun}{group} „{quality} {spot}“",
        )
        return f"{self.dice.choice(shapes)} (Beispiel)"

    def _spot(self) -> str:
        return self.dice.choice(words.SPOT_BEGINNINGS) + self.dice.choice(words.SPOT_ENDINGS)

    def _description(self, deed: str) -> str:
        sentences = self.dice.sample(words.SENTENCES, self.dice.randint(2, 4))
        return f"<p>Wir {deed}. {' '.join(sentences)}</p>"

    def _add_words(self, page: OrganisationPage, category: Category) -> None:
        further = self.dice.choices(self.lists.leaves, k=self.dice.choice([0, 0, 0, 1, 2]))
        page.categories = sorted({each for each in further if each != category}, key=lambda each: each.pk)
        page.districts = self._some(self.lists.districts, (1, 1, 1, 2, 3))
        page.target_groups = self._some(self.lists.target_groups, (0, 1, 1, 2, 3))

    def _add_records(self, page: OrganisationPage) -> None:
        page.meeting_places = [self._place() for _ in range(self.dice.choice([0, 1, 1, 1, 2]))]
        page.offers = [self._offer(list(page.meeting_places.all())) for _ in range(self.dice.randint(0, 3))]
        page.contact_people = [self._contact() for _ in range(self.dice.choice([0, 1, 1, 2]))]
        page.openings = [self._opening()] if self.dice.random() < 0.2 else []
        page.social_links = []
        page.maintainership = self._maintainership()

    def _place(self) -> MeetingPlace:
        return MeetingPlace(
            name=f"{self.dice.choice(words.ROOMS)} {self._spot()} (Beispielort)",
            street=f"Beispiel{self.dice.choice(('weg', 'platz', 'pfad', 'hang'))}",
            house_number=str(self.dice.randint(1, 99)),
            postcode=self.lists.town.postcode,
            city=self.lists.town.city or self.lists.town.name,
            show_exact_address=self.dice.random() < 0.8,
            latitude=self._near(self.lists.town.map_latitude, 0.09),
            longitude=self._near(self.lists.town.map_longitude, 0.12),
            has_step_free_entrance=self.dice.choice([True, False, None]),
            has_ramp=self.dice.choice([True, None, None]),
            has_wheelchair_toilet=self.dice.choice([True, False, None, None]),
            has_disabled_parking=self.dice.choice([True, None, None]),
        )

    def _near(self, middle: Decimal, width: float) -> float:
        return round(float(middle) + (self.dice.random() - 0.5) * width, 5)

    def _offer(self, places: list[MeetingPlace]) -> Offer:
        youngest, oldest = self.dice_of_ages.choice(AGES)
        hour, is_monthly = self.dice.randint(9, 19), self.dice.random() < 0.3
        days = self.dice.sample(range(7), 1 if is_monthly else self.dice.choice([1, 1, 2]))
        return Offer(
            name=self.dice.choice(words.OFFERS),
            description=self.dice.choice(("", *words.SENTENCES)),
            status=self.dice.choice(["active"] * 9 + ["pausing"]),
            frequency="monthly" if is_monthly else "weekly",
            positions=self.dice.choice(["1", "2", "3", "4", "-1", "1,3"]) if is_monthly else "",
            weekdays=",".join(WEEKDAYS[day] for day in sorted(days)),
            starts_at=time(hour, self.dice.choice([0, 30])),
            ends_at=time(hour + 2),
            age_from=youngest,
            age_to=oldest,
            cost=self.dice.choice(["free", "free", "fee", "donation", ""]),
            place_key=str(self.dice.choice(places).key) if places else Offer.CHANGING_PLACES,
        )

    def _contact(self) -> ContactPerson:
        """Half of the contacts are internal; the others allow their role's address to be shown."""
        is_public = self.dice.random() < 0.5
        return ContactPerson(
            role=self.dice.choice(("Erster Kontakt", "Vorsitz", "Kasse", "Jugend")),
            name=f"{self.dice.choice(words.FIRST_NAMES)} {self.dice.choice(words.LAST_NAMES)}",
            email=f"kontakt-{self.number}-{self.dice.randint(1, 9)}@example.org",
            name_is_public=is_public,
            email_is_public=is_public and self.dice.random() < 0.5,
            consented_on=self.today - timedelta(days=self.dice.randint(1, 900)) if is_public else None,
        )

    def _opening(self) -> Opening:
        title, task = self.dice.choice(words.CALLS)
        opening = Opening(
            title=title,
            task=task,
            time_need=self.dice.choice(["once", "project", "regular"]),
            is_remote=self.dice.random() < 0.1,
            valid_until=self.today + timedelta(days=self.dice.randint(-20, 120)),
        )
        opening.help_types = self._some(self.lists.help_types, (1, 1, 2))
        return opening

    def _maintainership(self) -> Maintainership:
        """Maintained by the town's office, so that no mails are sent about invented entries."""
        days = self.dice.choice([None, *[self.dice.randint(0, 330) for _ in range(9)]])
        return Maintainership(
            assured_on=None if days is None else self.today - timedelta(days=days),
            assured_by="" if days is None else "Beispiel",
            source=SOURCE,
            source_id=str(self.number),
            imported_on=self.today,
        )

    def _some(self, choices: list, how_many: tuple[int, ...]) -> list:
        return self.dice.sample(choices, min(self.dice.choice(how_many), len(choices)))
