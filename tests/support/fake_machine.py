"""A Debian in a folder: `deploy/install.sh` runs without systemd, packages or root; nginx and openssl are real."""

import os
import subprocess
import sys
from pathlib import Path

from .nginx import nginx_path
from .site import ROOT

INSTALL = ROOT / "deploy" / "install.sh"
NEW = 'is_new() { readlink "$MACHINE/opt/engagierte-stadt" | grep -q "$(cat "$MACHINE/commit")"; }'
# What each program would do to a whole machine; they note how they were called.
PROGRAMS = {
    "id": "echo 0",
    "apt-get": 'echo "apt-get $1 says something" >&2; [ ! -e "$MACHINE/broken-$1" ]',
    "dpkg-query": '[ -e "$MACHINE/lacks-packages" ] || echo ii',
    "getent": "exit 0",
    # Only the version that is broken does not start.
    "curl": '[ ! -e "$MACHINE/broken" ] || ! is_new',
    "systemctl": '[ ! -e "$MACHINE/broken-$1" ] || ! is_new',
    "git": '[ "$5" != rev-parse ] || cat "$MACHINE/commit"',
    "sleep": "",
    # Without packages it starts at once.
    "python3": 'exec "$PYTHON" -I -S "$@"',
    "install": """
      arguments=()
      while [ $# -gt 0 ]; do
        case $1 in -o | -g) shift 2 ;; *) arguments+=("$1"); shift ;; esac
      done
      exec /usr/bin/install "${arguments[@]}"
    """,
    "runuser": """
      shift 3
      [[ "$*" != *"manage.py upgrade"* ]] || echo "upgrade tells ${FRONT_CACHE_URL:-nobody}" >>"$MACHINE/calls"
      case "$*" in
        *"manage.py check"*) cd "$SITE" && exec "$PYTHON" -c "import cms.settings.production" ;;
        *"manage.py shell"*) echo 1 ;;
        *) [ ! -e "$MACHINE/broken-$3" ] ;;
      esac
    """,
    "nginx": '[ "$1" = -v ] || sed -i "1i pid $MACHINE/nginx.pid;" "${@: -1}"; exec "$NGINX" "$@"',
}
NGINX_CONF = "events {{}}\nhttp {{ include {nginx}/conf.d/*.conf; include {nginx}/sites-enabled/*; }}\n"
GIVEN = {
    "SITE_URL": "https://stadt.example",
    "EMAIL_URL": "smtp+tls://stadt:geheim@mail.example:587",
    "ADMIN_EMAIL": "rathaus@stadt.example",
    # No PostgreSQL and no Redis to prepare.
    "DATABASE_URL": "postgresql://stadt@127.0.0.1:1/stadt",
    "CACHE_URL": "redis://cache.example/0",
}


class Machine:
    def __init__(self, folder: Path):
        self.folder = folder
        self.config = folder / "etc/engagierte-stadt"
        self.env = self.config / "env"
        self.nginx = folder / "etc/nginx"
        self.home = folder / "opt/engagierte-stadt"
        self._programs = folder / "programs"
        for each in ("run/systemd/system", "etc/systemd/system", "usr/local/bin", "var/log/nginx", "var/www"):
            (folder / each).mkdir(parents=True)
        for each in ("conf.d", "sites-enabled"):
            (self.nginx / each).mkdir(parents=True)
        (self.nginx / "nginx.conf").write_text(NGINX_CONF.format(nginx=self.nginx))
        (self.nginx / "sites-enabled/default").write_text("# Debian's welcome\n")
        (folder / "etc/os-release").write_text('ID=debian\nVERSION_ID="13"\n')
        self._add_programs()
        self.commit("a" * 12)

    def _add_programs(self) -> None:
        self._programs.mkdir()
        for name, what in PROGRAMS.items():
            program = self._programs / name
            program.write_text(f'#!/bin/bash\necho "$(basename "$0") $*" >>"$MACHINE/calls"\n{NEW}\n{what}\n')
            program.chmod(0o755)

    def commit(self, name: str) -> None:
        """The version of the code that is installed next."""
        (self.folder / "commit").write_text(name)

    def break_down(self, what: str = "") -> None:
        (self.folder / f"broken{what}").touch()

    def mend(self) -> None:
        for each in self.folder.glob("broken*"):
            each.unlink()

    def run(self, *arguments: str, script: Path = INSTALL, stdin: str = "", **variables: str):
        env = self._environment() | variables
        return subprocess.run(
            ["bash", script, *arguments], env=env, input=stdin, capture_output=True, text=True, timeout=60
        )

    def _environment(self) -> dict[str, str]:
        return {
            "PATH": f"{self._programs}:{os.environ['PATH']}:/usr/sbin",
            "NGINX": nginx_path() or "nginx",
            "LANG": "C.UTF-8",
            "MACHINE": str(self.folder),
            "INSTALL_ROOT": str(self.folder),
            "PYTHON": sys.executable,
            "SECONDS_UNTIL_READY": "1",
            "SITE": str(ROOT),
        }

    def install(self, *arguments: str, **variables: str):
        self._prepare_packages()
        return self.run(*arguments, **variables)

    def command(self, *arguments: str, **more: str):
        """`engagierte-stadt set …` and `rollback`, which the installed release does."""
        return self.run(*arguments, script=self.home / "deploy/install.sh", **more)

    def _prepare_packages(self) -> None:
        """What pip would install is there already; the last run may have removed what it did not need."""
        for requirements in ("requirements.txt", "requirements-meaning.txt"):
            packages = self.folder / "opt/engagierte-stadt-venvs" / self.name_of_packages(requirements)
            if packages.exists():
                continue
            (packages / "bin").mkdir(parents=True)
            # Compiling all the code takes longer than all the rest.
            (packages / "bin/python").write_text(
                f'#!/bin/bash\n[ "$1" = -m ] || exec {sys.executable} "$@"\n'
            )
            (packages / "bin/python").chmod(0o755)
            (packages / "complete").touch()

    def name_of_packages(self, requirements: str) -> str:
        return subprocess.run(
            ["bash", "-c", f"(python3 -V; cat {requirements}) | sha256sum | cut -c1-16"],
            cwd=ROOT,
            env=self._environment(),
            capture_output=True,
            text=True,
        ).stdout.strip()

    @property
    def calls(self) -> list[str]:
        return (self.folder / "calls").read_text().splitlines()

    def forget_calls(self) -> None:
        (self.folder / "calls").write_text("")

    def state(self) -> dict[str, str]:
        """All that a run may switch."""
        found = {"link": str(self.home.readlink()) if self.home.is_symlink() else ""}
        for folder in (self.config, self.nginx, self.folder / "etc/systemd", self.folder / "usr/local/bin"):
            for file in sorted(folder.rglob("*")):
                if file.is_file():
                    mode = oct(file.stat().st_mode)
                    found[str(file.relative_to(self.folder))] = mode + file.read_text("utf-8", "replace")
        return found

    def releases(self) -> set[str]:
        return {each.name for each in (self.folder / "opt/engagierte-stadt-releases").iterdir()}
