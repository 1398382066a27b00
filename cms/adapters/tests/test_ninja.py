from django.urls import path
from ninja import Query, Router, Schema

from cms.adapters.ninja import RoutedAPI, query_names


class Parameters(Schema):
    one: str = ""
    many: list[str] = []


class SmallAPI(RoutedAPI):
    def make_urls(self):
        return [path(route, view.get_view(), name=route) for route, view in self.addresses()]


def make_api() -> SmallAPI:
    api, router = SmallAPI(urls_namespace="adapter-test"), Router()

    @router.get("/things/{int:number}")
    def thing(request, number: int, parameters: Query[Parameters], plain: int = 0):
        return number

    api.add_router("all", router)
    return api


def test_every_operation_has_an_address():
    (route, view), *more = [each for each in make_api().addresses() if "things" in each[0]]
    assert route == "all/things/<int:number>"
    assert not more
    assert [operation.view_func.__name__ for operation in view.operations] == ["thing"]


def test_our_patterns_take_the_place_of_ninjas():
    patterns = make_api().urls[0]
    assert "all/things/<int:number>" in [pattern.name for pattern in patterns]
    assert "openapi-json" not in [pattern.name for pattern in patterns]


def test_query_parameters_are_known_and_which_may_be_repeated():
    ((_route, view),) = [each for each in make_api().addresses() if "things" in each[0]]
    assert query_names(view.operations[0]) == ({"one", "many", "plain"}, {"many"})
