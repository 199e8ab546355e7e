"""What a check may ask: addresses, networks, certificates and robots.txt."""

from pathlib import Path

from tests.linkcheck.bed.server import Bed
from tests.linkcheck.command.running import bed_options, check, urls_of


def test_without_permission_nothing_on_this_machine_is_asked(bed: Bed, tmp_path: Path) -> None:
    """Loopback is unsafe by address, by name and in every spelling, unless it is allowed."""
    names = ("redirect-301", "tls-good", "idn", "name", "unsafe-to-ten", "hang", "unsafe-name")
    urls = urls_of(bed, names)
    ran = check(tmp_path, urls, *bed_options(bed), allow=None)
    assert {row["verdict"] for row in ran.rows.values()} == {"unsafe"}
    assert bed.connections == {}
    assert bed.canaries == []


def test_permission_for_one_network_is_for_that_one(bed: Bed, tmp_path: Path) -> None:
    """Allowing one address does not allow its neighbours."""
    urls = urls_of(bed, ("redirect-301", "redirect-302"))
    ran = check(tmp_path, urls, allow=bed.ip("redirect-302") + "/32")
    assert [ran.rows[url]["verdict"] for url in urls] == ["unsafe", "ok"]
    assert bed.asked("redirect-301") == []


def test_the_whole_of_loopback_may_be_allowed(bed: Bed, tmp_path: Path) -> None:
    """`--allow-address 127.0.0.0/8` allows that network, and no other."""
    urls = urls_of(bed, ("unsafe-to-loopback", "unsafe-to-ten", "unsafe-to-ipv6-loopback"))
    ran = check(tmp_path, urls, allow="127.0.0.0/8")
    verdicts = [ran.rows[url]["verdict"] for url in urls]
    assert verdicts[0] != "unsafe"
    assert verdicts[1:] == ["unsafe", "unsafe"]
    assert {ip for ip, _ in bed.canaries} == {"127.0.2.1"}


def test_unknown_authorities_are_not_trusted(bed: Bed, tmp_path: Path) -> None:
    """Without `--ca-file`, certificates of the bed's own authority are not trusted."""
    (url,) = urls_of(bed, ("tls-good",))
    assert check(tmp_path, [url]).rows[url]["verdict"] == "suspicious"


def test_robots_can_be_left_unasked(bed: Bed, tmp_path: Path) -> None:
    """`--no-robots` requests the page only."""
    urls = urls_of(bed, ("robots-disallow", "robots-hang"))
    ran = check(tmp_path, urls, "--no-robots")
    assert {row["verdict"] for row in ran.rows.values()} == {"ok"}
    assert [request.path for request in bed.requests] == ["/a", "/a"]
