"""Requests and responses recorded from the demo site (`manage.py record_api_examples`), by operation.

A test validates each response against its operation's schema.
"""

import json
import shlex
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "examples.json"
HOST = "https://stadt.example"


@cache
def _recorded() -> dict[str, dict]:
    return json.loads(FILE.read_text("utf-8"))


def example_of(operation_id: str) -> dict | None:
    """Return `method`, `path`, `body` (or None) and `answer` (None if it is not JSON)."""
    return _recorded().get(operation_id)


def sample_of(example: dict) -> str:
    """Return the request as a shell command."""
    words = ["curl"]
    if example["method"] != "GET" and example["body"] is None:
        words += ["--request", example["method"]]
    if example["body"] is not None:
        words += ["--json", json.dumps(example["body"], ensure_ascii=False)]
    return " ".join(shlex.quote(word) for word in (*words, f"{HOST}{example['path']}"))
