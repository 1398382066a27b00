"""Every request in docs/api.md works as the guide says."""

import re
import subprocess

import pytest

from tests.support.site import ROOT
from tests.support.tools import program

pytestmark = pytest.mark.services
GUIDE = (ROOT / "docs" / "api.md").read_text("utf-8")
COMMANDS = re.findall(r"```sh\n(.*?)```", GUIDE, re.S)


@pytest.mark.parametrize("commands", COMMANDS, ids=range(1, len(COMMANDS) + 1))
def test_the_requests_of_the_guide_work(api_site, commands):
    program("curl")
    script = "set -e\n" + commands.replace("https://stadt.example", api_site.url)
    outcome = subprocess.run([program("bash"), "-c", script], capture_output=True, text=True)
    assert outcome.returncode == 0, outcome.stderr
    is_refused = '"status": 422' in outcome.stdout
    assert is_refused == ("limt" in commands), outcome.stdout[-500:]
    assert '"status": 4' not in outcome.stdout or is_refused
