"""The public records and the search's index are made of the pages: anew when the code that makes them has changed."""

from importlib.metadata import version
from pathlib import Path

from cms.core.upgrading import fingerprint_of, upgrade_step

from .models import OrganisationPage
from .records import write_records
from .search import index

HERE = Path(__file__).parent
MAKERS = ("documents.py", "folding.py", "opening_records.py", "records.py", "schedules.py", "search/*.*")


def what_makes_records() -> str:
    return fingerprint_of((file for name in MAKERS for file in HERE.glob(name)), version("PyStemmer"))


@upgrade_step(
    "directory-index", label="Writing the directory's records and index anew", needed_for=what_makes_records
)
def rebuild_directory() -> list[str]:
    """Return the titles of the entries whose record differed."""
    differing = write_records(OrganisationPage.objects.all())
    index.rebuild()
    return differing
