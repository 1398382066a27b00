import pytest

from tests.support.recorded import recorded

from .making import make_news_index


@pytest.fixture
@recorded
def news_index(home):
    return make_news_index(home)
