import pytest
from django.utils import timezone

from directory.tests.factories import make_directory
from news.tests.making import make_news_index
from tests.support.recorded import recorded

from .making import TODAY, make_event_index


@pytest.fixture
def a_monday_in_march(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *args: TODAY)


@pytest.fixture
@recorded
def directory(db):
    return make_directory()


@pytest.fixture
def calendar(directory):
    """The list of dates beside a directory."""
    home = directory.get_parent()
    home.refresh_from_db()
    return make_event_index(home)


@pytest.fixture
@recorded
def news_index(home):
    return make_news_index(home)


@pytest.fixture
@recorded
def event_index(home):
    return make_event_index(home)
