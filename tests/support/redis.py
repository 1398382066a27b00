"""A Redis (or Valkey) server for the test run, on a free port."""

import shutil
from contextlib import closing, contextmanager
from pathlib import Path

import redis

from .ports import unused_port
from .processes import Background

# Nothing has to persist.
IN_MEMORY = ("--save", "", "--appendonly", "no")


class Redis:
    def __init__(self, port: int, process: Background):
        self.port = port
        self.process = process

    def url(self, number: int = 0) -> str:
        """The address for CACHE_URL; each number is a separate store."""
        return f"redis://127.0.0.1:{self.port}/{number}"

    def answers(self) -> bool:
        with closing(redis.Redis(port=self.port, socket_timeout=1)) as client:
            try:
                return client.ping()
            except redis.ConnectionError:
                return False


def redis_program() -> str | None:
    return shutil.which("redis-server") or shutil.which("valkey-server")


@contextmanager
def running_redis(folder: Path, port: int = 0, stores: int = 16):
    """Pass the port to restart a stopped server."""
    folder.mkdir(parents=True, exist_ok=True)
    port = port or unused_port()
    address = ["--bind", "127.0.0.1", "--port", str(port), "--dir", str(folder), "--databases", str(stores)]
    command = [redis_program(), *address, *IN_MEMORY]
    with Background(command, folder / "redis.txt") as process:
        server = Redis(port, process)
        process.wait_for(server.answers, 20)
        yield server
