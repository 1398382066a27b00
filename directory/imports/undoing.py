"""Takes an import back, except what people have worked on since."""

from django.db.models import QuerySet

from ..models import ImportRow, ImportRun
from ..services.bulk import remove_pages

CHUNK = 100
State = ImportRow.State


class Undoing:
    """Some entries at a time."""

    def __init__(self, run: ImportRun):
        pass

    def some(self, run: ImportRun) -> ImportRun.Status | None:
        rows = list(with_pages(run.rows.filter(state=State.IMPORTED))[:CHUNK])
        if not rows:
            return ImportRun.Status.UNDONE
        for row in rows:
            row.state = State.KEPT if is_worked_on(row) else State.UNDONE
        ImportRow.objects.bulk_update(rows, ["state"])
        # None of them was ever public: nothing else is to be told.
        remove_pages([row.page_id for row in rows if row.state == State.UNDONE and row.page_id])
        return None


def with_pages(rows: QuerySet) -> QuerySet:
    return rows.select_related("page__stewardship").prefetch_related(
        "page__aliases", "page__sub_organisations"
    )


def worked_on(run: ImportRun) -> list[ImportRow]:
    """The rows whose entries an undo leaves in place."""
    return [row for row in with_pages(run.rows.filter(state=State.IMPORTED)) if is_worked_on(row)]


def is_worked_on(row: ImportRow) -> bool:
    """Whether somebody has made the entry her own since: edited, published, confirmed, keeps or refers to it."""
    page = row.page
    if page is None:
        return False
    keeper = getattr(page, "stewardship", None)
    is_kept = bool(keeper and (keeper.keeper_email or keeper.assured_on))
    is_referred_to = bool(page.aliases.all() or page.sub_organisations.all())
    return page.live or page.latest_revision_id is not None or is_kept or is_referred_to
