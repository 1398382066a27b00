#!/usr/bin/env python3
"""Writes the site's nginx configuration from the templates beside this file.

    render.py /etc/nginx SERVER_NAMES="example.org www.example.org" TLS_CERTIFICATE=… TLS_KEY=…

Each value may also come from the environment; `docs/operators.md` lists them. With TLS_CERTIFICATE the site is
served with TLS. Needs nothing but Python.
"""

import os
import re
import shutil
import sys
from pathlib import Path

HERE = Path(__file__).parent
DEFAULTS = {
    "SERVER_NAMES": "",
    # Where the application listens: one or several, separated by spaces.
    "APP_SERVERS": "127.0.0.1:8000",
    "DATA_DIR": "/var/lib/engagierte-stadt",
    "STATIC_ROOT": "/opt/engagierte-stadt/staticfiles",
    "CACHE_DIR": "/var/cache/nginx/engagierte-stadt",
    "LOG_DIR": "/var/log/nginx",
    "ACME_ROOT": "/var/www/letsencrypt",
    "HTTP_PORT": "80",
    "HTTPS_PORT": "443",
    # ":8080" where visitors see a port in the address.
    "PORT_SUFFIX": "",
    # "https" where something in front of nginx ends TLS.
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
    server = "server-tls" if values["TLS_CERTIFICATE"] else "server"
    own = target / "engagierte-stadt"
    own.mkdir(parents=True, exist_ok=True)
    (target / "conf.d").mkdir(exist_ok=True)
    for name in ("away.html", "away.json"):
        shutil.copy(HERE / name, own / name)
    (own / "locations.conf").write_text(_filled("locations", values))
    both = _filled("shared", values) + "\n" + _filled(server, values)
    (target / "conf.d" / "engagierte-stadt.conf").write_text(both)


def _server(address: str) -> str:
    """A node of this machine that is gone refuses at once; counting failures would leave out one that is only slow."""
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
