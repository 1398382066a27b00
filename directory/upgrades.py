"""Public records and the search index are derived from pages: written again when that code changes."""

from importlib.metadata import version
from pathlib import Path

import cms.recurrence
import cms.search
from cms.operations.upgrading import fingerprint_of, upgrade_step
from cms.search import index

from .models import OrganisationPage
from .publishing.projection import write_records
from .search.tables import TABLES

HERE = Path(__file__).parent
SEARCH = Path(cms.search.__file__).parent
ROOMS = [
    HERE / "domain",
    HERE / "publishing",
    HERE / "search",
    SEARCH,
    SEARCH / "lists",
    Path(cms.recurrence.__file__).parent,
]


def what_makes_records() -> str:
    return fingerprint_of((file for room in ROOMS for file in room.glob("*.*")), version("PyStemmer"))


@upgrade_step(
    "directory-index", label="Writing the directory's records and index anew", needed_for=what_makes_records
)
def rebuild_directory() -> list[str]:
    """Return the titles of the entries whose record differed."""
    differing = write_records(OrganisationPage.objects.all())
    index.rebuild(TABLES)
    return differing
