"""Runs in a process of its own, without Django: reads a document from stdin as JSON, writes its PDF to stdout."""

import resource
import sys
from contextlib import suppress

import typst

# A year with the most rows that we print takes 90 MB and a tenth of a second.
MEMORY, SECONDS = 600 * 1024**2, 10


def main(template: str, fonts: str) -> None:
    for what, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, SECONDS)):
        with suppress(OSError, ValueError):
            resource.setrlimit(what, (most, resource.getrlimit(what)[1]))
    text = sys.stdin.read()
    options = {
        "font_paths": [fonts],
        "ignore_system_fonts": True,
        "sys_inputs": {"document": text},
    }
    try:
        pdf = typst.compile(template, pdf_standards=["ua-1"], **options)
    except typst.TypstError:
        # The standard refuses letters that no font has. The rest is tagged all the same.
        pdf = typst.compile(template, **options)
    sys.stdout.buffer.write(pdf)


if __name__ == "__main__":
    main(*sys.argv[1:])
