"""`make run-s3`: the demo site with its media in a bucket of a real S3 server on this machine.

The server requires signatures like any other. Elsewhere a bucket policy makes pictures public; here a second server
does, which serves only the prefix `public/`.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

HOST, BUCKET = "127.0.0.1", "stadt"
KEY, SECRET = "local-key", "local-secret"
SECONDS_TO_START = 20


@dataclass
class LocalS3:
    """The ports of the two servers, and the folder whose subfolders are the buckets."""

    folder: Path
    port: int
    public_port: int
    key: str = KEY
    secret: str = SECRET

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.port}"

    @property
    def public_url(self) -> str:
        return f"http://{HOST}:{self.public_port}"

    @property
    def environment(self) -> dict[str, str]:
        return {
            "S3_BUCKET": BUCKET,
            "S3_ENDPOINT_URL": self.url,
            "S3_REGION": "eu-central-1",
            "S3_PUBLIC_URL": self.public_url,
            "AWS_ACCESS_KEY_ID": self.key,
            "AWS_SECRET_ACCESS_KEY": self.secret,
        }

    @property
    def commands(self) -> list[list[str]]:
        (self.folder / BUCKET / "public").mkdir(parents=True, exist_ok=True)
        common = ["--config", os.devnull, "--vfs-cache-mode", "off", "--log-level", "ERROR"]
        # A short cache keeps changes in the folder and in responses in step.
        # ("0s" would make rclone re-read folders continuously during a response.)
        common += ["--dir-cache-time", "50ms"]
        signed = ["--addr", f"{HOST}:{self.port}", "--auth-key", f"{self.key},{self.secret}"]
        public = ["--addr", f"{HOST}:{self.public_port}", "--read-only"]
        return [
            [rclone(), "serve", "s3", *common, *signed, str(self.folder)],
            [rclone(), "serve", "http", *common, *public, str(self.folder / BUCKET / "public")],
        ]

    def answers(self) -> bool:
        return answers(self.url) and answers(self.public_url)


def find_rclone() -> str | None:
    beside_python = Path(sys.executable).parent / "rclone"
    return str(beside_python) if beside_python.exists() else shutil.which("rclone")


def rclone() -> str:
    return find_rclone() or sys.exit("rclone is missing: run `make install-test`.")


def answers(url: str) -> bool:
    try:
        urlopen(url, timeout=2).close()
    except HTTPError:
        return True
    except OSError:
        return False
    return True


def unused_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


@contextmanager
def running(server: LocalS3) -> Iterator[None]:
    """Both servers, in their own process groups, so that Ctrl-C ends the site first."""
    processes = [subprocess.Popen(command, start_new_session=True) for command in server.commands]
    try:
        deadline = time.monotonic() + SECONDS_TO_START
        while not server.answers():
            if time.monotonic() > deadline or any(each.poll() is not None for each in processes):
                sys.exit("The S3 server did not start.")
            time.sleep(0.1)
        yield
    finally:
        for each in processes:
            each.terminate()
        for each in processes:
            each.wait(10)


def main() -> int:
    data_dir = Path(os.environ.get("DATA_DIR") or "var").resolve() / "s3"
    data_dir.mkdir(parents=True, exist_ok=True)
    server = LocalS3(data_dir / "buckets", unused_port(), unused_port())
    environment = os.environ | server.environment | {"DATA_DIR": str(data_dir)}
    environment.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.dev")
    with running(server):
        site = subprocess.Popen([sys.executable, "manage.py", "run_site"], env=environment)
        # The terminal sends Ctrl-C to the site, too; SIGTERM to this process alone must be passed on.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, lambda *_args: site.send_signal(signal.SIGINT))
        return site.wait()


if __name__ == "__main__":
    sys.exit(main())
