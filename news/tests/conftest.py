import pytest

from .making import make_event_index, make_news_index


@pytest.fixture
def news_index(home):
    return make_news_index(home)


@pytest.fixture
def event_index(home):
    return make_event_index(home)
