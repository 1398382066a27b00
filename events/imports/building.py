"""Builds an unsaved date of a club from a row and describes its problems in words."""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cms.common.folding import fold
from directory.imports import cells
from directory.models import OrganisationPage

from ..models import PartnerEvent
from ..self_service.date_form import ELSEWHERE, DateForm
from ..workflow.date_words import place_of, when_of
from .cells import read_ages, read_cost, read_hours
from .clubs import Clubs, Pages, UnknownClubError
from .fields import FIELDS

READERS: dict[str, Callable[[str], object]] = {
    "first_date": cells.read_day,
    "ends_on": cells.read_day,
    "postcode": cells.read_postcode,
    "url": cells.read_website,
    "starts_at": read_hours,
    "cost": read_cost,
    "ages": read_ages,
}
# Column by the field of the club's form that refuses its value.
COLUMNS = {"cost_note": "cost", "age_from": "ages", "age_to": "ages", "place": "place_name"}


class DateBuilding:
    """One row. `event` is complete only if `faults`, which are (field, text, pages), is empty.

    What holds for the form with which clubs announce dates holds here, too.
    """

    def __init__(self, values: dict[str, str], clubs: Clubs):
        self.values = {name: text for name, text in values.items() if text}
        self.faults: list[tuple[str, str, Pages]] = []
        self.read: dict[str, object] = {}
        self._require()
        for name, text in self.values.items():
            self._read(name, text)
        self.club = self._club(clubs)
        self.event = self._build(self.club) if self.club else None

    @property
    def understood(self) -> str:
        """What the row will say in the calendar."""
        return ", ".join(filter(None, [when_of(self.event), self.club.title, place_of(self.event)]))

    def _fault(self, field: str, text: str, pages: Pages = ()) -> None:
        # One message per cell: the first says what to correct.
        if field not in {name for name, _text, _pages in self.faults}:
            self.faults.append((field, text, list(pages)))

    def _require(self) -> None:
        for field in FIELDS:
            is_there = field.name in self.values or (field.name == "club" and "public_id" in self.values)
            if field.is_needed and not is_there:
                self._fault(field.name, _("Is missing."))

    def _read(self, name: str, text: str) -> None:
        if problem := cells.unreadable(text, is_address=name == "url"):
            self._fault(name, problem)
            return
        try:
            self.read[name] = self._ending(text) if name == "ends_at" else READERS.get(name, str)(text)
        except ValueError as error:
            self._fault(name, str(error))
        except ValidationError as error:
            self._fault(name, " ".join(error.messages))

    def _ending(self, text: str):
        """Under "bis", some write the last day."""
        try:
            return cells.read_clock(text)
        except ValueError:
            self.read.setdefault("ends_on", cells.read_day(text))
            return None

    def _club(self, clubs: Clubs) -> OrganisationPage | None:
        if not {"club", "public_id"} & self.values.keys():
            return None
        try:
            return clubs.find(self.values.get("club", ""), self.values.get("public_id", ""))
        except UnknownClubError as unknown:
            self._fault(unknown.field, unknown.text, unknown.pages)
            return None

    def _build(self, club: OrganisationPage) -> PartnerEvent:
        form = DateForm(self._form_data(club), instance=PartnerEvent(organisation=club), page=club)
        for field, errors in form.errors.items():
            name = COLUMNS.get(field, field)
            self._fault(name if name in FIELDS.by_name else "title", " ".join(errors))
        return form.instance

    def _form_data(self, club: OrganisationPage) -> dict:
        starts_at, ends_at = self.read.get("starts_at") or (None, None)
        cost, cost_note = self.read.get("cost") or ("", "")
        age_from, age_to = self.read.get("ages") or (None, None)
        plain = ("title", "summary", "first_date", "ends_on", "street", "postcode", "city", "url")
        return {name: self.read.get(name) for name in plain} | {
            "starts_at": starts_at,
            "ends_at": self.read.get("ends_at") or ends_at,
            # What is unreadable is a fault already.
            "all_day": "starts_at" not in self.values,
            "frequency": "",
            "cost": cost,
            "cost_note": cost_note,
            "age_from": age_from,
            "age_to": age_to,
            "place": (place := self._place(club)),
            "place_name": self.read.get("place_name") if place == ELSEWHERE else "",
        }

    def _place(self, club: OrganisationPage) -> str:
        """One of the club's own places where the row names it, or names none."""
        places = {fold(place.name): str(place.key) for place in club.meeting_places.all()}
        named = self.values.get("place_name", "")
        if named or self.values.get("street"):
            return places.get(fold(named), ELSEWHERE) if named else ELSEWHERE
        return next(iter(places.values()), ELSEWHERE)
