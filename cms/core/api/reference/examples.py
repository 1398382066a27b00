"""Requests and answers recorded from the demonstration site (`manage.py record_api_examples`), by operation.

A test holds each answer against the schema of its operation.
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
    """Return `method`, `path`, `body` (or None) and `answer` (or None where it is no JSON)."""
    return _recorded().get(operation_id)


def sample_of(example: dict) -> str:
    """Return the request as a command for the shell."""
    words = ["curl"]
    if example["method"] != "GET" and example["body"] is None:
        words += ["--request", example["method"]]
    if example["body"] is not None:
        words += ["--json", json.dumps(example["body"], ensure_ascii=False)]
    return " ".join(shlex.quote(word) for word in (*words, f"{HOST}{example['path']}"))
