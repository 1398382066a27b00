import pytest

from tests.support.recorded import recorded

from .making import make_event_index, make_news_index


@pytest.fixture
@recorded
def news_index(home):
    return make_news_index(home)


@pytest.fixture
@recorded
def event_index(home):
    return make_event_index(home)
