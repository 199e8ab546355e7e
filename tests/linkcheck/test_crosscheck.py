"""The second opinion: linkchecker itself, against sites that misbehave, behind our guard."""

import asyncio
import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import Any

import pytest
from urllib3.exceptions import HTTPError

from generator.linkcheck.fetch import crosscheck, guard
from generator.linkcheck.fetch.crosscheck import also_dead
from generator.linkcheck.fetch.limits import Limits
from generator.linkcheck.fetch.network import IP, NoSuchHostError, UnsafeAddressError
from tests.linkcheck.server import (
    ALLOWED,
    CANARIES,
    CASES,
    HTML,
    Bed,
    Case,
    give,
    go,
    hang,
    html,
    page,
    status,
    steps,
)

COMMAND = [str(Path(sys.executable).parent / "rollehub"), "links", "check"]
GONE = status("404 Not Found")
CLOSING = html("Lukker")
OWN = (
    Case("two-anchors", "{me}/a#en", "dead", routes={"/a": GONE}),
    Case(
        "closes-tls",
        "{me}/a",
        "ok",
        tls="good",
        routes={"/a": give(CLOSING, headers={**HTML, "Connection": "close"})},
    ),
    Case(
        "header-to-canary",
        "{me}/a",
        "ok",
        routes={
            "/a": give(
                html(),
                headers={**HTML, "Link": "<http://{canary}/>; rel=next", "Refresh": "0; {canary}"},
            )
        },
    ),
    Case(
        "wanders",
        "http://vandrer.test:{port}/a",
        "ok",
        routes={"/a": go(302, "/b", Connection="close"), "/b": GONE},
    ),
    # What follows is dead for us, and something else when it is asked again.
    Case("stays", "{me}/a", "dead", host="borte.test", routes={"/a": GONE}),
    Case("stays-after-hop", "{me}/a", "dead", routes={"/a": go(301, "/b"), "/b": GONE}),
    Case("revives", "{me}/a", "dead", routes={"/a": steps(GONE, page())}),
    Case("bars", "{me}/a", "dead", routes={"/a": steps(GONE, status("403 Forbidden"))}),
    Case("lures", "{me}/a", "dead", routes={"/a": steps(GONE, go(302, "http://{canary}/"))}),
    Case(
        "lures-by-name",
        "{me}/a",
        "dead",
        routes={"/a": steps(GONE, go(302, "http://intern.test:{port}/"))},
    ),
    Case("sticks", "{me}/a", "dead", routes={"/a": steps(GONE, hang)}),
)
"""Sites of single tests, beside the cases."""
BY_NAME = {case.name: case for case in (*CASES, *OWN)}
SLOW = ("hang", "drip", "stall", "100-forever", "tls-hang", "robots-endless")
ASKED = [
    case for case in (*CASES, *OWN[:3]) if not any(case.name.startswith(slow) for slow in SLOW)
]
"""What one run of linkchecker is asked about: everything, but for what only waits."""


@pytest.fixture(scope="module")
def bed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bed]:
    """Every site, for the whole module."""
    with Bed(tmp_path_factory.mktemp("bed"), (*CASES, *OWN)) as bed:
        yield bed


def _limits(bed: Bed) -> Limits:
    names = (row.partition("=") for row in bed.resolves())
    return Limits(
        allowed=(ip_network(ALLOWED),),
        fixed={name.encode("idna").decode(): ip_address(ip) for name, _, ip in names},
        ca_file=str(bed.certificates.authority),
    )


def _second(bed: Bed, *urls: str, seconds: float = 60.0) -> dict[str, bool]:
    """Return linkchecker's opinion of addresses, as if each was found dead at itself.

    But for the one that leads to a host that is missing: it was found dead there.
    """
    there = {bed.url(BY_NAME["moved-to-missing-host"]): "http://finnes-ikke.invalid/"}
    seen = {url: there.get(url, url) for url in urls}
    return asyncio.run(also_dead(seen, _limits(bed), seconds=seconds))


@dataclass(frozen=True, slots=True)
class Opinion:
    """What linkchecker said of addresses, and who was asked that may not be."""

    bed: Bed
    found: Mapping[str, bool]
    canaries: tuple[tuple[str, float], ...]

    def of(self, *names: str) -> list[bool | None]:
        """Return whether each case is dead; None where that is unknown."""
        return [self.found.get(self.bed.url(BY_NAME[name])) for name in names]


@pytest.fixture(scope="module")
def opinion(bed: Bed) -> Opinion:
    """One run over nearly all cases, with a proxy in the environment that nobody may ask."""
    bed.forget()
    trap = f"http://{CANARIES[0]}:{bed.port}"
    with pytest.MonkeyPatch.context() as patch:
        for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
            patch.setenv(name, trap)
        anchors = bed.words("two-anchors")["me"] + "/a#to"
        found = _second(bed, *map(bed.url, ASKED), anchors)
    return Opinion(bed, found, tuple(bed.canaries))


def test_forbidden_addresses_are_never_asked(opinion: Opinion) -> None:
    """No connection reaches an address that is refused, and what was refused stays unknown."""
    assert opinion.canaries == ()
    refused = [case.name for case in ASKED if case.verdict == "unsafe" and not case.also]
    seen = dict(zip(refused, opinion.of(*refused), strict=True))
    assert len(seen) > 60
    # linkchecker leaves pages that send the reader on by themselves as they are.
    assert {name for name, dead in seen.items() if dead is not None} == {"unsafe-refresh"}
    assert opinion.of("header-to-canary") == [False]


@pytest.mark.parametrize(
    "name",
    [
        "status-404",
        "status-410",
        "tls-404",
        "refused",
        "refused-tls",
        "unknown-host",
        "unknown-host-tls",
        "moved-to-missing-host",
        "hops-11",
        "loop-two",
    ],
)
def test_what_is_dead_for_both_is_confirmed(name: str, opinion: Opinion) -> None:
    """Gone, refused, unknown or in a ring: the same to linkchecker as to us."""
    assert opinion.of(name) == [True]


def test_addresses_of_one_page_share_its_opinion(opinion: Opinion) -> None:
    """A page is asked for once, and its answer goes for each of its anchors."""
    anchors = {url: dead for url, dead in opinion.found.items() if "/a#" in url}
    base = opinion.bed.words("two-anchors")["me"]
    assert anchors[f"{base}/a#en"] is anchors[f"{base}/a#to"] is True


@pytest.mark.parametrize(
    "name",
    ["redirect-301", "redirect-302", "name", "tls-good", "tls-named", "closes-tls", "pdf"],
)
def test_what_answers_is_not_confirmed(name: str, opinion: Opinion) -> None:
    """linkchecker reaches it, by name and over TLS too, whether the server hangs up or not."""
    assert opinion.of(name) == [False]


@pytest.mark.parametrize(
    "name",
    [
        "status-403",
        "500-once",
        "502-forever",
        "reset-always",
        "tls-expired",
        "redirect-to-file",
        "redirect-to-ftp",
        "redirect-to-mailto",
        "redirect-to-javascript",
        "malformed-relative",
        "malformed-only-hash",
        "malformed-no-scheme",
        "redirect-endless-body",
        "spelling-query-order",
        "spelling-double-slash",
    ],
)
def test_what_proves_nothing_is_unknown(name: str, opinion: Opinion) -> None:
    """A bar, trouble, another protocol, too much to read, or an address that it spells anew."""
    assert opinion.of(name) == [None]


def test_there_is_no_false_confirmation(opinion: Opinion) -> None:
    """What we would not call dead, linkchecker does not make dead."""
    well = [case.name for case in ASKED if not {case.verdict, *case.also} & {"dead", "unsafe"}]
    assert [name for name in well if opinion.of(name) == [True]] == []


@pytest.mark.parametrize("client", ["guard.checked", "lambda connect, *_: connect"])
def test_a_name_that_wanders_is_not_followed(
    client: str, bed: Bed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name is looked up once for a connection, and where it leads the next time checked anew.

    So it is for a client that does not get its connections from us, too: there the hook holds.
    """
    script = f"""
import socket
import generator.linkcheck.fetch.guard as guard
real, asked = socket.getaddrinfo, []

def wander(host, *more, **options):
    if host == "vandrer.test":
        asked.append(host)
        host = {bed.ip("wanders")!r} if len(asked) == 1 else {CANARIES[0]!r}
    return real(host, *more, **options)

socket.getaddrinfo = wander
guard.checked = {client}
guard.main()
"""
    monkeypatch.setattr(crosscheck, "COMMAND", (sys.executable, "-I", "-c", script))
    bed.forget()
    assert _second(bed, bed.url(BY_NAME["wanders"])) == {}
    assert [request.path for request in bed.asked("wanders")] == ["/a"]
    assert bed.canaries == []


def test_without_linkchecker_nothing_is_confirmed(
    bed: Bed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A program that is missing, or whose own parts are, has no opinion."""
    url = bed.url(BY_NAME["status-404"])
    script = (
        "import sys; sys.modules['linkcheck'] = None; import generator.linkcheck.fetch.guard as g"
    )
    monkeypatch.setattr(crosscheck, "COMMAND", (sys.executable, "-I", "-c", f"{script}; g.main()"))
    assert _second(bed, url) == {}
    monkeypatch.setattr(crosscheck, "COMMAND", ("/finnes/ikke",))
    assert _second(bed, url) == {}


def test_linkchecker_ends_by_itself(bed: Bed, tmp_path: Path) -> None:
    """Its time is bounded where who started it is gone, too."""
    orders = {
        "allowed": [ALLOWED],
        "fixed": {},
        "seconds": 1,
        "arguments": ["--no-robots", bed.url(BY_NAME["hang"])],
    }
    done = subprocess.run(
        crosscheck.COMMAND,
        input=json.dumps(orders).encode(),
        capture_output=True,
        check=False,
        timeout=10,
        env={"HOME": str(tmp_path)},
    )
    assert done.returncode == -signal.SIGALRM


# --- the guard by itself -----------------------------------------------------------------------

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


def test_no_client_gets_past_the_hook(bed: Bed) -> None:
    """Whatever in the process wants to connect, the address is checked; the rest is barred."""
    bed.forget()
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


def _told(
    monkeypatch: pytest.MonkeyPatch, found: list[str] | OSError, answers: Mapping[str, Any]
) -> Any:
    """Return or raise what comes of a connection to a host with these addresses."""

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
    """Each address is tried; refused is only what all of them refuse."""
    no, late = ConnectionRefusedError(111, "nei"), TimeoutError("sent")
    assert (
        _told(monkeypatch, ["192.0.2.1", "2001:db8::1"], {"192.0.2.1": no, "2001:db8::1": 7}) == 7
    )
    with pytest.raises(guard.RefusedError):
        _told(monkeypatch, ["192.0.2.1", "192.0.2.2"], {"192.0.2.1": no, "192.0.2.2": no})
    with pytest.raises(TimeoutError):
        _told(monkeypatch, ["192.0.2.1", "192.0.2.2"], {"192.0.2.1": no, "192.0.2.2": late})
    with pytest.raises(ConnectionRefusedError):
        _told(monkeypatch, ["192.0.2.1", "192.0.2.2"], {"192.0.2.1": late, "192.0.2.2": no})
    with pytest.raises(guard.NoHostError):
        _told(monkeypatch, NoSuchHostError("navn.test"), {})
    with pytest.raises(guard.ForbiddenError):
        _told(monkeypatch, UnsafeAddressError("10.0.0.1"), {})
    for kind in (guard.NoHostError, guard.RefusedError, guard.ForbiddenError):
        assert issubclass(kind, HTTPError)
        assert not issubclass(kind, OSError)  # which would be wrapped on its way


# --- the command line --------------------------------------------------------------------------


def _start(bed: Bed, folder: Path, names: tuple[str, ...], *more: str) -> subprocess.Popen[bytes]:
    urls = [part for name in names for part in ("--url", bed.url(BY_NAME[name]))]
    fixed = [part for name in bed.resolves() for part in ("--resolve", name)]
    usual = ["--delay", "0", "--allow-address", ALLOWED, "--cross-check"]
    files = ["--json", str(folder / "out.json"), "--history", str(folder / "history.json")]
    return subprocess.Popen(
        [*COMMAND, *usual, *files, *urls, *fixed, *more],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _confirmed(bed: Bed, folder: Path) -> set[str]:
    rows = json.loads((folder / "out.json").read_text("utf-8"))["results"]
    assert {row["verdict"] for row in rows} == {"dead"}
    confirmed = {row["url"] for row in rows if row["confirmed"]}
    return {case.name for case in bed.cases if bed.url(case) in confirmed}


def test_a_dead_address_is_confirmed_in_the_first_night(bed: Bed, tmp_path: Path) -> None:
    """What linkchecker also finds dead is an alarm tonight; what lures it away is none."""
    bed.forget()
    names = ("stays", "stays-after-hop", "revives", "bars", "lures", "lures-by-name", "refused")
    code = _start(bed, tmp_path, names).wait(30)
    assert code == 4
    assert _confirmed(bed, tmp_path) == {"stays", "stays-after-hop", "refused"}
    for name in names[:-1]:  # each by us, then by linkchecker
        assert len(bed.asked(name, "/a")) == 2, name
    assert bed.canaries == []


def test_the_deadline_of_the_run_holds_and_what_came_counts(bed: Bed, tmp_path: Path) -> None:
    """A server that says nothing to linkchecker does not keep us from the rest."""
    bed.forget()
    start = time.monotonic()
    code = _start(bed, tmp_path, ("sticks", "stays"), "--run-timeout", "4").wait(30)
    assert time.monotonic() - start < 6
    assert code == 4
    assert _confirmed(bed, tmp_path) == {"stays"}


def test_who_stops_the_run_stops_linkchecker(bed: Bed, tmp_path: Path) -> None:
    """A signal ends it at once, keeps what we found, and leaves no process behind."""
    bed.forget()
    process = _start(bed, tmp_path, ("sticks",))
    _until(lambda: len(bed.asked("sticks", "/a")) == 2)
    process.send_signal(signal.SIGTERM)
    assert process.wait(5) == 130
    assert _confirmed(bed, tmp_path) == set()
    _until(lambda: all(end for _, end in bed.connections[bed.ip("sticks")]))


def _until(done: Callable[[], bool]) -> None:
    end = time.monotonic() + 10
    while not done():
        assert time.monotonic() < end
        time.sleep(0.02)
