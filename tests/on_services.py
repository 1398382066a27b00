"""Run tests on PostgreSQL, Redis and S3: `python -m tests.on_services news -k feed`; arguments go to pytest."""

import os
import signal
import subprocess
import sys

from .support.services import running_services

PYTEST = (sys.executable, "-m", "pytest", "-p", "tests.support.own_services")


def main(arguments: list[str]) -> int:
    # Makes `kill` stop the servers, too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("Stopped"))
    with running_services() as variables:
        return subprocess.run([*PYTEST, *arguments], env=os.environ | variables).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
