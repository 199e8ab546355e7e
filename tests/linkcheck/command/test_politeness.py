"""How often, how many at once and how far apart a host is asked."""

from collections.abc import Sequence
from pathlib import Path

from tests.linkcheck.bed.exchange import Request
from tests.linkcheck.bed.server import Bed
from tests.linkcheck.command.running import check, gaps, urls_of
from tests.linkcheck.command.sites import ANCHORS, POLITE, polite_urls

OWN = (ANCHORS, POLITE)


def test_one_fetch_serves_all_anchors(bed: Bed, tmp_path: Path) -> None:
    """The bare address and its anchors need one request for the page."""
    (base,) = urls_of(bed, ("anchors",))
    urls = [base, *(f"{base}#del{number}" for number in range(10)), f"{base}#borte"]
    ran = check(tmp_path, urls)
    assert [ran.rows[url]["verdict"] for url in urls] == ["ok"] * 11 + ["suspicious"]
    assert len(bed.asked("anchors", "/a")) == 1


def test_few_requests_are_under_way_on_one_host(bed: Bed, tmp_path: Path) -> None:
    """`--per-host 3` means three at once: no more, and no fewer while there is work."""
    check(tmp_path, polite_urls(bed), "--per-host", "3", "--delay", "0")
    assert _most_at_once(bed.asked("polite")) == 3


def _most_at_once(requests: Sequence[Request]) -> int:
    steps = [(request.start, 1) for request in requests]
    steps += [(request.end or request.start, -1) for request in requests]
    now = most = 0
    for _, step in sorted(steps):
        now += step
        most = max(most, now)
    return most


def test_starts_on_one_host_are_spaced(bed: Bed, tmp_path: Path) -> None:
    """`--delay 0.25` leaves that time between any two requests, robots.txt included."""
    check(tmp_path, polite_urls(bed)[:8], "--per-host", "4", "--delay", "0.25")
    starts = [request.start for request in bed.asked("polite")]
    assert len(starts) == 9
    assert min(gaps(starts)) > 0.2
    assert max(starts) - min(starts) < 3.5


def test_the_space_holds_for_redirects_and_retries_too(bed: Bed, tmp_path: Path) -> None:
    """Requests that follow from another one also wait for their turn."""
    (url,) = urls_of(bed, ("chain-308-301-308",))
    check(tmp_path, [url], "--delay", "0.5")
    starts = [request.start for request in bed.asked("chain-308-301-308")]
    assert len(starts) == 5
    assert min(gaps(starts)) > 0.4


def test_hosts_do_not_wait_for_each_other(bed: Bed, tmp_path: Path) -> None:
    """Several slow hosts take no longer than one."""
    urls = [*urls_of(bed, [f"soft-title-{number}" for number in range(10)]), *polite_urls(bed)[:1]]
    assert check(tmp_path, urls, "--delay", "1").seconds < 5


def test_a_page_waits_for_its_turn_without_loss(bed: Bed, tmp_path: Path) -> None:
    """Waiting for a busy host does not count against the time limit of an address."""
    urls = polite_urls(bed)
    ran = check(tmp_path, urls, "--per-host", "1", "--delay", "0.2", "--timeout", "1")
    assert {row["verdict"] for row in ran.rows.values()} == {"ok"}
