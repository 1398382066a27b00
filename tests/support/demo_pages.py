"""Addresses in the demo content."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

from . import services
from .asking import ask

PUBLISHED = """
    SELECT type.app_label || '.' || type.model, page.url_path, page.id
    FROM wagtailcore_page page
    JOIN django_content_type type ON type.id = page.content_type_id
    JOIN wagtailcore_site site ON site.is_default_site
    JOIN wagtailcore_page root ON root.id = site.root_page_id AND page.path LIKE root.path || '%'
    WHERE page.live
    ORDER BY page.path
"""
# Among these, one is cancelled.
CLUBS_DATES = "SELECT series FROM events_publicevent WHERE partner_event_id IS NOT NULL ORDER BY id"
WITHOUT_PAGE = {
    "search": "/suche/",
    "search with results": "/suche/?q=Ehrenamt",
    "search without results": "/suche/?q=xyzzyx",
    "dates at the weekend": "/termine/?wann=wochenende",
    "dates of a month": f"/termine/?monat={date.today():%Y-%m}",
    "dates without results": "/termine/?q=xyzzyx",
    "dates for the notice board": "/termine/?druck=1",
    "open data": "/daten/",
    "not found": "/gibt-es-nicht/",
}


@dataclass(frozen=True)
class DemoPages:
    """Addresses of all pages; of the first of each type and of non-page views; the start page's id."""

    all: list[str]
    by_type: dict[str, str]
    start_page: int

    def of_type(self, name: str) -> str:
        return self.by_type[name]


def read_demo_pages(data_dir: Path) -> DemoPages:
    rows = ask(services.database_of(data_dir), PUBLISHED)
    root = rows[0][1]
    pages = [(kind, "/" + url_path.removeprefix(root)) for kind, url_path, _ in rows]
    first = dict(reversed(pages))
    clubs_dates = [
        f"/termine/d/{UUID(str(key))}/" for (key,) in ask(services.database_of(data_dir), CLUBS_DATES)
    ]
    return DemoPages(
        all=[path for _, path in pages] + clubs_dates,
        by_type=first | WITHOUT_PAGE | {"a club's date": clubs_dates[0]},
        start_page=rows[0][2],
    )
