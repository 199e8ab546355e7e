"""One run over all cases of the bed: its verdicts, its manners and its cost."""

from dataclasses import dataclass

import pytest

from tests.linkcheck.bed.case import Case
from tests.linkcheck.bed.exchange import Request
from tests.linkcheck.bed.server import Bed
from tests.linkcheck.bed.table import CASES
from tests.linkcheck.command.running import PATIENCE, Ran, bed_options, check, gaps

ALARMS = {"dead", "suspicious", "unsafe"}


@dataclass(frozen=True, slots=True)
class Whole:
    """The run over all cases, and what the bed recorded meanwhile."""

    ran: Ran
    requests: tuple[Request, ...]
    canaries: tuple[tuple[str, float], ...]


@pytest.fixture(scope="module")
def whole(bed: Bed, tmp_path_factory: pytest.TempPathFactory) -> Whole:
    """Run once over all cases: those that a file of addresses can contain come from a file."""
    bed.forget()
    folder = tmp_path_factory.mktemp("whole")
    listed = folder / "urls.txt"
    by_option = [case for case in CASES if case.name.startswith("malformed")]
    by_file = [case for case in CASES if not case.name.startswith("malformed")]
    lines = "\n\n".join(bed.url(case) for case in by_file)
    listed.write_text(f"# Alle adressene\n\n   \n{lines}\n# slutt\n", encoding="utf-8")
    urls = [bed.url(case) for case in by_option]
    options = ("--urls-from", listed, "--timeout", "12", *bed_options(bed))
    ran = check(folder, urls, *options, measured=True)
    return Whole(ran, tuple(bed.requests), tuple(bed.canaries))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_each_case_gets_its_verdict(bed: Bed, whole: Whole, case: Case) -> None:
    """Each case gets its verdict and its target, and a reason that names the problem."""
    row = whole.ran.rows[bed.url(case)]
    assert row["verdict"] in (case.verdict, *case.also), row
    if row["verdict"] == "moved":
        assert row["target"] == bed.target(case), row
    else:
        assert row["target"] is None, row
    if case.words and row["verdict"] == case.verdict:
        assert any(word in row["reason"].lower() for word in case.words), row


def test_there_is_no_false_alarm(bed: Bed, whole: Whole) -> None:
    """What exists, or may be back tomorrow, is never called dead, suspicious or unsafe."""
    false = [
        (case.name, whole.ran.rows[bed.url(case)]["verdict"])
        for case in CASES
        if not ALARMS & {case.verdict, *case.also}
        and whole.ran.rows[bed.url(case)]["verdict"] in ALARMS
    ]
    assert false == []


def test_the_whole_run_is_quick_and_lean(whole: Whole) -> None:
    """All cases together take less than a minute and less than 150 MiB."""
    assert whole.ran.seconds < PATIENCE
    assert whole.ran.mib
    assert whole.ran.mib < 150


def test_each_row_is_whole_and_in_order(bed: Bed, whole: Whole) -> None:
    """Each address has one row with every key of the contract, and its reason is a sentence."""
    data = whole.ran.data
    assert data["format"] == 1
    assert sorted(row["url"] for row in data["results"]) == sorted(map(bed.url, CASES))
    for row in data["results"]:
        keys = {"url", "verdict", "confirmed", "reason", "status", "target", "places"}
        assert keys <= set(row)
        assert row["reason"].endswith("."), row
        assert row["confirmed"] is False


def test_nothing_is_confirmed_in_the_first_night(whole: Whole) -> None:
    """Links that are dead for the first time do not make the run fail."""
    assert whole.ran.code == 0


def test_forbidden_addresses_are_never_asked(whole: Whole) -> None:
    """No connection reaches a forbidden address, whatever links or redirects to it."""
    assert whole.canaries == ()


def test_a_page_is_fetched_once_and_a_robots_file_too(bed: Bed, whole: Whole) -> None:
    """A good page costs one request, and its host one more."""
    paths = [request.path for request in whole.requests if request.host == bed.ip("anchor-id")]
    assert sorted(paths) == ["/a", "/robots.txt"]
    spent = [request for request in whole.requests if request.host == bed.ip("robots-disallow")]
    assert [request.path for request in spent] == ["/robots.txt"]


def test_retries_are_few_and_spaced(bed: Bed, whole: Whole) -> None:
    """A server in trouble is asked a few times, not at once, and Retry-After is respected."""
    for name in ("502-forever", "429-forever", "429-forever-without", "reset-always"):
        starts = _starts(bed, whole, name)
        assert 2 <= len(starts) <= 6, name
        assert min(gaps(starts)) > 0.4, name
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


def test_the_user_agent_is_honest(whole: Whole) -> None:
    """All requests have one user agent, which names the program."""
    agents = {request.headers.get("user-agent", "") for request in whole.requests}
    assert len(agents) == 1
    assert "rollehub" in agents.pop().lower()


def test_no_request_carries_more_than_it_should(whole: Whole) -> None:
    """Requests send no password and no referrer."""
    for request in whole.requests:
        assert request.method in ("GET", "HEAD")
        assert not {"authorization", "referer"} & set(request.headers)
