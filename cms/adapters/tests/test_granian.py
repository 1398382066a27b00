"""The port is taken before anything else happens, and by one process only."""

import os
import select
import socket
import subprocess
import sys
from urllib.request import urlopen

import pytest

from cms.adapters.granian import Listener, PortRefusedError
from tests.support.ports import listens, unused_port

SERVER = """
import os, sys
from cms.adapters.granian import Listener, Server

def application(environ, start_response):
    start_response("200 OK", [])
    return [str(os.getpid()).encode()]

import multiprocessing
multiprocessing.set_start_method("fork", force=True)
listener = Listener("127.0.0.1", int(sys.argv[1]), 2)
Server(listener, workers=2, blocking_threads=1, workers_kill_timeout=5).serve(
    target_loader=lambda: application, wrap_loader=False
)
"""


def has_ipv6() -> bool:
    try:
        with socket.socket(socket.AF_INET6) as probe:
            probe.bind(("::1", 0))
    except OSError:
        return False
    return True


ipv6 = pytest.mark.skipif(not has_ipv6(), reason="this machine has no IPv6")


@pytest.mark.parametrize("workers", [1, 2, 5])
@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("127.0.0.1", "127.0.0.1"),
        ("0.0.0.0", "127.0.0.1"),
        ("127.0.0.1", "0.0.0.0"),
        pytest.param("::1", "::1", marks=ipv6),
        pytest.param("::", "127.0.0.1", marks=ipv6),
        pytest.param("127.0.0.1", "::", marks=ipv6),
    ],
)
def test_taken_port_is_refused_in_one_sentence_and_free_again_afterwards(first, second, workers):
    port = unused_port()
    listener = Listener(first, port, workers)
    try:
        for _attempt in range(2):
            with pytest.raises(PortRefusedError, match=f"^Port {port} is already in use$"):
                Listener(second, port, workers)
    finally:
        listener.close()
    Listener(second, port, workers).close()


@pytest.mark.parametrize("shared", [socket.SO_REUSEADDR, socket.SO_REUSEPORT])
def test_other_program_cannot_share_a_port_of_one_worker(shared):
    port = unused_port()
    other = socket.socket()
    other.setsockopt(socket.SOL_SOCKET, shared, 1)
    other.bind(("127.0.0.1", port))
    other.listen()
    with other, pytest.raises(PortRefusedError, match="already in use"):
        Listener("127.0.0.1", port)


def test_impossible_address_is_one_sentence():
    with pytest.raises(PortRefusedError, match="^The site cannot listen on 192.0.2.1, port 8000: "):
        Listener("192.0.2.1", 8000)
    with pytest.raises(PortRefusedError, match="^The site cannot listen on nowhere.invalid, port 8000: "):
        Listener("nowhere.invalid", 8000)


def test_connections_are_dealt_to_all_workers():
    port = unused_port()
    listener = Listener("127.0.0.1", port, 2)
    visitors = [socket.create_connection(("127.0.0.1", port)) for _number in range(40)]
    try:
        assert len(select.select(listener.sockets, [], [], 1)[0]) == 2
    finally:
        for each in [*visitors, listener]:
            each.close()


def test_other_children_do_not_keep_the_port():
    """The worker that sends mails, and the process with the metrics, may end later than the site."""
    port = unused_port()
    listener = Listener("127.0.0.1", port, 2)
    ours, its = socket.socketpair()
    child = os.fork()
    if not child:
        ours.close()
        its.send(b"ready")
        its.recv(1)
        os._exit(0)
    its.close()
    try:
        assert ours.recv(5) == b"ready"
        listener.close()
        assert not listens(port)
    finally:
        ours.close()
        os.waitpid(child, 0)


def test_two_servers_never_answer_on_one_port():
    port = unused_port()
    command = [sys.executable, "-c", SERVER, str(port)]
    servers = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _number in range(2)]
    try:
        deadline = 100
        while all(server.poll() is None for server in servers) and deadline:
            deadline -= 1
            select.select([], [], [], 0.1)
        ended = [server for server in servers if server.poll() is not None]
        assert len(ended) == 1
        assert f"Port {port} is already in use" in ended[0].stderr.read()
        with urlopen(f"http://127.0.0.1:{port}/", timeout=10) as answer:
            assert answer.status == 200
    finally:
        for server in servers:
            server.terminate()
            server.wait(10)
            server.stderr.close()
    assert not listens(port)
