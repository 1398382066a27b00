"""What lists must find, read from the public documents one by one, without any index."""

from datetime import date

from django.utils import timezone

from cms.search.index import matches_of
from directory.browse.filters import Filters, OpeningFilters
from directory.models import Category, Opening, PublicEntry, PublicOpening, TargetGroup
from directory.search.tables import ENTRIES, OPENINGS

ADULT = 18
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class PlainReading:
    """Everything that is public in a directory, read once."""

    def __init__(self, directory):
        self.today = timezone.localdate()
        self.entries = {row.pk: row.document for row in PublicEntry.objects.filter(directory=directory.pk)}
        calls = PublicOpening.objects.filter(entry__directory=directory.pk, valid_until__gte=self.today)
        self.calls = {row.pk: (row.document, row.entry.document) for row in calls.select_related("entry")}
        self.groups = TargetGroup.objects.in_bulk()
        categories = Category.objects.select_related("parent__parent__parent")
        self.lines = {each.pk: {above.pk for above in each.lineage} for each in categories}

    def found(self, filters: Filters) -> set[int]:
        """Return the keys of the entries or calls that match the filters."""
        if isinstance(filters, OpeningFilters):
            fitting = {key for key, both in self.calls.items() if self._call_fits(*both, filters)}
            searched = OPENINGS
        else:
            fitting = {key for key, document in self.entries.items() if self._entry_fits(document, filters)}
            searched = ENTRIES
        return fitting & set(matches_of(searched, filters.text).keys) if filters.text else fitting

    def id_of(self, key: int, filters: Filters) -> str:
        """Return what page and API call a row."""
        if isinstance(filters, OpeningFilters):
            return self.calls[key][0]["key"]
        return self.entries[key]["public_id"]

    def _entry_fits(self, document: dict, filters: Filters) -> bool:
        if not self._whole_fits(document, filters):
            return False
        if "help" in filters.flags and not any(map(self._runs, document["openings"])):
            return False
        if filters.age is None and "weekday" not in filters.chosen and "free" not in filters.flags:
            step_free = any(map(is_step_free, document["places"]))
            return (step_free or "accessible" not in filters.flags) and self._for_groups(document, filters)
        return any(self._offer_fits(offer, document, filters) for offer in document["offers"])

    def _whole_fits(self, document: dict, filters: Filters) -> bool:
        categories = set().union(*(self.lines[key] for key in document["categories"]))
        wanted = (("category", categories), ("district", set(document["districts"])))
        return all(
            kind not in filters.chosen or values & set(filters.chosen[kind]) for kind, values in wanted
        )

    def _for_groups(self, document: dict, filters: Filters, offer: dict | None = None) -> bool:
        if "target_group" not in filters.chosen:
            return True
        own = set(document["target_groups"])
        if any(self.groups[key].is_for_everybody for key in own):
            own = set(self.groups)
        asked = [self.groups[key] for key in own & set(filters.chosen["target_group"])]
        return any(offer is None or share_an_age(offer, group) for group in asked)

    def _offer_fits(self, offer: dict, document: dict, filters: Filters) -> bool:
        until = offer["schedule"]["until"]
        if offer["status"] != "active" or (until and date.fromisoformat(until) < self.today):
            return False
        days = {DAYS.index(day) for day in offer["schedule"]["weekdays"]}
        place = None if offer["place"] is None else document["places"][offer["place"]]
        return (
            ("weekday" not in filters.chosen or bool(days & set(filters.chosen["weekday"])))
            and ("free" not in filters.flags or offer["cost"] == "free")
            and ("accessible" not in filters.flags or (place is not None and is_step_free(place)))
            and (filters.age is None or has_age(offer["age_from"], offer["age_to"], filters.age))
            and self._for_groups(document, filters, offer)
        )

    def _call_fits(self, call: dict, document: dict, filters: OpeningFilters) -> bool:
        youngest = call["minimum_age"] or 0
        needs = {Opening.TimeNeed.values.index(call["time_need"])} if call["time_need"] else set()
        helps = set(call["help_types"])
        return (
            self._whole_fits(document, filters)
            and self._for_groups(document, filters)
            and ("help_type" not in filters.chosen or bool(helps & set(filters.chosen["help_type"])))
            and ("time_need" not in filters.chosen or bool(needs & set(filters.chosen["time_need"])))
            and ("from_home" not in filters.flags or call["is_remote"])
            and ("minors" not in filters.flags or youngest < ADULT)
            and ("accessible" not in filters.flags or any(map(is_step_free, document["places"])))
            and (filters.age is None or youngest <= filters.age)
        )

    def _runs(self, call: dict) -> bool:
        return date.fromisoformat(call["valid_until"]) >= self.today


def has_age(first: int | None, last: int | None, age: int) -> bool:
    return (first is None or first <= age) and (last is None or age <= last)


def share_an_age(offer: dict, group: TargetGroup) -> bool:
    return any(
        has_age(offer["age_from"], offer["age_to"], age) and has_age(group.age_from, group.age_to, age)
        for age in range(130)
    )


def is_step_free(place: dict) -> bool:
    access = place.get("access", {})
    return bool(access.get("has_step_free_entrance") or access.get("has_ramp"))
