"""PostgreSQL, Redis and S3 for a whole test run, and who owns what in them.

Each test process, and each installation that a test starts, has its own database, Redis store and bucket.
"""

import hashlib
import json
import os
import shutil
import tempfile
from contextlib import ExitStack, contextmanager
from pathlib import Path

import redis

from .migrated import fill_postgres
from .ports import listens, unused_port
from .postgres import Databases, running_postgres
from .processes import Background
from .redis import running_redis
from .s3_server import rclone, running_s3_server

# An empty, migrated database.
PREPARED = "prepared"
# Redis numbers its stores. The first one counts the free numbers; the next ones belong to test processes.
STORES = 2000
FIRST_STORE = 100


@contextmanager
def running_services():
    """Yield the environment variables that tests need."""
    # Not below the tests' folder, which PostgreSQL's own user may not enter.
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="engagierte-stadt-")))
        folder.chmod(0o755)
        for name in ("s3", "pictures"):
            (folder / name).mkdir()
        database = stack.enter_context(running_postgres(folder / "postgres"))
        cache = stack.enter_context(running_redis(folder / "redis", stores=STORES))
        media = stack.enter_context(running_s3_server(folder / "s3"))
        pictures = stack.enter_context(_running_picture_server(folder / "pictures", media))
        fill_postgres(database.create(PREPARED))
        addresses = {"postgres": database.port, "redis": cache.port}
        addresses |= {"buckets": str(media.bucket.parent), "pictures": pictures}
        yield media.environment | {"SERVICES": json.dumps(addresses)}


def are_used() -> bool:
    return "SERVICES" in os.environ


def variables_of_process(worker: str) -> dict[str, str]:
    """For a test process, whose database pytest-django derives from its name."""
    return _variables(PREPARED, f"tests-{worker}", int(worker.removeprefix("gw")) + 1)


def variables_of(data_dir: Path) -> dict[str, str]:
    """For the installation with this folder, created on first use; empty without services."""
    if not are_used():
        return {}
    name = _name_of(data_dir)
    if not postgres().exists(name):
        postgres().create(name, PREPARED)
    return _variables(name, name, _store_of(name))


def database_of(data_dir: Path) -> str:
    """The address of its database."""
    if not are_used():
        return f"sqlite:///{data_dir / 'db.sqlite3'}"
    return variables_of(data_dir)["DATABASE_URL"]


def copy(source: Path, target: Path) -> None:
    """Copy an installation's data outside its folder, after its folder was copied."""
    if are_used():
        name, origin = _name_of(target), _name_of(source)
        postgres().create(name, origin)
        shutil.copytree(buckets() / origin, buckets() / name)


def empty_bucket(name: str) -> None:
    if name:
        for each in (buckets() / name).iterdir():
            shutil.rmtree(each)


def postgres() -> Databases:
    return Databases(_addresses()["postgres"])


def pictures() -> str:
    """Where browsers get pictures, unless it is the site itself."""
    return _addresses()["pictures"] if are_used() else ""


def buckets() -> Path:
    return Path(_addresses()["buckets"])


def _addresses() -> dict:
    return json.loads(os.environ["SERVICES"])


def _variables(database: str, bucket: str, store: int) -> dict[str, str]:
    (buckets() / bucket).mkdir(exist_ok=True)
    return {
        "DATABASE_URL": postgres().url(database),
        "CACHE_URL": f"redis://127.0.0.1:{_addresses()['redis']}/{store}",
        "S3_BUCKET": bucket,
        "S3_PUBLIC_URL": f"{pictures()}/{bucket}/public",
    }


def _name_of(data_dir: Path) -> str:
    return f"site-{hashlib.sha256(str(data_dir).encode()).hexdigest()[:12]}"


def _store_of(name: str) -> int:
    with redis.Redis(port=_addresses()["redis"]) as client:
        client.hsetnx("stores", name, FIRST_STORE + client.incr("last"))
        return int(client.hget("stores", name))


@contextmanager
def _running_picture_server(folder: Path, media):
    """Makes pictures public, as a bucket policy would."""
    port = unused_port()
    options = ["--addr", f"127.0.0.1:{port}", "--read-only", "--dir-cache-time", "50ms"]
    command = [rclone(), "serve", "http", "--config", os.devnull, *options, str(media.bucket.parent)]
    with Background(command, folder / "rclone.txt") as process:
        process.wait_for(lambda: listens(port), 20)
        yield f"http://127.0.0.1:{port}"
