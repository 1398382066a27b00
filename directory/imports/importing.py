"""Creates unpublished entries from valid rows, and takes them back."""

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.common.folding import fold
from cms.towns.scope import town_of

from ..models import DirectoryPage, ImportRow, ImportRun, Maintainership, OrganisationPage
from ..workflow.bulk import add_pages, remove_pages
from .building import Building
from .checking import message_for
from .words import Words

CHUNK = 100
State = ImportRow.State


class EntryImporting:
    """Imports rows in chunks."""

    def __init__(self, run: ImportRun):
        self.slugs = _Slugs(run.directory)

    def some(self, run: ImportRun) -> ImportRun.Status | None:
        rows = list(run.rows.filter(state=State.READY)[:CHUNK])
        if not rows:
            return ImportRun.Status.DONE
        # Read again for each chunk, since a category may have been deleted meanwhile.
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
            row.state, row.messages = State.FAULTY, [message_for(*fault) for fault in built.faults]
            return None
        page = built.page
        page.slug, page.owner_id = self.slugs.free(page.title), run.started_by_id
        # No maintainer: an address in a spreadsheet is no consent to yearly mails.
        page.maintainership = Maintainership(
            source=run.source, source_id=values.get("source_id", "")[:80], imported_on=timezone.localdate()
        )
        return page

    def _store(self, run: ImportRun, pairs: list[tuple[ImportRow, OrganisationPage]]) -> None:
        """Store all at once. If the database refuses, store one by one, so that a bad row does not block the rest."""
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
                row.messages = [message_for("title", _("Cannot be stored. Please enter it by hand."))]
        else:
            for row, page in pairs:
                row.page_id, row.state, row.messages = page.pk, State.IMPORTED, []


class _Slugs:
    """Slugs taken below the directory, including those of pages that others add meanwhile."""

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
    """Block other imports into this directory until the transaction ends."""
    if Page.objects.select_for_update().filter(pk=directory.pk).first() is None:
        raise ValidationError(_("The directory does not exist any more."))


class EntryUndoing:
    """Undoes an import in chunks, except for entries that people have worked on since."""

    def __init__(self, run: ImportRun):
        pass

    def some(self, run: ImportRun) -> ImportRun.Status | None:
        rows = list(with_pages(run.rows.filter(state=State.IMPORTED))[:CHUNK])
        if not rows:
            return ImportRun.Status.UNDONE
        for row in rows:
            row.state = State.KEPT if is_worked_on(row) else State.UNDONE
        ImportRow.objects.bulk_update(rows, ["state"])
        # None of them was ever public, so nobody needs to be notified.
        remove_pages([row.page_id for row in rows if row.state == State.UNDONE and row.page_id])
        return None


def with_pages(rows: QuerySet) -> QuerySet:
    return rows.select_related("page__maintainership").prefetch_related(
        "page__aliases", "page__sub_organisations"
    )


def worked_on(run: ImportRun) -> list[ImportRow]:
    """The rows whose entries an undo leaves in place."""
    return [row for row in with_pages(run.rows.filter(state=State.IMPORTED)) if is_worked_on(row)]


def is_worked_on(row: ImportRow) -> bool:
    """Whether the entry was edited, published or confirmed, or has a maintainer or references."""
    page = row.page
    if page is None:
        return False
    maintainer = getattr(page, "maintainership", None)
    is_kept = bool(maintainer and (maintainer.maintainer_email or maintainer.assured_on))
    is_referred_to = bool(page.aliases.all() or page.sub_organisations.all())
    return page.live or page.latest_revision_id is not None or is_kept or is_referred_to
