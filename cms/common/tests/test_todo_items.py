from types import SimpleNamespace

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from cms.common.todo_items import TodoItem, items_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def request_of_staff():
    return SimpleNamespace(user=get_user_model().objects.create_user("alex"))


def test_all_rows_are_counted_in_one_query(request_of_staff, django_assert_num_queries):
    Group.objects.create(name="Testgruppe")
    groups = Group.objects.filter(name="Testgruppe")
    sources = [
        lambda request: [TodoItem("counted", 3), TodoItem("rows", rows=groups)],
        lambda request: [TodoItem("nothing", rows=groups.none()), TodoItem("more rows", rows=groups)],
    ]
    with django_assert_num_queries(1):
        items = items_of(sources, request_of_staff)
    assert {item.label: item.count for item in items} == {
        "counted": 3,
        "rows": 1,
        "nothing": 0,
        "more rows": 1,
    }


def test_each_source_is_asked_once_in_a_request(request_of_staff):
    asked = []

    def source(request):
        asked.append(request)
        return [TodoItem("waits", 1)]

    def other(request):
        return [TodoItem("waits, too", 2)]

    items_of([source], request_of_staff)
    assert [item.count for item in items_of([other, source], request_of_staff)] == [2, 1]
    assert asked == [request_of_staff]
