"""A lower app names nothing of an upper one in a string either: no model, permission, URL name or path.

What a lower app has to know, the upper one registers with it in its `wiring.py`.
"""

import ast
import re
from collections.abc import Iterator
from functools import cache

from django.apps import apps

from tests.house.sources import app_of, is_above, modules, tree_of

ROUTE_CALLS = {"path", "re_path"}
METHODS = {"get", "post", "put", "patch", "delete"}
NAMING_CALLS = {"reverse", "reverse_lazy", "redirect"}
SHORTEST_PATH = 4
# (module, string): why it may stay.
EXCEPTIONS = {
    (
        "cms.api_toolkit.key_admin",
        "api:get_site",
    ): "The example shows one address that every installation answers.",
}


def calls_in(module: str) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree_of(module)) if isinstance(node, ast.Call))


def called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def first_text(call: ast.Call) -> str:
    first = call.args[0] if call.args else None
    return first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else ""


def keyword(call: ast.Call, name: str) -> list[ast.Constant]:
    return [each.value for each in call.keywords if each.arg == name and isinstance(each.value, ast.Constant)]


def operations_in(module: str) -> set[str]:
    """Return the names of the functions that are operations of the API."""
    functions = (node for node in ast.walk(tree_of(module)) if isinstance(node, ast.FunctionDef))
    return {
        each.name
        for each in functions
        for call in each.decorator_list
        if isinstance(call, ast.Call) and called(call) in METHODS
    }


@cache
def labels() -> dict[str, str]:
    """Return the package of the layer of each app of ours, by its label; a layer may hold several apps."""
    found = ((config.label, app_of(config.name)) for config in apps.get_app_configs())
    return {label: app for label, app in found if app}


@cache
def urls() -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """Return (app, name) of all named addresses, and (app, path) of what each path begins with."""
    names, paths = set(), set()
    for module in modules():
        app = app_of(module)
        for call in calls_in(module) if app else ():
            if called(call) in ROUTE_CALLS or (called(call) in METHODS and first_text(call).startswith("/")):
                paths.add((app, first_text(call).partition("<")[0].partition("{")[0].strip("/")))
                names |= {(app, name.value) for name in keyword(call, "name")}
        names |= {(app, f"api:{name}") for name in operations_in(module)} if app else set()
    return names, {(app, path) for app, path in paths if len(path) >= SHORTEST_PATH}


def texts_in(module: str) -> Iterator[str]:
    for node in ast.walk(tree_of(module)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def upward_names(module: str) -> set[str]:
    """Return the strings of this module that name something of an app above or beside its own."""
    own = app_of(module)
    above = {label: app for label, app in labels().items() if is_above(app, own)}
    names, paths = urls()
    dotted = re.compile(rf"({'|'.join(sorted({*above, *above.values()})) or '-'})(\.\w+)+")
    rooted = [f"/{path}" for app, path in paths if app in above.values()]
    found = {text for text in texts_in(module) if dotted.fullmatch(text)}
    found |= {text for text in texts_in(module) for path in rooted if is_path(text, path)}
    for call in calls_in(module):
        if called(call) in NAMING_CALLS:
            found |= {first_text(call)} & {name for app, name in names if app in above.values()}
        if called(call) == "get_model" and first_text(call) in above:
            found.add(first_text(call))
    return found


def is_path(text: str, path: str) -> bool:
    """Whether the text is an address that begins so, and no sentence that mentions it."""
    return " " not in text and re.search(rf"{re.escape(path)}(?![\w-])", text) is not None


def test_nothing_of_an_upper_app_is_named():
    found = {(module, text) for module in modules() if app_of(module) for text in upward_names(module)}
    assert found - set(EXCEPTIONS) == set()


def test_each_exception_is_still_needed():
    assert {(module, text) for module, text in EXCEPTIONS if text not in upward_names(module)} == set()


def test_addresses_are_found():
    names, paths = urls()
    assert ("home", "search") in names
    assert {("home", "suche"), ("directory", "daten")} <= paths
