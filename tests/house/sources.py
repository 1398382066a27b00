"""The product's modules, what they import, and the layers that pyproject.toml gives them."""

import ast
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
LINTER = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
# The switchboard: may name every app.
SWITCHBOARD = ("cms.api", "cms.settings", "cms.urls", "cms.wsgi")


@dataclass(frozen=True)
class Import:
    target: str
    line: int
    is_in_function: bool


@cache
def modules() -> dict[str, Path]:
    """Return the file of each module by its name, without tests and migrations."""
    paths = (path for package in LINTER["root_packages"] for path in (ROOT / package).rglob("*.py"))
    own = (path for path in paths if not {"tests", "migrations"} & set(path.relative_to(ROOT).parts))
    return {_name_of(path): path for path in sorted(own)}


def _name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def tree_of(module: str) -> ast.Module:
    return ast.parse(modules()[module].read_text(encoding="utf-8"))


@cache
def layers() -> tuple[tuple[str, ...], ...]:
    """Return the packages of each layer of the stack of apps, the uppermost first."""
    (contract,) = [each for each in LINTER["contracts"] if each["name"] == "Apps form a stack"]
    return tuple(tuple(part.strip() for part in layer.split("|")) for layer in contract["layers"])


def app_of(module: str) -> str | None:
    """Return the package of a layer to which a module belongs; None for the switchboard."""
    apps = (app for layer in layers() for app in layer if f"{module}.".startswith(f"{app}."))
    return next(apps, None)


def is_above(upper: str, lower: str) -> bool:
    """Whether an app lies above another one, or beside it, so that the other must not know it."""
    depth = {app: number for number, layer in enumerate(layers()) for app in layer}
    # A layer may hold several apps, such as `joining`.
    upper, lower = app_of(upper), app_of(lower)
    return upper != lower and depth[upper] <= depth[lower]


def imports_of(module: str) -> Iterator[Import]:
    """Yield what the module imports of the product, except for type checkers."""
    for target, line, is_in_function in _imports(tree_of(module), module, False):
        while target and target not in modules():
            target = target.rpartition(".")[0]
        if target and target != module:
            yield Import(target, line, is_in_function)


def _imports(node: ast.AST, module: str, is_in_function: bool) -> Iterator[tuple[str, int, bool]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
            continue
        if isinstance(child, ast.Import):
            yield from ((each.name, child.lineno, is_in_function) for each in child.names)
        elif isinstance(child, ast.ImportFrom):
            base = _absolute(child, module)
            yield from ((f"{base}.{each.name}", child.lineno, is_in_function) for each in child.names)
        is_function = isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda))
        yield from _imports(child, module, is_in_function or is_function)


def _absolute(node: ast.ImportFrom, module: str) -> str:
    if not node.level:
        return node.module or ""
    is_package = modules()[module].name == "__init__.py"
    parts = module.split(".") if is_package else module.split(".")[:-1]
    up = parts[: len(parts) - node.level + 1]
    return ".".join([*up, *([node.module] if node.module else [])])
