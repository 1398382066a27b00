"""Which addresses the demonstration content has."""

from dataclasses import dataclass
from pathlib import Path

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
WITHOUT_PAGE = {
    "search": "/suche/",
    "search with results": "/suche/?q=Ehrenamt",
    "search without results": "/suche/?q=xyzzyx",
    "open data": "/daten/",
    "not found": "/gibt-es-nicht/",
}


@dataclass(frozen=True)
class DemoPages:
    """Addresses of all pages; of the first of each type and what is no page; the start page's id."""

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
    return DemoPages(all=[path for _, path in pages], by_type=first | WITHOUT_PAGE, start_page=rows[0][2])
