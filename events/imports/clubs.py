"""Finds the club of a row among the public entries of a directory."""

from django.utils.translation import gettext as _

from cms.common.folding import fold
from cms.towns.scope import town_of
from directory.duplicates.similarity import words_of
from directory.imports.kinds import LEAVE
from directory.imports.matching import Known
from directory.models import ImportRun, OrganisationPage, PublicEntry

Pages = list[tuple[int, str]]


def name_of(written: str) -> str:
    """Return what decides whether two rows name the same club."""
    return fold(written)


class UnknownClubError(Exception):
    """`field` is the column to correct, `pages` are (key, name) of entries that may be meant."""

    def __init__(self, field: str, text: str, pages: Pages = ()):
        super().__init__(text)
        self.field, self.text, self.pages = field, text, list(pages)


class Clubs:
    """The directory is read once; the clubs that rows name are fetched once each."""

    def __init__(self, run: ImportRun):
        self.known = Known("", town_of(run.directory))
        self._entries = PublicEntry.objects.below(run.directory)
        self._decisions: dict[str, str] = run.decisions
        chosen = {name: int(each) for name, each in run.decisions.items() if each != LEAVE}
        titles = dict(self.titles_of(list(chosen.values())))
        self._meant = {name: name_of(titles.get(key, "")) for name, key in chosen.items()}
        self.look_again()

    def look_again(self) -> None:
        """An entry may have been hidden meanwhile, or its places changed."""
        self._public = set(self._entries.values_list("pk", flat=True))
        self._pages: dict[int, OrganisationPage] = {}

    def find(self, name: str, public_id: str = "") -> OrganisationPage:
        """Raise UnknownClubError."""
        if public_id:
            return self._page(self._by_key(public_id))
        return self._page(self._decided(name) or self.find_by_name(name))

    def trace_of(self, name: str) -> str:
        """Return the same for the name of an entry and for a name that somebody has decided to mean it."""
        return self._meant.get(name_of(name)) or name_of(name)

    def is_public(self, key: int) -> bool:
        return key in self._public

    def titles_of(self, keys: list[int]) -> Pages:
        return list(self._entries.filter(pk__in=keys).values_list("pk", "title"))

    def _decided(self, name: str) -> int | None:
        """Return the key of the entry that somebody has chosen for this name."""
        decision = self._decisions.get(name_of(name), "")
        if decision == LEAVE:
            raise UnknownClubError("club", _("You have decided to leave out the dates of this club."))
        return self._demand_public("club", [(int(decision), name)]) if decision else None

    def _by_key(self, public_id: str) -> int:
        found = self.known.of_key(public_id)
        if found is None:
            raise UnknownClubError("public_id", _("No entry has this key."))
        return self._demand_public("public_id", [found])

    def find_by_name(self, name: str) -> int:
        """Return the key of the entry that is called so. Raise UnknownClubError."""
        if called_so := self.known.named(name):
            return self._demand_public("club", called_so)
        likely = self.known.likely(OrganisationPage(title=name))
        same = [(key, title) for key, title in likely if self._is_same(name, title)]
        if same:
            return self._demand_public("club", same)
        if likely:
            raise UnknownClubError("club", _("Is not in the directory. Perhaps it is called:"), likely)
        raise UnknownClubError("club", _("Is not in the directory. Please add the club first."))

    def _is_same(self, name: str, title: str) -> bool:
        """Whether only legal form, fillers or the town's name differ."""
        return words_of(name, self.known.around).all == words_of(title, self.known.around).all

    def _demand_public(self, field: str, found: Pages) -> int:
        public = [key for key, _title in found if key in self._public]
        if len(public) > 1:
            text = _("Several entries are called so. Please enter the key of the entry.")
            raise UnknownClubError(field, text, found)
        if not public:
            raise UnknownClubError(field, _("The entry is not public. Please publish it first:"), found)
        return public[0]

    def _page(self, key: int) -> OrganisationPage:
        if key not in self._pages:
            pages = OrganisationPage.objects.prefetch_related("meeting_places")
            self._pages[key] = pages.get(pk=key)
        return self._pages[key]
