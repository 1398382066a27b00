"""A town on several machines, simulated by processes: two nodes, a worker, nginx, PostgreSQL, Redis and S3."""

import os
import resource
import signal
import tempfile
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from .installation import kill
from .nginx import Nginx, running_nginx
from .ports import unused_port
from .postgres import Postgres, running_postgres
from .processes import Background
from .production import HOST, Production
from .redis import running_redis
from .s3_server import S3Server, running_s3_server

SMALL = {"WEB_WORKERS": "1", "WEB_THREADS": "4"}


@dataclass
class Cluster:
    folder: Path
    postgres: Postgres
    s3: S3Server
    nodes: list[Production] = field(default_factory=list)
    nginx: Nginx | None = None
    serving: dict[int, Background] = field(default_factory=dict)
    redis: ExitStack | None = None
    redis_port: int = field(default_factory=unused_port)
    started_again: ExitStack = field(default_factory=ExitStack)

    def start_node(self, number: int) -> None:
        self.serving[number] = self.nodes[number].serve()

    def wait_for_nodes(self) -> None:
        for number, process in self.serving.items():
            process.wait_for(self.nodes[number].is_ready, 120)

    def kill_node(self, number: int) -> None:
        """Including its workers, which have process groups of their own."""
        process = self.serving.pop(number)
        pid = process.process.pid
        workers = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        kill(process)
        for worker in workers:
            with suppress(ProcessLookupError):
                os.kill(int(worker), signal.SIGKILL)

    def start_redis(self) -> None:
        self.redis = ExitStack()
        self.redis.enter_context(running_redis(self.folder / "redis", self.redis_port))

    def stop_redis(self) -> None:
        self.redis.close()

    def stop_s3(self) -> None:
        kill(self.s3.process)

    def start_s3(self) -> None:
        signed, _public = self.s3.commands
        again = Background(signed, self.folder / "s3-again.txt")
        self.s3.process = self.started_again.enter_context(again)
        again.wait_for(self.s3.answers, 20)

    def let_s3_hang(self) -> None:
        os.killpg(self.s3.process.process.pid, signal.SIGSTOP)

    def let_s3_go_on(self) -> None:
        os.killpg(self.s3.process.process.pid, signal.SIGCONT)

    def fill_disk_of_s3(self, is_full: bool = True) -> None:
        """Make all writes fail, as on a full disk."""
        pid = self.s3.process.process.pid
        _now, most = resource.prlimit(pid, resource.RLIMIT_FSIZE)
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (0 if is_full else most, most))

    def stop(self) -> None:
        for process in self.serving.values():
            # Only to the first process: granian's workers hang if they receive the signal twice.
            process.process.terminate()
        for process in self.serving.values():
            process.process.wait(60)


@contextmanager
def running_cluster():
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="engagierte-stadt-")))
        # PostgreSQL's own user needs access.
        folder.chmod(0o755)
        (folder / "s3").mkdir()
        postgres = stack.enter_context(running_postgres(folder / "postgres"))
        s3 = stack.enter_context(running_s3_server(folder / "s3"))
        cluster = Cluster(folder, postgres, s3)
        stack.enter_context(cluster.started_again)
        cluster.start_redis()
        stack.callback(cluster.stop_redis)
        _make_nodes(cluster, postgres.create("town"))
        ports, static = [node.port for node in cluster.nodes], cluster.nodes[0].env["STATIC_ROOT"]
        cluster.nginx = stack.enter_context(
            running_nginx(
                folder / "nginx", ports, SERVER_NAMES=HOST, SCHEME="https", PORT_SUFFIX="", STATIC_ROOT=static
            )
        )
        for node in cluster.nodes:
            node.env["FRONT_CACHE_URL"] = cluster.nginx.purge_url
        cluster.nodes[0].prepare()
        cluster.nodes[0].collect_static()
        stack.callback(cluster.stop)
        for number in range(2):
            cluster.start_node(number)
        stack.enter_context(cluster.nodes[0].worker())
        yield cluster


def _make_nodes(cluster: Cluster, url: str) -> None:
    shared = SMALL | cluster.s3.environment
    shared |= {"CACHE_URL": f"redis://127.0.0.1:{cluster.redis_port}/0", "FRONT_CACHE_PURGES": "keys"}
    first = Production(cluster.folder / "first", url, **shared)
    second = Production(cluster.folder / "second", url, **shared | {"STATIC_ROOT": first.env["STATIC_ROOT"]})
    cluster.nodes = [first, second]
