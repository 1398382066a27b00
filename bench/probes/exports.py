"""How much a process grows while it streams the whole directory."""

import json
import resource
import sys

from django.test import Client

FORMATS = ("csv", "geojson", "jsonl")


def main() -> None:
    client = Client()
    for extension in FORMATS:
        _size(client, extension, at_most=1)
    before, grown = _peak(), {}
    for extension in FORMATS:
        size = _size(client, extension)
        grown[extension] = {"megabytes": _peak() - before, "size": size}
    print(json.dumps(grown))


def _size(client: Client, extension: str, at_most: int | None = None) -> int:
    """Read the stream as a server does; return its size in bytes."""
    response = client.get(f"/daten/verzeichnis.{extension}")
    assert response.status_code == 200, extension
    size = 0
    for number, piece in enumerate(response.streaming_content, start=1):
        size += len(piece)
        if number == at_most:
            break
    return size


def _peak() -> float:
    """The process's peak memory in megabytes (Linux counts kilobytes, macOS bytes)."""
    unit = 1024**2 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
