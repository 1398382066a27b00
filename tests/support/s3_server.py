"""The S3 server of `make run-s3`, for tests."""

from contextlib import contextmanager
from pathlib import Path

import pytest

from demo import local_s3
from demo.local_s3 import BUCKET, LocalS3

from .ports import unused_port
from .processes import Background


class S3Server(LocalS3):
    """A real S3 server whose buckets are folders, plus the server that makes pictures public."""

    @property
    def bucket(self) -> Path:
        return self.folder / BUCKET

    @property
    def stored_keys(self) -> list[str]:
        return sorted(
            file.relative_to(self.bucket).as_posix() for file in self.bucket.rglob("*") if file.is_file()
        )


def rclone() -> str | None:
    return local_s3.find_rclone()


@contextmanager
def running_s3_server(folder: Path):
    if not rclone():
        pytest.skip("rclone is not installed")
    server = S3Server(folder / "buckets", unused_port(), unused_port())
    signed, public = server.commands
    with (
        Background(signed, folder / "s3.txt") as process,
        Background(public, folder / "public.txt"),
    ):
        server.process = process
        process.wait_for(server.answers, 20)
        yield server
