"""A granian that serves on a port taken before: by itself it takes it last, and shares it with a second granian."""

import errno
import os
import socket
import sys

from granian.constants import Interfaces
from granian.net import SocketHolder
from granian.server import Server as Granian

BACKLOG = 1024


class PortRefusedError(Exception):
    """Says in a sentence why the port cannot be had."""


class Listener:
    """One listening socket per worker, so that the kernel deals connections out evenly, and nobody else on the port."""

    def __init__(self, host: str, port: int, workers: int = 1):
        self.host, self.port = host, port
        # Only a worker keeps a socket, its own: another process would keep the port after the site has ended.
        self.kept: int | None = None
        try:
            self.sockets = [_listening(host, port)]
            if sys.platform == "linux":
                # Switched on only now, it admits further sockets of ours; those of others fail at the first.
                self.sockets[0].setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
                self.sockets += [_listening(host, port, is_shared=True) for _worker in range(1, workers)]
        except OSError as error:
            raise PortRefusedError(_sentence(host, port, error)) from error
        os.register_at_fork(after_in_child=self.close_others)

    def close_others(self) -> None:
        for number, each in enumerate(self.sockets):
            if self.kept is None or number != self.kept % len(self.sockets):
                each.close()

    def close(self) -> None:
        for each in self.sockets:
            each.close()


class Server(Granian):
    def __init__(self, listener: Listener, **options):
        super().__init__(
            "cms.wsgi:application",
            address=listener.host,
            port=listener.port,
            interface=Interfaces.WSGI,
            backlog=BACKLOG,
            websockets=False,
            log_level="warning",
            **options,
        )
        self.listener = listener

    def _init_shared_socket(self):
        self._ssp = None

    def _spawn_worker(self, idx, *args, **kwargs):
        self.listener.kept = idx
        self._sso = self.listener.sockets[idx % len(self.listener.sockets)]
        self._shd = SocketHolder(self._sso.fileno(), False, BACKLOG)
        return super()._spawn_worker(idx, *args, **kwargs)

    def _drop_shared_socket(self):
        # From now on, connections are refused, while the workers finish what they have begun.
        self.listener.close()


def _listening(host: str, port: int, is_shared: bool = False) -> socket.socket:
    family, kind, _protocol, _name, address = socket.getaddrinfo(
        host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
    )[0]
    listening = socket.socket(family, kind)
    try:
        # As any server does: a connection of the last run that still winds down is no hindrance.
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if is_shared:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        listening.bind(address)
        listening.listen(BACKLOG)
    except OSError:
        listening.close()
        raise
    listening.setblocking(False)
    return listening


def _sentence(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} is already in use"
    if isinstance(error, PermissionError):
        return f"Port {port} is reserved for the system"
    return f"The site cannot listen on {host}, port {port}: {error.strerror or error}"
