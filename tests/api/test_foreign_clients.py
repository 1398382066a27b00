"""What generators of other people make of the contract compiles strictly, and reads what a running site answers."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.support.foreign import FOLDER, node_tool, python_tool
from tests.support.tools import program

pytestmark = pytest.mark.services
STATUSES = {
    "get_site": 200,
    "get_page_by_path": 200,
    "search": 200,
    "list_news": 200,
    "list_organisations": 200,
    "get_organisation": 200,
    "list_changes": 200,
    "export_organisations_csv": 200,
    "404": 404,
    "422": 422,
    "get_form": 200,
    "create_form_ticket": 201,
    "submit_form": 201,
}
# What is the same for everybody, however the client spells addresses and times.
SAID = {
    "get_site": "/api/v1/site/",
    "search": "/api/v1/search?q=chor&type=organisation",
    "list_organisations": "/api/v1/organisations/?q=musik&weekday=tu&weekday=th&limit=5",
    "list_changes": "/api/v1/changes?limit=100",
}


@pytest.fixture(scope="module")
def workshop(api_site, tmp_path_factory) -> Path:
    """A folder with the contract as the site answers it, and with what calls the generated clients."""
    folder = tmp_path_factory.mktemp("foreign")
    for name in ("calls.ts", "calls.py", "tsconfig.json"):
        shutil.copy(FOLDER / name, folder)
    (folder / "node_modules").symlink_to(FOLDER / "node_modules")
    (folder / "openapi.json").write_bytes(api_site.get("/api/v1/openapi.json")[2])
    wait_for_pictures(api_site)
    return folder


def wait_for_pictures(site) -> None:
    """On a busy machine the first answers come before the sizes of their pictures are made."""

    def are_made() -> bool:
        for path in SAID.values():
            site.get(path)
        return not site.ask("SELECT 1 FROM media_siteimage WHERE sizes = ? LIMIT 1", "due")

    site.process.wait_for(are_made, 120)


def done(*command: str, within: Path) -> str:
    outcome = subprocess.run(command, cwd=within, capture_output=True, text=True)
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr
    return outcome.stdout


def test_clients_in_typescript(workshop, api_site):
    made = ("--output", "openapi_typescript.ts")
    done(*node_tool("openapi-typescript"), "openapi.json", *made, within=workshop)
    done(*node_tool("openapi-ts"), "--input", "openapi.json", "--output", "hey_api", within=workshop)
    done(*node_tool("tsc"), within=workshop)
    read = json.loads(done(program("node"), "out/calls.js", api_site.url, within=workshop))
    demand_what_the_site_says(read["openapi-typescript"], api_site)
    demand_what_the_site_says(read["hey-api"], api_site)


def test_clients_in_python(workshop, api_site):
    config = str(FOLDER / "openapi-python-client.yaml")
    made = ("--path", "openapi.json", "--output-path", "town", "--meta", "none", "--config", config)
    done(*python_tool("openapi-python-client"), "generate", "--fail-on-warning", *made, within=workshop)
    options = ("--output-model-type", "pydantic_v2.BaseModel", "--use-annotated", "--formatters", "builtin")
    made = ("--input", "openapi.json", "--output", "models.py", *options)
    done(*python_tool("datamodel-codegen"), *made, within=workshop)
    done(*python_tool("mypy"), "--strict", "calls.py", "models.py", "town", within=workshop)
    read = json.loads(done(*python_tool("python"), "calls.py", api_site.url, within=workshop))
    demand_what_the_site_says(read, api_site)


def demand_what_the_site_says(read: dict, site) -> None:
    assert {name: status for name, (status, _answer) in read.items()} == STATUSES
    assert {name: answer for name, (_status, answer) in read.items() if name in SAID} == {
        name: json.loads(site.get(path)[2]) for name, path in SAID.items()
    }
    assert read["submit_form"][1]["reference"]
    assert read["404"][1]["type"].endswith("/not-found")
    assert read["export_organisations_csv"][1].count("\n") > 1
