"""The guard in linkchecker's process: every connection is checked, and nothing else is allowed."""

import json
import subprocess
import sys
from collections.abc import Mapping
from ipaddress import ip_address
from typing import Any

import pytest
from urllib3.exceptions import HTTPError

from generator.linkcheck.fetch import guard
from generator.linkcheck.fetch.network import IP, NoSuchHostError, UnsafeAddressError
from tests.linkcheck.bed.addresses import ALLOWED, CANARIES
from tests.linkcheck.bed.server import Bed

WAYS = """
import ftplib, json, os, socket, subprocess, sys, urllib.request
from ipaddress import ip_network
import generator.linkcheck.fetch.guard as guard

good, canary, port, allowed = json.loads(sys.argv[1])
sys.addaudithook(guard.watcher((ip_network(allowed),)))
tcp, udp = socket.socket, lambda: socket.socket(type=socket.SOCK_DGRAM)
ways = {
    "good": lambda: socket.create_connection((good, port), 2),
    "address": lambda: socket.create_connection((canary, port), 2),
    "connect_ex": lambda: tcp().connect_ex((canary, port)),
    "short": lambda: tcp().connect(("127.1", port)),
    "nothing": lambda: tcp().connect(("", port)),
    "name": lambda: tcp().connect(("localhost", port)),
    "six": lambda: socket.socket(socket.AF_INET6).connect(("::1", port)),
    "mapped": lambda: socket.socket(socket.AF_INET6).connect(("::ffff:127.0.0.1", port)),
    "unix": lambda: socket.socket(socket.AF_UNIX).connect("/run/ingen"),
    "sendto": lambda: udp().sendto(b"x", (canary, port)),
    "sendmsg": lambda: udp().sendmsg([b"x"], [], 0, (canary, port)),
    "file": lambda: urllib.request.urlopen("file:///etc/hostname"),
    "ftp": lambda: ftplib.FTP(good),
    "run": lambda: subprocess.run(["true"]),
    "system": lambda: os.system("true"),
    "spawn": lambda: os.posix_spawn("/bin/true", ["true"], {}),
}
said = {}
for name, way in ways.items():
    try:
        way()
    except Exception as error:
        said[name] = type(error).__name__
    else:
        said[name] = "done"
print(json.dumps(said))
"""
"""A program that tries every way to connect, and prints what came of each."""


def test_no_client_gets_past_the_hook(bed: Bed) -> None:
    """The address of every connection is checked, and other ways out are closed."""
    words = json.dumps([bed.ip("status-404"), CANARIES[0], bed.port, ALLOWED])
    done = subprocess.run(
        [sys.executable, "-I", "-c", WAYS, words], capture_output=True, text=True, check=True
    )
    said = json.loads(done.stdout)
    assert said.pop("good") == "done"
    barred = ("sendto", "sendmsg", "file", "ftp", "run", "system", "spawn")
    assert {said.pop(name) for name in barred} == {"PermissionError"}
    assert set(said.values()) == {"UnsafeAddressError"}
    assert bed.canaries == []


def _connect(
    monkeypatch: pytest.MonkeyPatch, found: list[str] | OSError, answers: Mapping[str, Any]
) -> Any:
    """Connect to a host with these addresses, which answer as given; return or raise what comes."""

    class Resolver:
        def __init__(self, *_: object) -> None: ...

        async def addresses(self, *_: object) -> list[IP]:
            if isinstance(found, OSError):
                raise found
            return [ip_address(one) for one in found]

    def connect(address: tuple[str, int]) -> Any:
        answer = answers[address[0]]
        if isinstance(answer, OSError):
            raise answer
        return answer

    monkeypatch.setattr(guard, "SafeResolver", Resolver)
    return guard.checked(connect, (), {})(("navn.test", 80))


def test_a_failure_to_connect_says_what_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each address is tried; a host refuses only if all its addresses do."""
    no, late = ConnectionRefusedError(111, "nei"), TimeoutError("sent")
    assert (
        _connect(monkeypatch, ["192.0.2.1", "2001:db8::1"], {"192.0.2.1": no, "2001:db8::1": 7})
        == 7
    )
    with pytest.raises(guard.RefusedError):
        _connect(monkeypatch, ["192.0.2.1", "192.0.2.2"], {"192.0.2.1": no, "192.0.2.2": no})
    with pytest.raises(TimeoutError):
        _connect(monkeypatch, ["192.0.2.1", "192.0.2.2"], {"192.0.2.1": no, "192.0.2.2": late})
    with pytest.raises(ConnectionRefusedError):
        _connect(monkeypatch, ["192.0.2.1", "192.0.2.2"], {"192.0.2.1": late, "192.0.2.2": no})
    with pytest.raises(guard.NoHostError):
        _connect(monkeypatch, NoSuchHostError("navn.test"), {})
    with pytest.raises(guard.ForbiddenError):
        _connect(monkeypatch, UnsafeAddressError("10.0.0.1"), {})
    for kind in (guard.NoHostError, guard.RefusedError, guard.ForbiddenError):
        assert issubclass(kind, HTTPError)
        assert not issubclass(kind, OSError)  # which would be wrapped before we see it
