#!/usr/bin/env python3
"""Writes the site's nginx configuration from the templates beside this file.

    render.py /etc/nginx SERVER_NAMES="example.org www.example.org" TLS_CERTIFICATE=… TLS_KEY=…

Values may also come from the environment; `docs/operators.md` lists them. With TLS_CERTIFICATE the site is served over
TLS. Needs only Python.
"""

import os
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
DEFAULTS = {
    "SERVER_NAMES": "",
    # Where the application listens: one or more, separated by spaces.
    "APP_SERVERS": "127.0.0.1:8000",
    "DATA_DIR": "/var/lib/engagierte-stadt",
    "STATIC_ROOT": "/opt/engagierte-stadt/staticfiles",
    "CACHE_DIR": "/var/cache/nginx/engagierte-stadt",
    "LOG_DIR": "/var/log/nginx",
    "ACME_ROOT": "/var/www/letsencrypt",
    # A port, for IPv4 and IPv6, or one address with its port.
    "HTTP_PORT": "80",
    "HTTPS_PORT": "443",
    # ":8080" if visitors see a port in the address.
    "PORT_SUFFIX": "",
    # "https" if something in front of nginx terminates TLS.
    "SCHEME": "$scheme",
    "TLS_CERTIFICATE": "",
    "TLS_KEY": "",
}


def render(target: Path, values: dict[str, str]) -> None:
    """Write conf.d/engagierte-stadt.conf and the folder engagierte-stadt/ below `target`."""
    values = DEFAULTS | values | {"CONF_DIR": str(target)}
    if not values["SERVER_NAMES"]:
        sys.exit("SERVER_NAMES is missing: the names under which visitors reach the site.")
    values["APP_SERVERS"] = "\n    ".join(map(_server, values["APP_SERVERS"].split()))
    values["LISTEN_HTTP"] = _listen(values["HTTP_PORT"])
    values["LISTEN_HTTPS"] = _listen_https(values["HTTPS_PORT"])
    server = "server-tls" if values["TLS_CERTIFICATE"] else "server"
    own = target / "engagierte-stadt"
    own.mkdir(parents=True, exist_ok=True)
    (target / "conf.d").mkdir(exist_ok=True)
    for name in ("away.html", "away.json", "many.html", "many.json"):
        shutil.copy(HERE / name, own / name)
    (own / "locations.conf").write_text(_filled("locations", values))
    both = _filled("shared", values) + "\n" + _filled(server, values)
    (target / "conf.d" / "engagierte-stadt.conf").write_text(both)


def _listen(where: str, more: str = "") -> str:
    """nginx does not start when it is told of IPv6 where the kernel has none."""
    addresses = [where, f"[::]:{where}"] if where.isdecimal() and _has_ipv6() else [where]
    return "\n    ".join(f"listen {address}{more};" for address in addresses)


def _listen_https(where: str) -> str:
    """From 1.25.1 on, nginx warns of each `listen … http2`; before, it knows no other way."""
    if _nginx_version() < (1, 25, 1):
        return _listen(where, " ssl http2")
    return _listen(where, " ssl") + "\n    http2 on;"


def _nginx_version() -> tuple[int, ...]:
    """The oldest that is supported, where nginx itself is not at hand."""
    # A user's PATH on Debian lacks its folder.
    nginx = shutil.which("nginx", path=f"{os.environ.get('PATH', os.defpath)}:/usr/sbin")
    said = subprocess.run([nginx, "-v"], stderr=subprocess.PIPE, text=True).stderr if nginx else ""  # noqa: S603
    found = re.search(r"nginx/([0-9.]+)", said)
    return tuple(map(int, found[1].split("."))) if found else (1, 22)


def _has_ipv6() -> bool:
    try:
        with socket.socket(socket.AF_INET6, socket.SOCK_STREAM) as probe:
            probe.bind(("::", 0))
    except OSError:
        return False
    return True


def _server(address: str) -> str:
    """A dead node on this machine refuses at once; counting failures would only exclude a slow one."""
    is_here = address.startswith(("127.0.0.1:", "[::1]:", "localhost:"))
    return f"server {address} {'max_fails=0' if is_here else 'max_fails=3 fail_timeout=5s'};"


def _filled(name: str, values: dict[str, str]) -> str:
    template = (HERE / f"{name}.conf.template").read_text()
    return re.sub(r"\$\{([A-Z_]+)\}", lambda found: values[found[1]], template)


def main() -> None:
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    from_environment = {name: os.environ[name] for name in DEFAULTS if os.environ.get(name)}
    render(Path(sys.argv[1]), from_environment | dict(each.split("=", 1) for each in sys.argv[2:]))


if __name__ == "__main__":
    main()
