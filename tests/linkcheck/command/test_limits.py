"""Limits of time and memory, against servers that respect none."""

from pathlib import Path

from tests.linkcheck.bed.server import Bed
from tests.linkcheck.command.running import bed_options, check, urls_of, wait_until

HEAVY = (
    "endless",
    "endless-anchor",
    "endless-chunked",
    "terabyte",
    "gzip-bomb",
    "gzip-bomb-anchor",
    "deflate-bomb",
    "header-bomb",
    "headers-bomb",
    "100-forever",
    "redirect-endless-body",
    "robots-huge",
    "robots-endless",
    "anchor-3mib-start",
    "anchor-3mib-end",
    "pdf-big",
)
SLOW = (
    "hang",
    "drip-body",
    "drip-headers",
    "drip-one-header",
    "drip-redirects",
    "stall-in-body",
    "100-forever",
    "tls-hang",
)


def test_the_deadline_holds_for_an_address_as_a_whole(bed: Bed, tmp_path: Path) -> None:
    """No connection lasts longer than `--timeout` allows, whatever its drips, hops or retries."""
    urls = urls_of(bed, SLOW)
    ran = check(tmp_path, urls, "--timeout", "2", *bed_options(bed))
    assert {row["verdict"] for row in ran.rows.values()} == {"transient"}
    assert ran.seconds < 8
    wait_until(lambda: all(end for name in SLOW for _, end in bed.connections[bed.ip(name)]))
    for name in SLOW:
        spans = bed.connections[bed.ip(name)]
        begin = min(begin for begin, _ in spans)
        assert max((end or 0) - begin for _, end in spans) < 4, name


def test_long_pages_cost_others_no_time(bed: Bed, tmp_path: Path) -> None:
    """While pages of megabytes are read, the time of a small page does not run out."""
    long = ("endless", "endless-anchor", "endless-chunked", "anchor-3mib-start", "anchor-3mib-end")
    quick = ("hops-9", "chain-308-301-308", "429-seconds", "tls-from-http")
    urls = urls_of(bed, (*long, "anchor-1.5mib-end", "anchor-1.5mib-missing", *quick))
    ran = check(tmp_path, urls, "--timeout", "4", *bed_options(bed))
    assert "transient" not in {row["verdict"] for row in ran.rows.values()}


def test_hostile_bodies_cost_little_memory(bed: Bed, tmp_path: Path) -> None:
    """Endless bodies, endless headers and bombs together need less than 150 MiB."""
    ran = check(tmp_path, urls_of(bed, HEAVY), "--timeout", "15", measured=True)
    assert ran.mib
    assert ran.mib < 150
    assert ran.seconds < 30
