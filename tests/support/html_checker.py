import json
import subprocess
from pathlib import Path

from .tools import program, tool

# Compiling thoroughly would take longer than the whole run.
QUICK = ("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")


def html_errors(pages: dict[str, bytes], folder: Path) -> list[str]:
    """The errors that the Nu HTML checker finds in the pages (name → source), in one run."""
    names = {}
    for number, (name, source) in enumerate(pages.items()):
        file = folder / f"{number}.html"
        file.write_bytes(source)
        names[file.as_uri()] = name
    command = [program("java"), *QUICK, "-Xss2m", "-jar", str(tool("vnu-jar/build/dist/vnu.jar"))]
    options = ["--format", "json", "--exit-zero-always", "--stdout"]
    run = subprocess.run([*command, *options, str(folder)], capture_output=True, check=True)
    messages = json.loads(run.stdout)["messages"]
    return [_line(names, message) for message in messages if message["type"] != "info"]


def _line(names: dict[str, str], message: dict) -> str:
    place = names.get(message.get("url", "").replace("file:/", "file:///", 1), message.get("url"))
    return f"{place} line {message.get('lastLine')}: {message['message']}\n    {message.get('extract', '')!r}"
