"""Answers questions about files: each comes with two open files, the one to be read and an empty one for the result.

It ends when its parent does, when nobody asks any more, and after a file that took much memory.
"""

import json
import os
import resource
import socket
import sys
import time
from contextlib import suppress
from pathlib import Path

from .kinds import PACKAGE, PACKAGES, PDF, PICTURES, kind_of
from .office import check_package, needs_password
from .refusal import Refused
from .texts import check_text

# Bytes of address space that a file may take, and kilobytes after which the process makes room for a new one.
MEMORY = 600 * 1024 * 1024
KEEPS = 128 * 1024
# Of work for one file: parsers of hostile ones would never end.
SECONDS = 20
IDLE = 20
LONGEST_QUESTION = 64 * 1024


def main(connection: socket.socket) -> None:
    connection.settimeout(IDLE)
    limit(resource.RLIMIT_AS, MEMORY)
    # When memory runs out all the same, this process is ended, not the one that serves readers.
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000")
    while peak() < KEEPS:
        with suppress(TimeoutError, ConnectionError):
            question, files, _flags, _address = socket.recv_fds(connection, LONGEST_QUESTION, 2)
            if question:
                limit(resource.RLIMIT_CPU, int(time.process_time()) + SECONDS)
                with os.fdopen(files[0], "rb") as source, os.fdopen(files[1], "w+b") as result:
                    answered = answer(json.loads(question), source, result)
                    facts = {"peak": peak(), "is_last": peak() >= KEEPS}
                    connection.send(json.dumps(answered | facts).encode())
                continue
        return


def limit(what: int, most: int) -> None:
    # Where the system forbids it, the limits of the readers hold alone.
    with suppress(OSError, ValueError):
        resource.setrlimit(what, (most, resource.getrlimit(what)[1]))


def peak() -> int:
    """The most memory that this process has used, in kilobytes; 0 where the system does not tell."""
    # `getrusage` would begin with what the parent uses.
    with suppress(OSError):
        lines = Path("/proc/self/status").read_text().splitlines()
        return next((int(line.split()[1]) for line in lines if line.startswith("VmHWM")), 0)
    return 0


def answer(question: dict, source, result) -> dict:
    try:
        return look(source, result, **question)
    except Refused as refused:
        return {"refused": refused.code, "numbers": refused.numbers}
    except MemoryError:
        return {"refused": "costly", "numbers": {}}
    except Exception:  # parsers fail in many ways on what is not their kind
        return {"refused": "damaged", "numbers": {}}


def look(
    source,
    result,
    *,
    kinds: list[str],
    text: str = "",
    table: bool = False,
    anew: bool = False,
    pixels: int = 0,
    cover: bool = False,
) -> dict:
    """Return the kind and the facts of the file. `text` is the suffix of a file that should be plain text; of a `table`
    only the texts are kept, of a picture at most so many `pixels`; with `cover`, a PDF that has passed is only
    shown."""
    source.seek(0)
    if not source.read(4096).strip() and not source.read(1):
        raise Refused("empty")
    if text:
        check_text(source, text)
        return {"kind": "text/plain"}
    if table:
        # Late: its library takes half a second.
        from .tables import write_table

        facts = write_table(source, result)
        result.flush()
        return facts
    kind = kind_of(source)
    facts: dict = {}
    if kind == PACKAGE:
        kind = check_package(source)
    if kind not in kinds:
        raise Refused("password" if PACKAGES & {*kinds} and needs_password(source) else "type")
    if kind == PDF:
        # Late: its libraries take half a second and fifty megabytes.
        from .pdf import check_pdf, write_cover

        facts = write_cover(source, result) if cover else check_pdf(source)
    elif kind in PICTURES:
        # Late: its libraries take ten megabytes.
        from .pictures import KEPT, check_picture

        facts = check_picture(source, result, anew, pixels or KEPT)
    result.flush()
    return {"kind": kind} | facts


if __name__ == "__main__":
    main(socket.socket(fileno=int(sys.argv[1])))
