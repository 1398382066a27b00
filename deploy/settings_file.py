#!/usr/bin/env python3
"""Reads and changes the file with the settings, line by line: what is not asked for stays as it is, byte for byte.

    settings_file.py FILE check            refuses lines that systemd and the shell would read differently
    settings_file.py FILE put NAME …       stores the values that these variables have in the environment
    settings_file.py FILE drop NAME …      removes these variables

Needs only Python.
"""

import os
import re
import sys
from pathlib import Path

COMMENT = re.compile(r"\s*(#.*[^\\\r]|#?)")
# Both readers agree on these three ways to write a value. A backslash, $ or ` means something else to each.
SETTING = re.compile(
    r"""\s*([A-Za-z_][A-Za-z0-9_]*)=(?:'([^'\\\r]*)'|"([^"\\$`\r]*)"|(?!~)([^\s'"\\$`;&|<>()]*))[ \t]*"""
)
FORBIDDEN = re.compile(r"['\"\\\n\r\x00]")


def main(file: str, task: str, *names: str) -> None:
    path = Path(file)
    lines = path.read_bytes().decode("utf-8", "surrogateescape").split("\n") if path.exists() else [""]
    if task == "check":
        faults = [fault(path, number, line) for number, line in enumerate(lines, 1) if not is_plain(line)]
        sys.exit("\n".join(faults) or 0)
    else:
        new = dict.fromkeys(names) if task == "drop" else {name: os.environ[name] for name in names}
        changed = "\n".join(with_values(lines, new)).encode("utf-8", "surrogateescape")
        # A new file would have another owner and other rights.
        path.write_bytes(changed)


def is_plain(line: str) -> bool:
    return bool(COMMENT.fullmatch(line) or SETTING.fullmatch(line))


def fault(path: Path, number: int, line: str) -> str:
    name = re.match(r"\s*(?:export\s+)?(\w*)", line)[1] or "a comment"
    # Without the value, which may be secret.
    return (
        f"{path}, line {number} ({name}): systemd and the shell read this line differently. Write NAME='value', without"
        " quotes, backslashes or line breaks in the value, or a comment that begins with # and does not end with \\."
    )


def values_of(lines: list[str]) -> dict[str, str]:
    """The last line of a name counts, as it does for systemd and the shell."""
    found = filter(None, map(SETTING.fullmatch, lines))
    return {each[1]: next((value for value in each.groups()[1:] if value is not None), "") for each in found}


def with_values(lines: list[str], new: dict[str, str | None]) -> list[str]:
    """The lines with these values; None removes the name."""
    lines, old = list(lines), values_of(lines)
    for name, value in new.items():
        if value is not None and FORBIDDEN.search(value):
            sys.exit(
                f"{name} must not contain quotes, backslashes or line breaks; write them in percent-encoding."
            )
        places = [number for number, line in enumerate(lines) if _names(line, name)]
        if value is None:
            lines = [line for line in lines if not _names(line, name)]
        elif not places:
            # Before the empty rest behind the last line break; a file without one gets it.
            place = len(lines) - 1 if not lines[-1] else len(lines)
            lines[place:] = [f"{name}='{value}'", ""]
        elif old[name] != value:
            lines[places[-1]] = f"{name}='{value}'"
    return lines


def _names(line: str, name: str) -> bool:
    found = SETTING.fullmatch(line)
    return bool(found and found[1] == name)


if __name__ == "__main__":
    main(*sys.argv[1:])
