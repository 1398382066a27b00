import shutil
import sys
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from .ports import unused_port
from .processes import Background

KEY, SECRET, BUCKET = "test-key", "test-secret", "stadt"


class S3Server:
    """A real S3 server whose buckets are folders."""

    def __init__(self, folder: Path, port: int):
        self.bucket = folder / BUCKET
        self.url = f"http://127.0.0.1:{port}"

    @property
    def environment(self) -> dict[str, str]:
        return {
            "S3_BUCKET": BUCKET,
            "S3_ENDPOINT_URL": self.url,
            "S3_REGION": "eu-central-1",
            "AWS_ACCESS_KEY_ID": KEY,
            "AWS_SECRET_ACCESS_KEY": SECRET,
        }

    def keys(self) -> list[str]:
        return sorted(
            file.relative_to(self.bucket).as_posix() for file in self.bucket.rglob("*") if file.is_file()
        )

    def answers(self) -> bool:
        try:
            urlopen(self.url, timeout=2).close()
        except HTTPError:
            return True
        except OSError:
            return False
        return True


def rclone() -> str | None:
    beside_python = Path(sys.executable).parent / "rclone"
    return str(beside_python) if beside_python.exists() else shutil.which("rclone")


@contextmanager
def running_s3_server(folder: Path):
    if not rclone():
        pytest.skip("rclone is not installed")
    port = unused_port()
    server = S3Server(folder / "buckets", port)
    server.bucket.mkdir(parents=True)
    address = ["--addr", f"127.0.0.1:{port}", "--auth-key", f"{KEY},{SECRET}"]
    # Tests look into the folders and empty them, too.
    config = ["--config", str(folder / "rclone.conf"), "--vfs-cache-mode", "off", "--dir-cache-time", "0"]
    command = [rclone(), "serve", "s3", *address, *config, str(server.bucket.parent)]
    with Background(command, folder / "rclone.txt") as process:
        server.process = process
        process.wait_for(server.answers, 20)
        yield server
