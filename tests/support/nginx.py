"""The shipped nginx configuration with an nginx and a purge receiver of our own."""

import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

from .ports import unused_port
from .processes import Background
from .site import ROOT

SHIPPED = ROOT / "deploy" / "nginx"
# The relevant parts of Debian's nginx.conf, for an nginx that lives in one folder.
AROUND = """
daemon off;
pid {folder}/nginx.pid;
error_log stderr crit;
{user}
worker_processes {workers};
events {{ worker_connections 1024; }}
http {{
    include /etc/nginx/mime.types;
    default_type application/octet-stream;
    sendfile on;
    tcp_nopush on;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/conf.d/*.conf;
}}
"""


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def cache(self) -> str:
        """HIT, MISS, STALE, BYPASS …"""
        return self.headers.get("x-cache", "")


class Nginx:
    def __init__(self, folder: Path, port: int, purge_port: int):
        self.folder, self.port, self.purge_port = folder, port, purge_port
        self.purge_url = f"http://127.0.0.1:{purge_port}"
        self.url = f"http://127.0.0.1:{port}"
        self.host = f"127.0.0.1:{port}"

    def ask(self, path: str, method: str = "GET", body: bytes | None = None, **headers: str) -> Answer:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, body, named)
            answer = connection.getresponse()
            return Answer(
                answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
            )
        finally:
            connection.close()

    def purge(self, path: str = "/", host: str = "", keys: str = "", port: int = 0) -> int:
        connection = HTTPConnection("127.0.0.1", port or self.purge_port, timeout=5)
        try:
            named = {"Surrogate-Key": keys} if keys else {}
            connection.request("PURGE", path, headers={"Host": host or self.host} | named)
            return connection.getresponse().status
        finally:
            connection.close()

    def files(self) -> list[Path]:
        return [file for file in (self.folder / "cache").rglob("*") if file.is_file()]

    def empty(self) -> None:
        for file in self.files():
            file.unlink(missing_ok=True)

    def answers(self) -> bool:
        try:
            self.ask("/static/")
            self.purge("/nothing")
        except OSError:
            return False
        return True


def has_nginx() -> bool:
    return nginx_path() is not None


def nginx_path() -> str | None:
    return shutil.which("nginx", path=os.environ.get("PATH", "") + ":/usr/sbin:/sbin")


def write_configuration(folder: Path, workers: int = 1, **values: str) -> Path:
    """Render the shipped templates below `folder`; return an nginx.conf that includes them."""
    (folder / "cache").mkdir(parents=True, exist_ok=True)
    own = {"SERVER_NAMES": "127.0.0.1", "CACHE_DIR": str(folder / "cache"), "LOG_DIR": str(folder)}
    pairs = [f"{name}={value}" for name, value in (own | values).items()]
    subprocess.run([sys.executable, SHIPPED / "render.py", folder, *pairs], check=True)
    main = folder / "nginx.conf"
    user = "user root;" if os.getuid() == 0 else ""
    main.write_text(AROUND.format(folder=folder, user=user, workers=workers))
    return main


def self_signed(folder: Path) -> dict[str, str]:
    """Make a certificate; return the variables of the configuration for it."""
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    kind = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
    files = ["-keyout", key, "-out", certificate, "-subj", "/CN=127.0.0.1"]
    subprocess.run(["openssl", "req", "-x509", *kind, *files], check=True, capture_output=True)
    return {"TLS_CERTIFICATE": str(certificate), "TLS_KEY": str(key)}


def check_configuration(main: Path) -> subprocess.CompletedProcess:
    return subprocess.run([nginx_path(), "-t", "-c", main], capture_output=True, text=True)


def running_receiver(folder: Path, port: int, again_for: float) -> Background:
    options = ["--listen", f"127.0.0.1:{port}", "--again-for", str(again_for)]
    command = [sys.executable, str(SHIPPED / "purge_receiver.py"), *options, str(folder / "cache")]
    return Background(command, folder / "receiver.txt")


@contextmanager
def running_nginx(folder: Path, app_ports: list[int], workers: int = 1, again_for: float = 0, **values: str):
    """Yield an Nginx in front of applications on these ports."""
    port, purge_port = unused_port(), unused_port()
    servers = " ".join(f"127.0.0.1:{each}" for each in app_ports)
    suffix = {"PORT_SUFFIX": f":{port}", "HTTP_PORT": f"127.0.0.1:{port}", "APP_SERVERS": servers}
    main = write_configuration(folder, workers, **(suffix | values))
    with (
        running_receiver(folder, purge_port, again_for),
        Background([nginx_path(), "-c", str(main)], folder / "nginx.txt") as process,
    ):
        nginx = Nginx(folder, port, purge_port)
        process.wait_for(nginx.answers, 10)
        yield nginx
