"""Lists in pages, in the envelope of Open Referral UK."""

from collections.abc import Sequence

from django.db.models import QuerySet

from .parameters import PER_PAGE


def page_of(rows: QuerySet | Sequence, parameters: dict) -> tuple[dict, list]:
    """Return the envelope without its contents, and the rows of the page; beyond the last page there are none."""
    number, size = parameters["page"] or 1, parameters["per_page"] or PER_PAGE
    total = rows.count() if isinstance(rows, QuerySet) else len(rows)
    pages = max(1, -(-total // size))
    start = (number - 1) * size
    found = list(rows[start : start + size]) if start < total else []
    envelope = {
        "total_items": total,
        "total_pages": pages,
        "page_number": number,
        "size": len(found),
        "first_page": number == 1,
        "last_page": number >= pages,
        "empty": not found,
    }
    return envelope, found
