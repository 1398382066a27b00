"""Finds rows that already are in the directory, or occur twice in the sheet."""

from collections import defaultdict
from collections.abc import Callable

from wagtail.models import Site

from cms.common.folding import fold
from cms.towns.scope import below_homes

from ..duplicates.lookup import surroundings
from ..duplicates.similarity import LIKELY, Organisation, likeness, words_of
from ..models import ImportRun, Maintainership, OrganisationPage

# Entries that share only a very common word are no candidates.
MOST_CANDIDATES = 300
MOST_NAMED = 3


class Known:
    """All entries of a town, including drafts, in memory, because a sheet causes thousands of look-ups."""

    def __init__(self, source: str, town: Site | None):
        self.around = surroundings()
        self._alike: dict[str, dict[int, Organisation]] = defaultdict(dict)
        columns = ("pk", "title", "short_name", "legal_name", "email", "phone", "website")
        columns += ("register_court", "register_number")
        pages = OrganisationPage.objects.in_town(town)
        for key, *facts in pages.values_list(*columns).iterator():
            organisation = _organisation(*facts)
            for trace in self._traces(organisation):
                self._alike[trace][key] = organisation
        imported = Maintainership.objects.filter(below_homes(town, "page__url_path"), source=source).exclude(
            source_id=""
        )
        imported = imported.values_list("source_id", "page_id", "page__title")
        self._by_source_id = {source_id: (key, title) for source_id, key, title in imported}
        keys = pages.values_list("public_id", "pk", "title")
        self._by_public_id = {str(public_id): (key, title) for public_id, key, title in keys}

    def of_source(self, source_id: str) -> tuple[int, str] | None:
        """Return (key, name) of the entry that an earlier import from this source made for this key."""
        return self._by_source_id.get(source_id) if source_id else None

    def of_key(self, public_id: str) -> tuple[int, str] | None:
        return self._by_public_id.get(public_id.lower())

    def named(self, name: str) -> list[tuple[int, str]]:
        """Return (key, name) of the entries that are called so, also for short or officially."""
        return [(key, each.name) for key, each in self._alike.get(f"name {fold(name)}", {}).items()]

    def likely(self, page: OrganisationPage) -> list[tuple[int, str]]:
        """Return (key, name) of probable duplicates, the likeliest first."""
        facts = (page.title, page.short_name, page.legal_name, page.email, page.phone, page.website)
        wanted = _organisation(*facts, page.register_court, page.register_number)
        candidates = self._candidates(wanted).items()
        scored = ((likeness(wanted, each, self.around), each.name, key) for key, each in candidates)
        likely = sorted((-score, name, key) for score, name, key in scored if score >= LIKELY)
        return [(key, name) for _score, name, key in likely[:MOST_NAMED]]

    def _candidates(self, wanted: Organisation) -> dict[int, Organisation]:
        """Entries that share something, rare things first."""
        found: dict[int, Organisation] = {}
        for entries in sorted((self._alike.get(each, {}) for each in self._traces(wanted)), key=len):
            if len(found) + len(entries) > MOST_CANDIDATES:
                break
            found |= entries
        return found

    def _traces(self, organisation: Organisation) -> set[str]:
        known = [words_of(name, self.around) for name in organisation.names]
        words = {word for each in known for word in (*each.all, each.initials)}
        # Prefixes find typos; the whole name still matches when too many names share a prefix.
        traces = {word[:5] for word in words} | {f"name {fold(name)}" for name in organisation.names}
        traces |= organisation.emails | organisation.phones | {organisation.host}
        return (traces | {f"register {organisation.register_number}"}) - {"", "register "}


def _organisation(title, short_name, legal_name, email, phone, website, court, number) -> Organisation:
    return Organisation.of(title, (short_name, legal_name), [email], [phone], website, (court, number))


class Seen:
    """Names and keys of earlier rows, including those of earlier chunks."""

    def __init__(self, run: ImportRun, traces: Callable[[dict[str, str]], tuple[str, ...]]):
        self._run, self._traces = run, traces
        self._rows: dict[str, int] = {}
        self._last = 0

    def catch_up(self, until: int) -> None:
        if until <= self._last + 1:
            return
        for row in self._run.rows.filter(number__gt=self._last, number__lt=until).iterator():
            self.remember(row.number, *self._traces(self._run.values_of(row)))

    def remember(self, number: int, *traces: str) -> None:
        for trace in traces:
            self._rows.setdefault(trace, number)
        self._last = max(self._last, number)

    def before(self, trace: str) -> int | None:
        """Return the number of the row that used this name or key first."""
        return self._rows.get(trace)


def traces_of_row(values: dict[str, str]) -> tuple[str, str]:
    """What must be unique in a sheet: ("name …", "key …"), "" for what the row lacks."""
    name, key = fold(values.get("title", "")), values.get("source_id", "")
    return (f"name {name}" if name else "", f"key {key}" if key else "")
