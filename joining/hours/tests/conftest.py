import pytest
from django.core.cache import cache
from django.utils import translation

from directory.models import Maintainership
from directory.tests.factories import make_directory, make_entry
from directory.workflow.links import open_session
from tests.support.recorded import recorded

from .making import MAINTAINER


@pytest.fixture(autouse=True)
def german():
    cache.clear()
    with translation.override("de"):
        yield


@pytest.fixture
@recorded
def directory(db):
    return make_directory()


@pytest.fixture
@recorded
def entry(directory):
    page = make_entry(directory, "Chor am Markt", phone="+49656112345")
    Maintainership.objects.create(page=page, maintainer_email=MAINTAINER)
    return page


@pytest.fixture
def session(entry) -> str:
    """The key of an open session."""
    return open_session(entry.pk, MAINTAINER)
