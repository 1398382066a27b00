"""The typed client matches the current contract, and the compiler enforces it."""

import subprocess
from pathlib import Path

import pytest

from cms.api_toolkit.management.commands.document_api import PATH
from tests.support.site import ROOT
from tests.support.tools import program

CLIENT = ROOT / "clients" / "typescript"
TYPES = CLIENT / "src" / "schema.ts"


def run(name: str, *arguments: str) -> subprocess.CompletedProcess:
    """Run a program that npm installed for the client."""
    script = CLIENT / "node_modules" / ".bin" / name
    if not script.exists():
        pytest.skip(f"{name} is not installed (`npm --prefix clients/typescript ci`)")
    return subprocess.run(
        [program("node"), str(script.resolve()), *arguments], cwd=CLIENT, capture_output=True, text=True
    )


def test_types_are_generated_from_the_contract(tmp_path):
    made = tmp_path / "schema.ts"
    options = ["--root-types", "--root-types-no-schema-prefix", "--output", str(made)]
    outcome = run("openapi-typescript", str(PATH), *options)
    assert outcome.returncode == 0, outcome.stderr
    assert Path(made).read_text() == TYPES.read_text(), "Run `npm --prefix clients/typescript run generate`."


def test_every_kind_of_block_must_be_handled_to_compile():
    outcome = run("tsc", "--project", "tsconfig.check.json")
    assert outcome.returncode == 0, outcome.stdout
