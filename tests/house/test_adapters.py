"""A library's private names stand in `cms.adapters` alone, where a test says what breaks when one changes."""

import ast
from collections.abc import Iterator

import pytest

from tests.house.sources import modules, tree_of

ADAPTERS = "cms.adapters."
# The adapter of django-storages is the storage itself.
STORAGES = "cms.media.storages"
# Underscored, but documented or in wide use: Django's model API, and named tuples.
KNOWN = {
    "_meta",
    "_default_manager",
    "_base_manager",
    "_state",
    "_committed",
    "_asdict",
    "_fields",
    "_replace",
}
# A class that extends a hook of its base class has to do so where it stands: (module, name): what for.
HOOKS = {
    (
        "cms.media.admin.storing",
        "_post_clean",
    ): "Django: the last step of a form's validation stores the file.",
    ("cms.media.models.documents", "_set_document_file_metadata"): "Wagtail: no second reading of a file.",
    ("cms.media.models.pictures", "_set_image_file_metadata"): "Wagtail: no second reading of a file.",
    ("cms.media.tree", "_save"): "Django: how each storage writes under exactly one name.",
    ("cms.users.models", "_get_session_auth_hash"): "Django: a new number ends all sessions of a user.",
}


def private_names(module: str) -> Iterator[str]:
    """Yield what the module uses of others: attributes that it does not define, and internal packages."""
    tree = tree_of(module)
    own = set(names_defined_in(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and is_private(node.attr):
            is_hook = isinstance(node.value, ast.Call) and ast.unparse(node.value.func) == "super"
            if is_hook or node.attr not in own:
                yield node.attr
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names = [*(node.module or "").split("."), *(each.name for each in node.names)]
            yield from (name for name in names if name == "internal" or is_private(name))
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in {"getattr", "hasattr", "setattr"}:
            name = node.args[1]
            if isinstance(name, ast.Constant) and is_private(name.value) and name.value not in own:
                yield name.value


def names_defined_in(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            yield node.name
        elif isinstance(node, (ast.Assign, ast.AnnAssign)):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for target in (part for each in targets for part in ast.walk(each)):
                if isinstance(target, ast.Name):
                    yield target.id
                elif isinstance(target, ast.Attribute) and ast.unparse(target.value) in {"self", "user"}:
                    yield target.attr


def is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__") and name not in KNOWN and name != "_"


def test_no_private_name_of_a_library_outside_of_the_adapters():
    others = [module for module in modules() if not module.startswith((ADAPTERS, STORAGES))]
    found = {(module, name) for module in others for name in private_names(module)}
    assert found - set(HOOKS) == set()


def test_each_hook_is_still_used():
    assert [(module, name) for module, name in HOOKS if name not in set(private_names(module))] == []


@pytest.mark.parametrize("module", [module for module in modules() if module.startswith(ADAPTERS)])
def test_each_adapter_has_a_test(module):
    path = modules()[module]
    assert (path.parent / "tests" / f"test_{path.name}").exists()
