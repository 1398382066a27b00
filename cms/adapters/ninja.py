"""Which operations an API of django-ninja has, and which query parameters each takes."""

from collections.abc import Iterator

from ninja import NinjaAPI
from ninja.operation import Operation, PathView
from ninja.utils import normalize_path, replace_path_param_notation


class RoutedAPI(NinjaAPI):
    def make_urls(self) -> list:
        """Return the URL patterns in place of django-ninja's own."""
        raise NotImplementedError

    def _get_urls(self) -> list:
        return self.make_urls()

    def addresses(self) -> Iterator[tuple[str, PathView]]:
        """Yield the route, as Django's `path` takes it, and the operations of each address."""
        for router in self._get_bound_routers():
            for address, view in router.path_operations.items():
                parts = (replace_path_param_notation(part) for part in (router.prefix, address))
                yield normalize_path("/".join(filter(None, parts))).lstrip("/"), view


def query_names(operation: Operation) -> tuple[set[str], set[str]]:
    """Return the names of all query parameters, and of those that may be repeated."""
    models = [model for model in operation.models if model.__ninja_param_source__ == "query"]
    names = {name for model in models for name in getattr(model, "__ninja_flatten_map__", {})}
    lists = {name for model in models for name in getattr(model, "__ninja_collection_fields__", ())}
    return names, lists
