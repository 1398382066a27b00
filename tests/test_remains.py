"""After erasing, nothing of the person is in the bytes of SQLite's files, its log of the last changes included."""

import pytest

from .support.inside import inside
from .support.installation import Installation

pytestmark = [pytest.mark.services, pytest.mark.embedded]
WRITE = """
from forms_app.models import Submission
from forms_app.services.personal_data import erase_person
from forms_app.services.review import delete_submissions
from forms_app.tests.making import make_form_page, send, MESSAGE
from tests.support.making import make_home, make_user

chief = make_user("chief", is_superuser=True)
page = make_form_page(make_home())
def write():
    send(page, MESSAGE | {"e_mail": "zeppelina@example.net", "nachricht": "Hier schreibt Zeppelina."})
"""
HOLD_A_CONNECTION = """
import sqlite3
from django.conf import settings
held = sqlite3.connect(settings.DATABASES["default"]["NAME"])
held.execute("SELECT COUNT(*) FROM wagtailcore_page").fetchall()
"""
WAYS = ("erase_person('zeppelina@example.net')", "delete_submissions(Submission.objects.all(), by=chief)")


def test_log_of_the_last_changes_is_emptied(tmp_path):
    installation = Installation(tmp_path, f"sqlite:///{tmp_path}/db.sqlite3")
    installation.make_tables()

    def is_found() -> bool:
        return any(b"zeppelina" in file.read_bytes().lower() for file in tmp_path.glob("db.sqlite3*"))

    with inside(installation) as worker:
        worker.do(WRITE)
        # As the site does; SQLite itself would empty the log with the last connection.
        worker.do(HOLD_A_CONNECTION)
        worker.do("write()")
        for way in WAYS:
            assert is_found()
            worker.do(way)
            assert not is_found(), way
            worker.do("write()")
