"""Values and rules can be read and tested without a database: they import no model, no Wagtail and no app."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROJECT = {"cms", "home", "strategy", "news", "events", "directory", "forms_app", "joining", "demo", "tests"}
# A pure package and the packages below it, from which it may take something.
PURE = {
    "cms.common": (),
    "cms.recurrence": ("cms.common",),
    "directory.domain": ("cms.common", "cms.recurrence"),
}
MODELS_OF_OTHERS = {"wagtail", "modelcluster", "taggit"}


def modules_of(package: str):
    folder = ROOT / package.replace(".", "/")
    return (path for path in sorted(folder.rglob("*.py")) if "tests" not in path.relative_to(folder).parts)


def absolute(node: ast.ImportFrom, path: Path) -> str:
    """Return the dotted name from which a module imports."""
    if not node.level:
        return node.module
    parts = path.relative_to(ROOT).with_suffix("").parts[: -node.level]
    return ".".join([*parts, *filter(None, [node.module])])


def imports_in(path: Path):
    """Yield every imported name, wherever in the module it is imported: "package.module.name"."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{absolute(node, path)}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Attribute) and node.attr == "Model":
            # Choices of `django.db.models` are values; this is not.
            yield "django.db.models.Model"


def is_impure(name: str, allowed: tuple[str, ...]) -> bool:
    top, *inner = name.split(".")
    if top in PROJECT:
        return not any(name.startswith(f"{package}.") for package in allowed)
    if name.startswith("django.db."):
        return name.endswith((".Model", ".Manager"))
    return (
        top in MODELS_OF_OTHERS
        or "models" in inner
        or name.endswith((".get_model", ".get_user_model", ".apps"))
    )


@pytest.mark.parametrize(("package", "below"), PURE.items())
def test_pure_packages_import_no_model_no_wagtail_and_nothing_above_them(package, below):
    found = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in modules_of(package)
        for name in imports_in(path)
        if is_impure(name, (package, *below))
    ]
    assert found == []


@pytest.mark.parametrize("package", PURE)
def test_what_is_imported_along_with_a_pure_package_imports_nothing(package):
    parents = {package.rpartition(".")[0], "cms"}
    assert [name for parent in parents for name in imports_in(ROOT / parent / "__init__.py")] == []
