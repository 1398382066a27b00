"""The npm tools that `make test` installs below tests/tools."""

import shutil
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent.parent / "tools"
MODULES = FOLDER / "node_modules"


def tool(path: str) -> Path:
    """A file of an installed npm package; skips the test if `make test` could not install it."""
    file = MODULES / path
    if not file.exists():
        pytest.skip(f"{path.split('/')[0]} is not installed (`npm --prefix tests/tools ci`)")
    return file


def program(name: str) -> str:
    path = shutil.which(name)
    if not path:
        pytest.skip(f"{name} is not installed")
    return path
