"""Many requests at once, and how many of them are answered in a second. Measured with wrk (Debian's package)."""

import os
import re
import shutil
import subprocess
from statistics import median

CONNECTIONS, SECONDS, ROUNDS = 16, 2, 3
# As every browser asks.
PACKED = "Accept-Encoding: gzip"


def can_measure() -> bool:
    """Installs what is missing, where that is possible."""
    if not shutil.which("wrk") and os.getuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["apt-get", "install", "-y", "-qq", "wrk"], capture_output=True)
    return shutil.which("wrk") is not None


def per_second(url: str) -> float:
    """Raises RuntimeError when an answer was an error."""
    options = ["-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "--timeout", "30s", "-H", PACKED]
    run = subprocess.run(["wrk", *options, url], capture_output=True, text=True, check=True)
    if "Non-2xx" in run.stdout or "Socket errors" in run.stdout:
        raise RuntimeError(f"{url}: {run.stdout}")
    return float(re.search(r"Requests/sec: +([\d.]+)", run.stdout)[1])


def times_as_many(url: str, other: str) -> float:
    """Return the median ratio of rounds that take turns, so that a busy machine disturbs both alike."""
    per_second(url), per_second(other)
    return median(per_second(url) / per_second(other) for _round in range(ROUNDS))
