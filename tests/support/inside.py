"""A process of an installation that executes code for a test, because starting Django takes seconds each time."""

import json
import os
import subprocess
import sys
from contextlib import contextmanager

from .installation import Installation
from .site import ROOT

LOOP = """
import json, sys, django
django.setup()
from django.db import connections
names = {}
print("null")
for line in sys.stdin:
    names["result"] = None
    exec(json.loads(line), names)
    connections.close_all()
    print(json.dumps(names["result"]))
"""


class Inside:
    def __init__(self, process: subprocess.Popen):
        self.process = process

    def do(self, code: str):
        """Run the code; return its `result`. Variables persist between calls."""
        self.process.stdin.write(json.dumps(code) + "\n")
        self.process.stdin.flush()
        return self.read()

    def printed_by(self, code: str) -> str:
        """Run the code as `manage.py shell -c` does; return its output."""
        run = f"with contextlib.redirect_stdout(io.StringIO()) as printed: exec({code!r}, {{}})"
        return self.do(f"import contextlib, io\n{run}\nresult = printed.getvalue()")

    def manage(self, *arguments: str) -> str:
        code = f"from django.core.management import call_command; call_command(*{arguments!r})"
        return self.printed_by(code).strip()

    def read(self):
        line = self.process.stdout.readline()
        assert line, "It failed; see the output of the test."
        return json.loads(line)


@contextmanager
def inside(installation: Installation):
    process = subprocess.Popen(
        [sys.executable, "-u", "-c", LOOP],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=os.environ | installation.env,
        cwd=ROOT,
        text=True,
    )
    with process:
        worker = Inside(process)
        worker.read()
        yield worker
        process.stdin.close()
        process.wait(20)
