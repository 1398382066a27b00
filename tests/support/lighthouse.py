import json
import os
import subprocess

from .browser import ARGUMENTS, chromium_path
from .tools import FOLDER, program, tool


def lighthouse(urls: list[str]) -> dict[str, dict]:
    """Per address: `scores` (category → 0–100) and `failed` (audit → its complaint)."""
    tool("lighthouse/package.json")
    run = subprocess.run(
        [program("node"), str(FOLDER / "lighthouse.mjs"), *urls],
        capture_output=True,
        check=False,
        env=os.environ | {"CHROME_PATH": chromium_path(), "CHROME_FLAGS": "\n".join(ARGUMENTS)},
    )
    assert run.returncode == 0, run.stderr.decode()
    return json.loads(run.stdout)
