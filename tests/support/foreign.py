"""Generators and validators of other people, which `make test` installs below tests/tools/foreign_clients."""

import json
import subprocess
from pathlib import Path

import pytest

from .tools import FOLDER as TOOLS
from .tools import program

FOLDER = TOOLS / "foreign_clients"


def node_tool(name: str) -> tuple[str, str]:
    """Return the command of a program that npm installed."""
    return program("node"), str(_installed(FOLDER / "node_modules" / ".bin" / name).resolve())


def python_tool(name: str) -> tuple[str]:
    """Return the command of a program in the environment of the generators."""
    return (str(_installed(FOLDER / ".venv" / "bin" / name)),)


def _installed(file: Path) -> Path:
    if not file.exists():
        pytest.skip(f"{file.name} is not installed (`make test` does it)")
    return file


def verdicts_of_ajv(checks: list[dict], components: dict | None = None) -> list[list[bool] | str]:
    """Return for each `{schema, values}` the verdicts about the values, or what is wrong with the schema."""
    return json.loads(_run("ajv", text=json.dumps({"components": components or {}, "checks": checks})))


def findings_of_redocly(contract: Path) -> list[str]:
    return _run("lint", str(contract)).splitlines()


def _run(script: str, *arguments: str, text: str = "") -> str:
    _installed(FOLDER / "node_modules")
    command = [program("node"), str(FOLDER / f"{script}.mjs"), *arguments]
    outcome = subprocess.run(command, input=text, capture_output=True, text=True)
    assert outcome.returncode == 0, outcome.stderr
    return outcome.stdout
