"""Builds an unsaved entry from a row and describes its problems in words."""

import re
from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _

from ..models import ContactPerson, MeetingPlace, Offer, OrganisationPage
from . import cells
from .fields import FIELDS
from .words import LIST_OF, Words

READERS: dict[str, Callable[[str], object]] = {
    "legal_form": cells.read_legal_form,
    "is_charitable": cells.read_yes_or_no,
    "email_is_public": cells.read_yes_or_no,
    "founded_year": cells.read_year,
    "languages": cells.read_languages,
    "website": cells.read_website,
    "phone": cells.read_phone,
    "postcode": cells.read_postcode,
    "show_exact_address": cells.read_yes_or_no,
    "latitude": lambda text: cells.read_degrees(text, 90),
    "longitude": lambda text: cells.read_degrees(text, 180),
    "has_step_free_entrance": cells.read_yes_or_no,
    "has_wheelchair_toilet": cells.read_yes_or_no,
    "weekday": cells.read_weekdays,
    "starts_at": cells.read_clock,
    "ends_at": cells.read_clock,
    "first_date": cells.read_day,
    "contact_phone": cells.read_phone,
    "description": cells.read_paragraphs,
}


def _same(names: str) -> dict[str, str]:
    return {name: name for name in names.split()}


# Imported field → attribute of the model.
PAGE = _same(
    "title short_name legal_name legal_form is_charitable register_court register_number founded_year summary"
    " description languages website email email_is_public phone"
)
PLACE = {"place_name": "name"} | _same(
    "street house_number postcode city show_exact_address latitude longitude has_step_free_entrance"
    " has_wheelchair_toilet"
)
OFFER = {"offer": "name", "weekday": "weekdays"} | _same("starts_at ends_at first_date")
CONTACT = {f"contact_{name}": name for name in ("name", "role", "email", "phone")}
# Fields set when the entry is stored, or whose problems were reported when looking up terms.
NOT_HERE = [
    *("path", "depth", "numchild", "slug", "url_path", "locale", "content_type", "page", "public_id"),
    *("draft_title", "translation_key", "owner", "live", "first_published_at"),
    *("main_category", "categories", "districts", "target_groups"),
]
MOST_CATEGORIES = 4
HOUSE_NUMBER = re.compile(
    r"(?P<street>.*\D)\s+(?P<number>\d{1,4}\s?[a-zA-Z]?(?:\s?[-/]\s?\d{1,4}\s?[a-zA-Z]?)?)"
)


class Building:
    """One row. `page` is complete only if `faults`, pairs of (field, text), is empty."""

    def __init__(self, values: dict[str, str], words: Words):
        self.values = {name: text for name, text in values.items() if text}
        self.words = words
        self.faults: list[tuple[str, str]] = []
        self._split_street()
        self._require()
        self._read_all()
        self.page = self._build()

    @property
    def title(self) -> str:
        return self.values.get("title", "")

    def _split_street(self) -> None:
        """Most lists have "Hauptstraße 5" in one column; the model has two fields."""
        match = HOUSE_NUMBER.fullmatch(self.values.get("street", ""))
        if match and "house_number" not in self.values:
            self.values |= {"street": match["street"].rstrip(), "house_number": match["number"]}

    def _fault(self, field: str, text: str) -> None:
        # One message per cell: the first says what to correct.
        if field not in self._faulty_fields:
            self.faults.append((field, text))

    @property
    def _faulty_fields(self) -> set[str]:
        return {name for name, _text in self.faults}

    def _require(self) -> None:
        for field in FIELDS:
            if field.is_needed and field.name not in self.values:
                self._fault(field.name, _("Is missing."))

    def _read_all(self) -> None:
        self.read = {}
        for name, text in self.values.items():
            if problem := cells.unreadable(text, is_address=name == "website"):
                self._fault(name, problem)
            elif name in LIST_OF:
                self.read[name] = self._terms(name, text)
            else:
                self._read(name, text)

    def _read(self, name: str, text: str) -> None:
        try:
            self.read[name] = READERS.get(name, str)(text)
        except ValueError as error:
            self._fault(name, str(error))
        except ValidationError as error:
            self._fault(name, " ".join(error.messages))

    def _terms(self, name: str, text: str) -> list:
        terms, unknown = self.words.find(name, text)
        if unknown:
            quoted = ", ".join(f"„{word}“" for word in unknown)
            self._fault(name, _("%(words)s is not in the list.") % {"words": quoted})
        return terms

    def _build(self) -> OrganisationPage:
        page = OrganisationPage(**self._given(PAGE), live=False, has_unpublished_changes=True)
        page.draft_title = page.title
        self._choose_categories(page)
        page.districts = self.read.get("districts", [])
        page.target_groups = self.read.get("target_groups", [])
        page.meeting_places = self._part(MeetingPlace, PLACE)
        page.offers = self._part(Offer, OFFER)
        page.contact_people = self._part(ContactPerson, CONTACT)
        # Otherwise validation would query them for each row.
        page.openings = []
        self._validate(page, PAGE, is_whole=True)
        return page

    def _given(self, columns: dict[str, str]) -> dict:
        return {attribute: self.read[name] for name, attribute in columns.items() if name in self.read}

    def _choose_categories(self, page: OrganisationPage) -> None:
        main, *others = [*self.read.get("category", []), *self.read.get("categories", [])] or [None]
        page.main_category = main
        page.categories = further = [each for each in dict.fromkeys(others) if each != main]
        if len(further) > MOST_CATEGORIES:
            message = _("Please choose at most %(n)d further categories.") % {"n": MOST_CATEGORIES}
            self._fault("categories" if "categories" in self.values else "category", message)

    def _part(self, model: type[Model], columns: dict[str, str]) -> list[Model]:
        given = self._given(columns)
        if not given:
            return []
        if model is Offer:
            # An unnamed time is the organisation's main activity.
            unnamed = {"name": self.title[:120] or "?", "frequency": "weekly" if "weekdays" in given else ""}
            given = unnamed | given
        part = model(**given)
        # Rules across fields cannot be judged if one of the cells was unreadable.
        self._validate(part, columns, is_whole=not self._faulty_fields & set(columns))
        return [part]

    def _validate(self, instance: Model, columns: dict[str, str], *, is_whole: bool) -> None:
        checks = [lambda: instance.clean_fields(exclude=NOT_HERE), *([instance.clean] if is_whole else [])]
        names = {attribute: name for name, attribute in columns.items()}
        for check in checks:
            try:
                check()
            except ValidationError as error:
                self._add_errors(error, names)

    def _add_errors(self, error: ValidationError, names: dict[str, str]) -> None:
        for attribute, texts in error.message_dict.items():
            name = names.get(attribute, attribute)
            if name == "email" and self._contact_is_faulty:
                continue
            # Report problems that belong to no column, too.
            self._fault(name if name in FIELDS.by_name else "title", " ".join(texts))

    @property
    def _contact_is_faulty(self) -> bool:
        """An invalid contact must not be reported as missing as well."""
        return "email" not in self.values and bool(self._faulty_fields & {"phone", "website"})
