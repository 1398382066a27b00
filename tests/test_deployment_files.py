"""The files in deploy/ are valid for their consumers: systemd, shells, Compose, Kubernetes, image builders."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from cms.towns.models import TownSettings

from .support.site import ROOT
from .support.tools import program
from .test_refusals import S3, WHOLE

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
# systemd's scale: 0 is safe, 10 is not; an unprotected service has 9.6.
MOST_EXPOSURE = 2.0
KUBERNETES = "1.32"
# The image and `make run` choose these.
FIXED = {
    "ADMIN_PASSWORD",
    "ADMIN_USER",
    "DATA_DIR",
    "DJANGO_SETTINGS_MODULE",
    "FEEDS_MAY_BE_LOCAL",
    "HOST",
    "PORT",
    "SECOND_FACTOR_REQUIRED",
    "STATIC_ROOT",
    "WEBHOOKS_MAY_BE_LOCAL",
}


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
    """Replaces paths of an installation, which do not exist here."""
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
        # Word splitting is intended, and sourced settings do not exist here.
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
    assert known - set(compose) == FIXED
    required = {"SECRET_KEY", "SITE_URL", "ALLOWED_HOSTS", "DATABASE_URL", "EMAIL_URL"}
    assert required <= set(settings) | set(secrets) <= known
    assert required <= set(compose) <= known
    assert not set(secrets) & set(settings)


def test_installer_takes_every_variable_from_the_environment():
    script = (DEPLOY / "install.sh").read_text()
    taken = set(" ".join(re.findall(r'^names="(.*)"$', script, re.M)).split())
    # Two nodes cannot share one address for metrics.
    left_out = FIXED | {"METRICS_ADDRESS"}
    of_machine = {"ADMIN_EMAIL", "BACKUP_DIR", "BACKUP_KEEP", "TLS_CERTIFICATE", "TLS_KEY", "$names"}
    assert taken - of_machine == names_in(ROOT / ".env.example") - left_out
    [lands] = re.findall(r'^lands="(.*)"$', script, re.M)
    assert lands.split() == TownSettings.Land.values


SETTINGS = """
import json, sys
import cms.settings.production as settings
names = {name for name in dir(settings) if name.isupper() and name not in ("ENVIRON", "BASE_DIR")}
print(json.dumps({name: repr(getattr(settings, name)) for name in sorted(names)}))
"""


def test_empty_variable_of_compose_counts_as_unset():
    """Else mails would leave without a sender, and the bucket would have no region."""
    compose = yaml.safe_load(interpolated((DEPLOY / "compose.yaml").read_text(), WHOLE | S3))
    passed = compose["x-site"]["environment"]
    unset = {name: value for name, value in passed.items() if value}
    assert len(passed) > len(unset)
    assert settings_with(passed) == settings_with(unset)


def settings_with(variables: dict[str, str]) -> dict[str, str]:
    env = {"PATH": os.environ["PATH"], "DATA_DIR": "/var/empty"}
    env |= {name: str(value or "") for name, value in variables.items()}
    run = subprocess.run(
        [sys.executable, "-c", SETTINGS], cwd=ROOT, env=env, capture_output=True, text=True, check=True
    )
    return json.loads(run.stdout)


def interpolated(text: str, values: dict[str, str]) -> str:
    """Interpolate like Compose: "${NAME:-default}", and "${NAME:?}" for required values."""
    for _inner_first in range(2):
        text = re.sub(
            r"(?<!\$)\$\{(\w+):?([-?])([^${}]*)\}", lambda found: values.get(found[1]) or found[3], text
        )
    return text.replace("$$", "$")


def test_compose_file_is_what_compose_takes():
    import compose_spec

    text = (DEPLOY / "compose.yaml").read_text()
    asked = set(re.findall(r"\$\{(\w+)", text))
    offered = names_in(DEPLOY / "compose.env.example") | names_in(ROOT / ".env.example")
    offered |= {"HTTP_PORT", "HTTPS_PORT"}
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
    # Deliberately unpinned, so that builds include current security updates.
    run = subprocess.run(
        [hadolint, "--ignore", "DL3008", DEPLOY / "Containerfile"], capture_output=True, text=True
    )
    assert run.returncode == 0, run.stdout


def test_no_tool_to_build_with_is_in_the_image():
    stages = (DEPLOY / "Containerfile").read_text().split("\nFROM ")
    site = next(stage for stage in stages if " AS site\n" in stage)
    assert "pip install" not in site
    assert re.search(r"^USER 10001$", site, re.M)


def test_front_has_a_whole_python():
    """Debian's python3-minimal lacks modules that the renderer and the purge receiver use."""
    stages = (DEPLOY / "Containerfile").read_text().split("\nFROM ")
    front = next(stage for stage in stages if " AS front\n" in stage)
    assert re.search(r"install .*\bpython3 ", front)
