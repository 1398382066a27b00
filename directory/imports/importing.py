"""Makes unpublished entries of the rows that are in order."""

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.core.towns import town_of

from ..folding import fold
from ..models import DirectoryPage, ImportRow, ImportRun, OrganisationPage, Stewardship
from ..services.bulk import add_pages
from .building import Building
from .checking import told
from .words import Words

CHUNK = 100
State = ImportRow.State


class Importing:
    """Some rows at a time."""

    def __init__(self, run: ImportRun):
        self.slugs = _Slugs(run.directory)

    def some(self, run: ImportRun) -> ImportRun.Status | None:
        rows = list(run.rows.filter(state=State.READY)[:CHUNK])
        if not rows:
            return ImportRun.Status.DONE
        # Read anew each time: somebody may delete a category meanwhile.
        words = Words(town_of(run.directory))
        self.slugs.look_again()
        pairs = [(row, self._page(run, row, words)) for row in rows]
        self._store(run, [(row, page) for row, page in pairs if page])
        ImportRow.objects.bulk_update(rows, ["page", "state", "messages"])
        return None

    def _page(self, run: ImportRun, row: ImportRow, words: Words) -> OrganisationPage | None:
        values = run.values_of(row)
        built = Building(values, words)
        if built.faults:
            row.state, row.messages = State.FAULTY, [told(*fault) for fault in built.faults]
            return None
        page = built.page
        page.slug, page.owner_id = self.slugs.free(page.title), run.started_by_id
        # No keeper: an address in a sheet is no consent to be asked every year.
        page.stewardship = Stewardship(
            source=run.source, source_id=values.get("source_id", "")[:80], imported_on=timezone.localdate()
        )
        return page

    def _store(self, run: ImportRun, pairs: list[tuple[ImportRow, OrganisationPage]]) -> None:
        """All at once; where the database refuses, one by one, so that one row does not stop the others."""
        try:
            with transaction.atomic():
                add_pages(run.directory, [page for _row, page in pairs])
        except (DataError, IntegrityError):
            if len(pairs) > 1:
                for row, _refused in pairs:
                    self._store(run, [(row, self._page(run, row, Words(town_of(run.directory))))])
            else:
                row = pairs[0][0]
                row.state = State.FAULTY
                row.messages = [told("title", _("Cannot be stored. Please enter it by hand."))]
        else:
            for row, page in pairs:
                row.page_id, row.state, row.messages = page.pk, State.IMPORTED, []


class _Slugs:
    """The last parts of addresses below the directory; those of pages that others add meanwhile, too."""

    def __init__(self, directory: DirectoryPage):
        self._siblings = directory.get_children()
        self._taken: set[str] = set()
        self._newest = 0

    def free(self, title: str) -> str:
        base = slugify(fold(title))[:200] or "eintrag"
        slug, number = base, 2
        while slug in self._taken:
            slug, number = f"{base}-{number}", number + 1
        self._taken.add(slug)
        return slug

    def look_again(self) -> None:
        for key, slug in self._siblings.filter(pk__gt=self._newest).values_list("pk", "slug").order_by("pk"):
            self._newest = key
            self._taken.add(slug)


def lock(directory: DirectoryPage) -> None:
    """Let nobody else begin an import into it until the transaction ends."""
    if Page.objects.select_for_update().filter(pk=directory.pk).first() is None:
        raise ValidationError(_("The directory does not exist any more."))
