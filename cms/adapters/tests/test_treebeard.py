import pytest
from wagtail.models import Page

from cms.adapters.treebeard import paths_of_next_children
from tests.support.making import make_page

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("children", [0, 2])
def test_paths_are_those_that_treebeard_would_give(home, children):
    parent = make_page(home, "Parent")
    for number in range(children):
        make_page(parent, f"Child {number}")
    expected = paths_of_next_children(Page.objects.get(pk=parent.pk), 2)
    made = [make_page(Page.objects.get(pk=parent.pk).specific, f"New {number}").path for number in (1, 2)]
    assert made == expected
