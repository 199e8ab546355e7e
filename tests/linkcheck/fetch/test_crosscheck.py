"""The second opinion: what linkchecker says about the cases, behind our guard."""

import json
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from generator.linkcheck.fetch import crosscheck
from tests.linkcheck.bed.addresses import ALLOWED, CANARIES
from tests.linkcheck.bed.server import Bed
from tests.linkcheck.bed.table import CASES
from tests.linkcheck.fetch.second_opinion import BY_NAME, SITES, STABLE, second_opinion

OWN = SITES
SLOW = ("hang", "drip", "stall", "100-forever", "tls-hang", "robots-endless")
ASKED = [case for case in (*CASES, *STABLE) if not case.name.startswith(SLOW)]
"""The cases of the one run of linkchecker: all except those that would only keep it waiting."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """What linkchecker says about addresses, and the connections to canaries meanwhile."""

    bed: Bed
    found: Mapping[str, bool]
    canaries: tuple[tuple[str, float], ...]

    def of(self, *names: str) -> list[bool | None]:
        """Return whether each case is dead; None where that is unknown."""
        return [self.found.get(self.bed.url(BY_NAME[name])) for name in names]


@pytest.fixture(scope="module")
def opinion(bed: Bed) -> Opinion:
    """Run linkchecker once over nearly all cases, in an environment whose proxy is a canary."""
    bed.forget()
    trap = f"http://{CANARIES[0]}:{bed.port}"
    with pytest.MonkeyPatch.context() as patch:
        for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
            patch.setenv(name, trap)
        anchors = bed.words("two-anchors")["me"] + "/a#to"
        found = second_opinion(bed, *map(bed.url, ASKED), anchors)
    return Opinion(bed, found, tuple(bed.canaries))


def test_forbidden_addresses_are_never_asked(opinion: Opinion) -> None:
    """No connection reaches a forbidden address, and linkchecker has no opinion of it."""
    assert opinion.canaries == ()
    refused = [case.name for case in ASKED if case.verdict == "unsafe" and not case.also]
    seen = dict(zip(refused, opinion.of(*refused), strict=True))
    assert len(seen) > 60
    # linkchecker does not follow a refresh.
    assert {name for name, dead in seen.items() if dead is not None} == {"unsafe-refresh"}
    assert opinion.of("header-to-canary") == [False]


@pytest.mark.parametrize(
    "name",
    [
        "status-404",
        "status-410",
        "tls-404",
        "hops-11",
        "loop-two",
    ],
)
def test_what_is_dead_for_both_is_confirmed(name: str, opinion: Opinion) -> None:
    """An address that is gone or in a loop is dead for linkchecker as well."""
    assert opinion.of(name) == [True]


def test_addresses_of_one_page_share_its_opinion(opinion: Opinion) -> None:
    """A page is requested once, and the answer counts for all its anchors."""
    anchors = {url: dead for url, dead in opinion.found.items() if "/a#" in url}
    base = opinion.bed.words("two-anchors")["me"]
    assert anchors[f"{base}/a#en"] is anchors[f"{base}/a#to"] is True


@pytest.mark.parametrize(
    "name",
    ["redirect-301", "redirect-302", "name", "tls-good", "tls-named", "closes-tls", "pdf"],
)
def test_what_answers_is_not_confirmed(name: str, opinion: Opinion) -> None:
    """A site that answers is reached by name and over TLS, even if it closes the connection."""
    assert opinion.of(name) == [False]


@pytest.mark.parametrize(
    "name",
    [
        "status-403",
        "refused",
        "refused-tls",
        "unknown-host",
        "unknown-host-tls",
        "moved-to-missing-host",
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
    """There is no opinion of a wall, a failing server, or an address that is sent differently.

    Nor of a host that is missing or refuses: linkchecker shares our network, which may be why.
    """
    assert opinion.of(name) == [None]


def test_there_is_no_false_confirmation(opinion: Opinion) -> None:
    """linkchecker confirms no death where there is none."""
    well = [case.name for case in ASKED if not {case.verdict, *case.also} & {"dead", "unsafe"}]
    assert [name for name in well if opinion.of(name) == [True]] == []


@pytest.mark.parametrize("client", ["guard.checked", "lambda connect, *_: connect"])
def test_a_name_that_wanders_is_not_followed(
    client: str, bed: Bed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each connection looks its name up once, and checks the address that it then uses.

    A client that does not get its connections from us is stopped by the audit hook.
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
    assert second_opinion(bed, bed.url(BY_NAME["wanders"])) == {}
    assert [request.path for request in bed.asked("wanders")] == ["/a"]
    assert bed.canaries == []


def test_without_linkchecker_nothing_is_confirmed(
    bed: Bed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the program, or without one of its parts, there is no opinion."""
    url = bed.url(BY_NAME["status-404"])
    script = (
        "import sys; sys.modules['linkcheck'] = None; import generator.linkcheck.fetch.guard as g"
    )
    monkeypatch.setattr(crosscheck, "COMMAND", (sys.executable, "-I", "-c", f"{script}; g.main()"))
    assert second_opinion(bed, url) == {}
    monkeypatch.setattr(crosscheck, "COMMAND", ("/finnes/ikke",))
    assert second_opinion(bed, url) == {}


def test_linkchecker_ends_by_itself(bed: Bed, tmp_path: Path) -> None:
    """Its time is limited even if the process that started it has ended."""
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
