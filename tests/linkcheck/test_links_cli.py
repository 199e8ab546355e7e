"""`rollehub links check` as a black box, against sites that misbehave on purpose (see `server`)."""

import json
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from click.testing import Result as Answer

from generator.cli.main import main
from generator.linkcheck.memory.history import Record, Sighting
from generator.linkcheck.memory.history_file import read_history, write_history
from generator.linkcheck.results import Result, Run, Verdict, read_results, write_results
from tests.linkcheck.server import (
    ALLOWED,
    CASES,
    CLOSED,
    Bed,
    Case,
    Request,
    give,
    hang,
    html,
    late,
    page,
    status,
    when,
)

COMMAND = [str(Path(sys.executable).parent / "rollehub"), "links", "check"]
ALARMS = {"dead", "suspicious", "unsafe"}
PATIENCE = 60.0
"""Seconds that no run may take."""

_alive = threading.Event()
_anchors = "".join(f'<h2 id="del{number}">Del {number}</h2>' for number in range(10))
OWN = (
    Case(
        "polite",
        "{me}/good",
        "ok",
        routes={f"/{number}": late(0.15, page()) for number in range(12)},
    ),
    Case("anchors", "{me}/a", "ok", routes={"/a": page(body=_anchors)}),
    Case(
        "revived",
        "{me}/a",
        "ok",
        routes={
            "/a": when(lambda _: _alive.is_set(), page(), status("404 Not Found")),
            "/b": when(lambda _: _alive.is_set(), page(), status("503 Service Unavailable")),
            "/c": when(lambda _: _alive.is_set(), page(), status("403 Forbidden")),
        },
    ),
    Case("stuck", "{me}/a", "ok", routes={f"/{number}": hang for number in range(8)}),
    Case(
        "many",
        "{me}/a",
        "ok",
        routes={f"/{number}": give(html(body="<p>mer</p>" * 99)) for number in range(200)},
    ),
)
"""Sites of single tests, beside the cases."""
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


@dataclass(frozen=True, slots=True)
class Ran:
    """What came of one process."""

    code: int
    rows: Mapping[str, dict[str, Any]]
    data: dict[str, Any]
    seconds: float
    mib: float
    output: str


@dataclass(frozen=True, slots=True)
class Whole:
    """The run over all cases, and what the server saw of it."""

    ran: Ran
    requests: tuple[Request, ...]
    canaries: tuple[tuple[str, float], ...]


@pytest.fixture(scope="module")
def bed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bed]:
    """Every site, for the whole module."""
    with Bed(tmp_path_factory.mktemp("bed"), (*CASES, *OWN)) as bed:
        yield bed


@pytest.fixture(autouse=True)
def _fresh(bed: Bed) -> None:
    bed.forget()


def _start(arguments: Sequence[str | Path], output: Path) -> subprocess.Popen[bytes]:
    with output.open("wb") as file:
        return subprocess.Popen(
            [*COMMAND, *map(str, arguments)], stdout=file, stderr=subprocess.STDOUT
        )


def _peak_mib(pid: int) -> float:
    """Return the most memory that a process has had so far.

    What `wait4` says would hold the memory of the tests themselves, out of which it was started.
    """
    try:
        status = Path(f"/proc/{pid}/status").read_text("ascii")
    except OSError:
        return 0.0
    found = re.search(r"VmHWM:\s*(\d+) kB", status)
    return int(found[1]) / 1024 if found else 0.0


def _finish(process: subprocess.Popen[bytes], patience: float = PATIENCE) -> tuple[int, float]:
    """Return the exit code and the peak MiB of a process; one that does not end is a failure."""
    end = time.monotonic() + patience
    peak = 0.0
    while True:
        peak = max(peak, _peak_mib(process.pid))
        if process.poll() is not None:
            return process.returncode, peak
        if time.monotonic() > end:
            process.kill()
            process.wait()
            pytest.fail(f"still running after {patience:g} s")
        time.sleep(0.01)


def _run(
    folder: Path,
    urls: Iterable[str],
    *arguments: str | Path,
    allow: str | None = ALLOWED,
    history: bool = False,
) -> Ran:
    """Check addresses in one process; by default quickly, and without memory."""
    out, log = folder / "results.json", folder / "output.txt"
    out.unlink(missing_ok=True)
    more = [part for url in urls for part in ("--url", url)]
    more += ["--allow-address", allow] if allow else []
    more += [] if history else ["--no-history"]
    usual = ("--delay", "0", "--per-host", "8", "--json", out)
    start = time.monotonic()
    process = _start([*usual, *more, *arguments], log)
    code, mib = _finish(process)
    seconds = time.monotonic() - start
    text = log.read_text("utf-8")
    assert code in (0, 4), text
    data = json.loads(out.read_text("utf-8"))
    return Ran(code, {row["url"]: row for row in data["results"]}, data, seconds, mib, text)


def _safe(bed: Bed) -> list[str]:
    """Return the options that make every name and certificate of the bed known."""
    names = [part for name in bed.resolves() for part in ("--resolve", name)]
    return [*names, "--ca-file", str(bed.certificates.authority)]


def _urls(bed: Bed, names: Iterable[str]) -> list[str]:
    by_name = {case.name: case for case in bed.cases}
    return [bed.url(by_name[name]) for name in names]


@pytest.fixture(scope="module")
def whole(bed: Bed, tmp_path_factory: pytest.TempPathFactory) -> Whole:
    """One run over all cases: what can stand in a file comes from a file."""
    bed.forget()
    folder = tmp_path_factory.mktemp("whole")
    listed = folder / "urls.txt"
    by_option = [case for case in CASES if case.name.startswith("malformed")]
    by_file = [case for case in CASES if not case.name.startswith("malformed")]
    lines = "\n\n".join(bed.url(case) for case in by_file)
    listed.write_text(f"# Alle adressene\n\n   \n{lines}\n# slutt\n", encoding="utf-8")
    urls = [bed.url(case) for case in by_option]
    ran = _run(folder, urls, "--urls-from", listed, "--timeout", "12", *_safe(bed))
    return Whole(ran, tuple(bed.requests), tuple(bed.canaries))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_each_case_gets_its_verdict(bed: Bed, whole: Whole, case: Case) -> None:
    """Verdict, target and named problem are what an honest check says."""
    row = whole.ran.rows[bed.url(case)]
    assert row["verdict"] in (case.verdict, *case.also), row
    if row["verdict"] == "moved":
        assert row["target"] == bed.target(case), row
    else:
        assert row["target"] is None, row
    if case.words and row["verdict"] == case.verdict:
        assert any(word in row["reason"].lower() for word in case.words), row


def test_there_is_no_false_alarm(bed: Bed, whole: Whole) -> None:
    """What is there, or may be well tomorrow, is never called dead, suspicious or unsafe."""
    false = [
        (case.name, whole.ran.rows[bed.url(case)]["verdict"])
        for case in CASES
        if not ALARMS & {case.verdict, *case.also}
        and whole.ran.rows[bed.url(case)]["verdict"] in ALARMS
    ]
    assert false == []


def test_the_whole_run_is_quick_and_lean(whole: Whole) -> None:
    """All cases at once take less than a minute."""
    assert whole.ran.seconds < PATIENCE
    assert whole.ran.mib < 150


def test_each_row_is_whole_and_in_order(bed: Bed, whole: Whole) -> None:
    """Each address has one row, with a reason in words and every key of the contract."""
    data = whole.ran.data
    assert data["format"] == 1
    assert sorted(row["url"] for row in data["results"]) == sorted(map(bed.url, CASES))
    for row in data["results"]:
        keys = {"url", "verdict", "confirmed", "reason", "status", "target", "places"}
        assert keys <= set(row)
        assert row["reason"].endswith("."), row
        assert row["confirmed"] is False


def test_nothing_is_confirmed_in_the_first_night(whole: Whole) -> None:
    """Dead links of one night are no alarm."""
    assert whole.ran.code == 0


def test_forbidden_addresses_are_never_asked(whole: Whole) -> None:
    """No connection reaches an address that is refused, whatever leads there."""
    assert whole.canaries == ()


def test_a_page_is_fetched_once_and_a_robots_file_too(bed: Bed, whole: Whole) -> None:
    """A good page costs one request, and its host one more."""
    paths = [request.path for request in whole.requests if request.host == bed.ip("anchor-id")]
    assert sorted(paths) == ["/a", "/robots.txt"]
    spent = [request for request in whole.requests if request.host == bed.ip("robots-disallow")]
    assert [request.path for request in spent] == ["/robots.txt"]


def test_retries_are_few_and_spaced(bed: Bed, whole: Whole) -> None:
    """A server in trouble is asked a few times, not at once, and Retry-After is obeyed."""
    for name in ("502-forever", "429-forever", "429-forever-without", "reset-always"):
        starts = _starts(bed, whole, name)
        assert 2 <= len(starts) <= 6, name
        assert min(_gaps(starts)) > 0.4, name
    for name in ("429-seconds", "503-seconds"):
        first, second = _starts(bed, whole, name)
        assert second - first >= 0.99, name
    first, second = _starts(bed, whole, "429-date")
    assert second - first >= 0.9
    for name in ("429-tomorrow", "503-maintenance", "status-404", "status-403", "status-410"):
        assert len(_starts(bed, whole, name)) == 1, name


def _starts(bed: Bed, whole: Whole, name: str) -> list[float]:
    ip = bed.ip(name)
    return [r.start for r in whole.requests if r.host == ip and r.path == "/a"]


def _gaps(starts: Sequence[float]) -> list[float]:
    ordered = sorted(starts)
    return [after - before for before, after in pairwise(ordered)]


def test_the_user_agent_is_honest(whole: Whole) -> None:
    """Every request says who asks, and says it the same way."""
    agents = {request.headers.get("user-agent", "") for request in whole.requests}
    assert len(agents) == 1
    assert "rollehub" in agents.pop().lower()


@pytest.mark.parametrize(("contact", "is_told"), [(None, True), ("post@hub.example", False)])
def test_a_run_that_nobody_answers_for_is_told_so(contact: str | None, *, is_told: bool) -> None:
    """Sites that are asked should know whom to complain to."""
    nobody = {"ROLLEHUB_CONTACT": contact, "ROLLEHUB_REPO_URL": None}
    arguments = ["links", "check", "--url", "mailto:a@b.example", "--no-history"]
    ran = CliRunner().invoke(main, arguments, env=nobody)
    assert ran.exit_code == 0
    assert ("sett --contact eller ROLLEHUB_CONTACT" in ran.stderr) is is_told


def test_no_request_carries_more_than_it_should(whole: Whole) -> None:
    """No password, referrer or foreign cookie leaves."""
    for request in whole.requests:
        assert request.method in ("GET", "HEAD")
        assert not {"authorization", "referer"} & set(request.headers)


# --- without permission ------------------------------------------------------------------------


def test_without_permission_nothing_on_this_machine_is_asked(bed: Bed, tmp_path: Path) -> None:
    """Loopback is unsafe by address, by name and in every spelling, until it is allowed."""
    names = ("redirect-301", "tls-good", "idn", "name", "unsafe-to-ten", "hang", "unsafe-name")
    urls = _urls(bed, names)
    ran = _run(tmp_path, urls, *_safe(bed), allow=None)
    assert {row["verdict"] for row in ran.rows.values()} == {"unsafe"}
    assert bed.connections == {}
    assert bed.canaries == []


def test_permission_for_one_network_is_for_that_one(bed: Bed, tmp_path: Path) -> None:
    """An allowed address does not open its neighbours."""
    urls = _urls(bed, ("redirect-301", "redirect-302"))
    ran = _run(tmp_path, urls, allow=bed.ip("redirect-302") + "/32")
    assert [ran.rows[url]["verdict"] for url in urls] == ["unsafe", "ok"]
    assert bed.asked("redirect-301") == []


def test_the_whole_of_loopback_may_be_allowed(bed: Bed, tmp_path: Path) -> None:
    """`--allow-address 127.0.0.0/8` opens what was shut, and nothing else."""
    urls = _urls(bed, ("unsafe-to-loopback", "unsafe-to-ten", "unsafe-to-ipv6-loopback"))
    ran = _run(tmp_path, urls, allow="127.0.0.0/8")
    verdicts = [ran.rows[url]["verdict"] for url in urls]
    assert verdicts[0] != "unsafe"
    assert verdicts[1:] == ["unsafe", "unsafe"]
    assert {ip for ip, _ in bed.canaries} == {"127.0.2.1"}


def test_unknown_authorities_are_not_trusted(bed: Bed, tmp_path: Path) -> None:
    """Without `--ca-file` the bed's own authority is nobody."""
    (url,) = _urls(bed, ("tls-good",))
    assert _run(tmp_path, [url]).rows[url]["verdict"] == "suspicious"


def test_robots_can_be_left_unasked(bed: Bed, tmp_path: Path) -> None:
    """`--no-robots` asks for the page only."""
    urls = _urls(bed, ("robots-disallow", "robots-hang"))
    ran = _run(tmp_path, urls, "--no-robots")
    assert {row["verdict"] for row in ran.rows.values()} == {"ok"}
    assert [request.path for request in bed.requests] == ["/a", "/a"]


# --- politeness --------------------------------------------------------------------------------


def test_one_fetch_serves_all_anchors(bed: Bed, tmp_path: Path) -> None:
    """Ten anchors and the bare address are one request for the page."""
    (base,) = _urls(bed, ("anchors",))
    urls = [base, *(f"{base}#del{number}" for number in range(10)), f"{base}#borte"]
    ran = _run(tmp_path, urls)
    assert [ran.rows[url]["verdict"] for url in urls] == ["ok"] * 11 + ["suspicious"]
    assert len(bed.asked("anchors", "/a")) == 1


def _polite(bed: Bed) -> list[str]:
    base = bed.words("polite")["me"]
    return [f"{base}/{number}" for number in range(12)]


def test_few_requests_are_under_way_on_one_host(bed: Bed, tmp_path: Path) -> None:
    """`--per-host 3` means three at once: no more, and no fewer while there is work."""
    _run(tmp_path, _polite(bed), "--per-host", "3", "--delay", "0")
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
    """`--delay 0.25` leaves that time between any two starts, robots.txt included."""
    _run(tmp_path, _polite(bed)[:8], "--per-host", "4", "--delay", "0.25")
    starts = [request.start for request in bed.asked("polite")]
    assert len(starts) == 9
    assert min(_gaps(starts)) > 0.2
    assert max(starts) - min(starts) < 3.5


def test_the_space_holds_for_redirects_and_retries_too(bed: Bed, tmp_path: Path) -> None:
    """Every request to a host waits its turn, also those that follow from another."""
    (url,) = _urls(bed, ("chain-308-301-308",))
    _run(tmp_path, [url], "--delay", "0.25")
    starts = [request.start for request in bed.asked("chain-308-301-308")]
    assert len(starts) == 5
    assert min(_gaps(starts)) > 0.2


def test_hosts_do_not_wait_for_each_other(bed: Bed, tmp_path: Path) -> None:
    """Ten hosts that answer slowly take as long as one."""
    urls = [*_urls(bed, [f"soft-title-{number}" for number in range(10)]), *_polite(bed)[:1]]
    assert _run(tmp_path, urls, "--delay", "1").seconds < 5


# --- limits ------------------------------------------------------------------------------------


def test_the_deadline_holds_for_an_address_as_a_whole(bed: Bed, tmp_path: Path) -> None:
    """Nobody holds a connection longer than `--timeout`, however many drops, hops or retries."""
    urls = _urls(bed, SLOW)
    ran = _run(tmp_path, urls, "--timeout", "2", *_safe(bed))
    assert {row["verdict"] for row in ran.rows.values()} == {"transient"}
    assert ran.seconds < 8
    _wait_for(lambda: all(end for name in SLOW for _, end in bed.connections[bed.ip(name)]))
    for name in SLOW:
        spans = bed.connections[bed.ip(name)]
        begin = min(begin for begin, _ in spans)
        assert max((end or 0) - begin for _, end in spans) < 4, name


def test_long_pages_cost_others_no_time(bed: Bed, tmp_path: Path) -> None:
    """While pages of megabytes are read, the clock of a small one does not run out."""
    long = ("endless", "endless-anchor", "endless-chunked", "anchor-3mib-start", "anchor-3mib-end")
    quick = ("hops-9", "chain-308-301-308", "429-seconds", "tls-from-http")
    urls = _urls(bed, (*long, "anchor-1.5mib-end", "anchor-1.5mib-missing", *quick))
    ran = _run(tmp_path, urls, "--timeout", "4", *_safe(bed))
    assert "transient" not in {row["verdict"] for row in ran.rows.values()}


def test_a_page_waits_for_its_turn_without_loss(bed: Bed, tmp_path: Path) -> None:
    """The time in the queue of a busy host does not count against an address."""
    urls = _polite(bed)
    ran = _run(tmp_path, urls, "--per-host", "1", "--delay", "0.2", "--timeout", "1")
    assert {row["verdict"] for row in ran.rows.values()} == {"ok"}


def test_hostile_bodies_cost_little_memory(bed: Bed, tmp_path: Path) -> None:
    """Endless bodies, endless headers and bombs stay under 150 MB together."""
    ran = _run(tmp_path, _urls(bed, HEAVY), "--timeout", "15")
    assert ran.mib < 150
    assert ran.seconds < 30


# --- interruption ------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_what_was_found_survives_an_end_in_the_middle(
    bed: Bed, tmp_path: Path, number: signal.Signals
) -> None:
    """The result file is whole JSON with all results so far, and says that the run was cut off."""
    quick = _urls(bed, [f"soft-title-{n}" for n in range(10)])
    stuck = [f"{bed.words('stuck')['me']}/{n}" for n in range(8)]
    out, log = tmp_path / "results.json", tmp_path / "output.txt"
    urls = [part for url in (*stuck, *quick) for part in ("--url", url)]
    process = _start(
        [*urls, "--allow-address", ALLOWED, "--no-history", "--delay", "0", "--json", out], log
    )
    _wait_for(lambda: len(_rows(out)) == len(quick))
    process.send_signal(number)
    code, _ = _finish(process, 5)
    assert code != 0
    assert "Traceback" not in log.read_text("utf-8")
    data = json.loads(out.read_text("utf-8"))
    assert data["format"] == 1
    assert {row["url"] for row in data["results"]} >= set(quick)
    assert not data.get("finished")


def test_a_kill_at_any_moment_leaves_whole_json(bed: Bed, tmp_path: Path) -> None:
    """Killed while results are pouring in, or while the run ends, the file can still be read."""
    base = bed.words("many")["me"]
    listed = tmp_path / "urls.txt"
    listed.write_text("\n".join(f"{base}/{n}" for n in range(200)), encoding="utf-8")
    out = tmp_path / "results.json"
    usual = ["--urls-from", listed, "--allow-address", ALLOWED, "--no-history", "--delay", "0"]
    for least in (1, 20, 60, 120, 190, 199, 200, 200, 200):
        out.unlink(missing_ok=True)
        process = _start([*usual, "--per-host", "8", "--json", out], tmp_path / "output.txt")
        _wait_for(lambda least=least: len(_rows(out)) >= least)
        process.kill()
        _finish(process, 5)
        assert len(json.loads(out.read_text("utf-8"))["results"]) >= least


def _rows(path: Path) -> list[Any]:
    try:
        return json.loads(path.read_text("utf-8"))["results"]
    except (OSError, ValueError):
        return []


def _wait_for(ready: Any) -> None:
    end = time.monotonic() + 20
    while not ready():
        assert time.monotonic() < end
        time.sleep(0.002)


def test_a_run_whose_time_is_up_is_not_finished(bed: Bed, tmp_path: Path) -> None:
    """What it did not come to is skipped. That is no fault, but no news that all is well either."""
    (good,) = _urls(bed, ("anchors",))
    stuck = f"{bed.words('stuck')['me']}/0"
    ran = _run(tmp_path, [good, stuck], "--no-robots", "--run-timeout", "2")
    assert ran.code == 0
    assert [ran.rows[url]["verdict"] for url in (good, stuck)] == ["ok", "skipped"]
    assert "finished" not in ran.data
    assert _run(tmp_path, [good], "--run-timeout", "60").data["finished"]


# --- what is checked ---------------------------------------------------------------------------


def test_shards_are_parts_of_the_whole(bed: Bed, tmp_path: Path) -> None:
    """The shards share out all addresses, none twice, and a host stays in one of them."""
    urls = [*_urls(bed, [f"soft-title-{n}" for n in range(10)]), *_polite(bed)[:4]]
    first = set(_run(tmp_path, urls, "--shard", "1/2").rows)
    second = set(_run(tmp_path, urls, "--shard", "2/2").rows)
    assert first and second
    assert not first & second
    assert first | second == set(urls)
    assert set(_polite(bed)[:4]) <= first or set(_polite(bed)[:4]) <= second


@pytest.mark.parametrize("value", ["0/2", "3/2", "1", "a/b", "1/0"])
def test_a_shard_that_is_none_is_wrong_usage(bed: Bed, tmp_path: Path, value: str) -> None:
    """A mistyped shard ends with 2, not with an empty run."""
    process = _start(["--url", bed.words("polite")["me"], "--shard", value], tmp_path / "out")
    assert _finish(process)[0] == 2
    assert bed.requests == []


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--timeout", "nan"], "ikke et tall"),
        (["--shard", "\u00b2/3"], "ingen del"),
        (["--delay", "nan"], "ikke et tall"),
        (["--min-gap", "9000"], "--min-gap"),
        (["--ca-file", "liste.txt"], "sertifikater"),
        (["--json", "liste.txt/ut.json"], "kan ikke skrives"),
        (["--urls-from", "liste.txt"], "UTF-8"),
        (["--allow-address", "her"], "ikke et nett"),
        (["--resolve", "lovdata.no"], "lovdata.no=192.0.2.1"),
    ],
)
def test_wrong_usage_is_told_before_anything_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: list[str], said: str
) -> None:
    """It ends with 2 and a sentence, and leaves nothing behind."""
    (tmp_path / "liste.txt").write_bytes("http://a.invalid/bl\u00e5".encode("latin-1"))
    monkeypatch.chdir(tmp_path)
    ran = CliRunner().invoke(main, ["links", "check", "--no-history", "--url", "http://", *options])
    assert (ran.exit_code, said in ran.output) == (2, True)
    assert [path.name for path in tmp_path.iterdir()] == ["liste.txt"]


@pytest.mark.parametrize("part", ["1/2", "2/2"])
def test_addresses_that_are_none_end_no_run(part: str) -> None:
    """Bytes that are no text and hosts that are no names are judged like any other address."""
    urls = ["http://no.invalid\udce5/", "http://a\u2100b/", "http://[::1", "http://\ud800/", ""]
    options = [option for url in urls for option in ("--url", url)]
    ran = CliRunner().invoke(main, ["links", "check", "--no-history", "--shard", part, *options])
    assert ran.exit_code == 0
    assert "Traceback" not in ran.output


def test_a_list_may_have_comments_and_blanks(bed: Bed, tmp_path: Path) -> None:
    """`--urls-from` takes one address per line; a fragment is no comment."""
    one, two = _polite(bed)[:2]
    listed = tmp_path / "urls.txt"
    listed.write_text(
        f"\ufeff# liste\n\n  {one}#del \r\n\t\n#{two}\n{two}\n{two}\n", encoding="utf-8"
    )
    ran = _run(tmp_path, [], "--urls-from", listed)
    assert [row["url"] for row in ran.data["results"]] == [f"{one}#del", two]


def test_an_empty_list_is_no_reason_to_check_the_hub(tmp_path: Path) -> None:
    """A list without addresses gives a run without results."""
    listed = tmp_path / "urls.txt"
    listed.write_text("# ingenting\n", encoding="utf-8")
    ran = _run(tmp_path, [], "--urls-from", listed)
    assert ran.data["results"] == []
    assert ran.code == 0


# --- memory ------------------------------------------------------------------------------------


def test_death_is_confirmed_by_the_second_night_and_recovery_told_once(
    bed: Bed, tmp_path: Path
) -> None:
    """Dead twice ends with 4; back again is told once; what is unclear never ends with 4."""
    _alive.clear()
    base = bed.words("revived")["me"]
    urls = [f"{base}/{name}" for name in "abc"]
    dead = urls[0]
    memory = ("--history", tmp_path / "history.json", "--timeout", "8")

    def night() -> Ran:
        return _run(tmp_path, urls, *memory, history=True)

    first, second = night(), night()
    assert (first.code, first.rows[dead]["confirmed"]) == (0, False)
    assert (second.code, second.rows[dead]["confirmed"]) == (4, True)
    assert [second.rows[url]["verdict"] for url in urls] == ["dead", "transient", "blocked"]
    assert not any(second.rows[url]["confirmed"] for url in urls[1:])
    _alive.set()
    third, fourth = night(), night()
    assert (third.code, third.rows[dead]["verdict"]) == (0, "ok")
    assert third.rows[dead]["recovered"] is True
    assert (fourth.code, fourth.rows[dead]["recovered"]) == (0, False)
    _alive.clear()
    fifth = night()
    assert (fifth.code, fifth.rows[dead]["confirmed"]) == (0, False)


def test_without_memory_nothing_is_ever_confirmed(bed: Bed, tmp_path: Path) -> None:
    """`--no-history` neither reads nor writes."""
    _alive.clear()
    url = bed.words("revived")["me"] + "/a"
    for _ in range(2):
        ran = _run(tmp_path, [url])
        assert (ran.code, ran.rows[url]["confirmed"]) == (0, False)
    assert {path.name for path in tmp_path.iterdir()} == {"results.json", "output.txt"}


def test_a_refused_host_and_an_unknown_one_are_confirmed_too(bed: Bed, tmp_path: Path) -> None:
    """It takes no answer to be dead twice."""
    urls = [f"http://{CLOSED}:{bed.port}/", "http://finnes-ikke.invalid/", "http://"]
    memory = ("--history", tmp_path / "history.json")
    assert _run(tmp_path, urls, *memory, history=True).code == 0
    again = _run(tmp_path, urls, *memory, history=True)
    assert again.code == 4
    assert all(again.rows[url]["confirmed"] for url in urls)


@pytest.mark.parametrize("text", ['{"format": 1, "links": {"http', '{"format": 99}', "", "[]"])
def test_a_history_that_cannot_be_read_is_kept(bed: Bed, tmp_path: Path, text: str) -> None:
    """It is told of, its bytes are still there, and the run can't say that all is well."""
    memory = tmp_path / "history.json"
    memory.write_text(text, encoding="utf-8")
    (url,) = _urls(bed, ("anchors",))
    ran = _run(tmp_path, [url], "--history", memory, history=True)
    assert ran.rows[url]["verdict"] == "ok"
    assert "history.json" in ran.output
    assert "finished" not in ran.data
    kept = [path for path in tmp_path.iterdir() if path.name.startswith("history")]
    assert any(path.read_text("utf-8") == text for path in kept)


# --- parts, and the one issue ------------------------------------------------------------------

END = "2026-11-21T02:30:00+00:00"
FINE = Result(url="https://a.no/", verdict=Verdict.OK, confirmed=False, reason="Sett.")
LOOK = Result(
    url="https://b.no/", verdict=Verdict.SUSPICIOUS, confirmed=False, reason="Å.", look=True
)
MEMORY = {"https://a.no/": Record(recent=(Sighting(at=END, until=END, status=200),))}


def _links(*arguments: str | Path) -> Answer:
    return CliRunner().invoke(main, ["links", *map(str, arguments)])


@pytest.mark.parametrize(
    ("results", "finished", "code"),
    [
        ((FINE,), END, 0),
        ((FINE,), None, 130),
        ((), None, 130),
        ((FINE, LOOK), END, 4),
        ((FINE, LOOK), None, 4),
    ],
)
def test_only_a_finished_run_may_close_the_issue(
    tmp_path: Path, results: tuple[Result, ...], finished: str | None, code: int
) -> None:
    """Any run may open it; the report is written beside the answer."""
    file = tmp_path / "r.json"
    write_results(file, results, finished)
    for more in ((), ("--format", "markdown")):
        told = _links("report", file, "--needs-issue", *more)
        assert told.exit_code == code
        assert told.output == _links("report", file, *more).output != ""
    assert _links("report", file).exit_code == 0


@pytest.mark.parametrize("text", [None, "", '{"format": 1, "results": [{"url"', "[]", '{"a": 1}'])
def test_a_part_that_is_lost_leaves_the_whole_unfinished(tmp_path: Path, text: str | None) -> None:
    """The others count; without any part there is nothing to join, and nothing is written."""
    good, lost, out = (tmp_path / name for name in ("1.json", "2.json", "out.json"))
    if text is not None:
        lost.write_text(text, "utf-8")
    alone = _links("merge", lost, "--json", out)
    assert (alone.exit_code, out.exists()) == (2, False)
    write_results(good, [FINE], END)
    joined = _links("merge", good, lost, "--json", out)
    assert joined.exit_code == 0
    assert f"{lost} mangler eller er skadet" in joined.output
    assert read_results(out) == Run(None, (FINE,))


@pytest.mark.parametrize("text", ['{"format": 99}', '{"format": 1, "addr'])
def test_a_memory_that_is_lost_leaves_the_whole_unfinished(tmp_path: Path, text: str) -> None:
    """Damaged or newer: nobody knows what was confirmed, and its bytes are kept."""
    good, out, part, memory = (tmp_path / name for name in ("1", "out", "part", "memory"))
    write_results(good, [FINE], END)
    write_history(part, MEMORY)
    usual = ("merge", good, "--json", out, "--history", memory)
    assert _links(*usual, "--history-from", memory, "--history-from", part).exit_code == 0
    assert read_results(out).finished == END
    assert read_history(memory) == (MEMORY, None)
    memory.write_text(text, "utf-8")
    joined = _links(*usual, "--history-from", memory, "--history-from", part)
    assert joined.exit_code == 0
    assert "Merk: historikken" in joined.output
    assert read_results(out) == Run(None, (FINE,))
    kept = [path for path in tmp_path.glob("memory*") if path.read_text("utf-8") == text]
    assert len(kept) == 1


# --- the hub -----------------------------------------------------------------------------------

_LINK = """\
  - id: {id}
    title: Lenke {id}
    url: {url}
    url_status: from-source
    publisher: Prøve
    kind: {kind}
    language: nb
    topic: ansvar
    roles: [lis]
    note: null
"""


def test_a_hub_is_checked_with_the_place_of_each_link(bed: Bed, tmp_path: Path) -> None:
    """Without addresses the hub's own links are checked, each with its line in links.yaml."""
    good, pdf = _urls(bed, ("anchors", "redirect-302"))
    for path, text in {
        "roles.yaml": "roles:\n  - id: lis\n    name: LIS\n",
        "content/topics.yaml": "topics:\n  - id: ansvar\n    title: Ansvar\n    questions: [hva]\n",
        "content/glossary.yaml": "terms:\n  - id: lis\n    term: LIS\n",
        "content/questions/hva.yaml": (
            "id: hva\nquestion: Hva?\nroles: all\n"
            "answer: Se [del](link:en#del3) og [borte](link:en#borte).\nlinks: [to]\n"
        ),
        "links.yaml": "links:\n"
        + _LINK.format(id="en", url=good, kind="page")
        + _LINK.format(id="to", url=pdf, kind="pdf"),
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    ran = _run(tmp_path, [], tmp_path)
    found = {
        url: (row["verdict"], row["places"][0]["path"], row["places"][0]["line"])
        for url, row in ran.rows.items()
    }
    assert found == {
        good: ("ok", "links.yaml", 4),
        pdf: ("suspicious", "links.yaml", 14),
        f"{good}#del3": ("ok", "content/questions/hva.yaml", 4),
        f"{good}#borte": ("suspicious", "content/questions/hva.yaml", 4),
    }
    assert ran.rows[f"{good}#borte"]["questions"] == ["hva"]
    assert len(bed.asked("anchors", "/a")) == 1
