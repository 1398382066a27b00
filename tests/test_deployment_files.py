"""The files of deploy/ are what their readers take: systemd, a shell, Compose, Kubernetes, a builder of images."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from .support.site import ROOT
from .support.tools import program

DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))
MANIFESTS = sorted(
    set((DEPLOY / "kubernetes").glob("*.yaml")) - {DEPLOY / "kubernetes" / "kustomization.yaml"}
)
SCRIPTS = [
    DEPLOY / "install.sh",
    DEPLOY / "restart.sh",
    DEPLOY / "engagierte-stadt",
    DEPLOY / "container/render.sh",
]
# systemd's own scale: 0 is safe, 10 is not; a service without any guard has 9.6.
MOST_EXPOSURE = 2.0
KUBERNETES = "1.32"


def names_in(env_file: Path) -> set[str]:
    return set(re.findall(r"^#?([A-Z][A-Z0-9_]+)=", env_file.read_text(), re.M))


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_service_is_shut_off_from_the_machine(unit):
    systemd_analyze = program("systemd-analyze")
    run = subprocess.run(
        [systemd_analyze, "security", "--offline=yes", "--no-pager", unit], capture_output=True, text=True
    )
    found = re.search(r"Overall exposure level for .*: ([\d.]+)", run.stdout)
    assert found, run.stderr
    if unit.name != "engagierte-stadt-purge.service":
        assert float(found[1]) <= MOST_EXPOSURE


def test_systemd_understands_every_line(tmp_path):
    """Paths of an installation are put aside: they are not here."""
    systemd_analyze = program("systemd-analyze")
    names = []
    for unit in [*UNITS, *(DEPLOY / "systemd").glob("*.timer")]:
        name = unit.name.replace("@.", "@8001.")
        text = re.sub(r"^(ExecStart)=\S+", r"\1=/bin/true", unit.read_text(), flags=re.M)
        (tmp_path / name).write_text(text)
        names.append(tmp_path / name)
    run = subprocess.run([systemd_analyze, "verify", *names], capture_output=True, text=True)
    own = [line for line in run.stderr.splitlines() if "engagierte-stadt" in line]
    assert own == []


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_script_is_sound_and_may_be_run(script):
    assert script.stat().st_mode & 0o111
    shell = script.read_text().partition("\n")[0].rpartition("/")[2]
    subprocess.run([shell, "-n", script], check=True)
    if shutil.which("shellcheck"):
        # Words are split on purpose, and settings read from files that are not here.
        ignored = "SC2086,SC2046,SC1090,SC1091,SC2153"
        run = subprocess.run(["shellcheck", "-e", ignored, script], capture_output=True, text=True)
        assert run.returncode == 0, run.stdout


@pytest.mark.parametrize("manifest", MANIFESTS, ids=lambda manifest: manifest.name)
def test_manifest_is_what_kubernetes_takes(manifest):
    import kubernetes_validate

    documents = list(yaml.safe_load_all(manifest.read_text()))
    assert documents
    for document in documents:
        kubernetes_validate.validate(document, KUBERNETES, strict=True)


def test_every_manifest_is_in_the_kustomization():
    listed = yaml.safe_load((DEPLOY / "kubernetes" / "kustomization.yaml").read_text())["resources"]
    assert set(listed) == {manifest.name for manifest in MANIFESTS} - {"secret.example.yaml"}


def pods() -> list[dict]:
    found = []

    def look(node):
        if isinstance(node, dict):
            if "containers" in node:
                found.append(node)
            for each in node.values():
                look(each)

    for manifest in MANIFESTS:
        for document in yaml.safe_load_all(manifest.read_text()):
            look(document)
    return found


def test_no_pod_may_do_more_than_it_has_to():
    assert len(pods()) == 4
    for pod in pods():
        assert pod["securityContext"]["runAsNonRoot"] is True
        assert pod["automountServiceAccountToken"] is False
        for container in [*pod["containers"], *pod.get("initContainers", [])]:
            rights = container["securityContext"]
            assert (rights["allowPrivilegeEscalation"], rights["readOnlyRootFilesystem"]) == (False, True)
            assert rights["capabilities"] == {"drop": ["ALL"]}
            assert container["resources"]["limits"]["memory"]


def test_each_way_is_told_the_same_variables():
    known = names_in(ROOT / ".env.example") | {"WEB_WORKERS", "WEB_THREADS"}
    settings = yaml.safe_load((DEPLOY / "kubernetes/settings.yaml").read_text())["data"]
    secrets = yaml.safe_load((DEPLOY / "kubernetes/secret.example.yaml").read_text())["stringData"]
    compose = yaml.safe_load((DEPLOY / "compose.yaml").read_text())["x-site"]["environment"]
    required = {"SECRET_KEY", "SITE_URL", "ALLOWED_HOSTS", "DATABASE_URL", "EMAIL_URL"}
    assert required <= set(settings) | set(secrets) <= known
    assert required <= set(compose) <= known
    assert not set(secrets) & set(settings)


def interpolated(text: str, values: dict[str, str]) -> str:
    """What Compose does first: "${NAME:-default}" and "${NAME:?}", which demands a value."""
    for _inner_first in range(2):
        text = re.sub(
            r"(?<!\$)\$\{(\w+):([-?])([^${}]*)\}", lambda found: values.get(found[1]) or found[3], text
        )
    return text.replace("$$", "$")


def test_compose_file_is_what_compose_takes():
    import compose_spec

    text = (DEPLOY / "compose.yaml").read_text()
    asked = set(re.findall(r"\$\{(\w+)", text))
    offered = names_in(DEPLOY / "compose.env.example") | {
        "HTTP_PORT",
        "HTTPS_PORT",
        "DATABASE_URL",
        "CACHE_URL",
    }
    assert asked <= offered
    demanded = dict.fromkeys(re.findall(r"\$\{(\w+):\?", text), "wert")
    file = yaml.safe_load(interpolated(text, demanded))
    compose = compose_spec.PyCompose.from_json(json.dumps(file))
    compose.validate()
    assert file["services"]["web"]["environment"]["DATABASE_URL"] == "postgresql://stadt:wert@database/stadt"
    assert {"upgrade", "web", "worker", "front", "purge", "database", "cache"} == set(compose.service_names())


def test_containerfile_is_sound():
    hadolint = shutil.which("hadolint") or ROOT / ".venv/bin/hadolint"
    if not Path(hadolint).exists():
        pytest.skip("hadolint is not installed")
    # Not pinned on purpose: a build takes the security updates of its day.
    run = subprocess.run(
        [hadolint, "--ignore", "DL3008", DEPLOY / "Containerfile"], capture_output=True, text=True
    )
    assert run.returncode == 0, run.stdout


def test_no_tool_to_build_with_is_in_the_image():
    stages = (DEPLOY / "Containerfile").read_text().split("\nFROM ")
    site = next(stage for stage in stages if " AS site\n" in stage)
    assert "pip install" not in site
    assert re.search(r"^USER 10001$", site, re.M)
