"""What a run remembers of the runs before it."""

import threading
from pathlib import Path

import pytest

from generator.linkcheck.memory.history import Record, Sighting
from generator.linkcheck.memory.history_file import write_history
from tests.linkcheck.bed.addresses import CLOSED
from tests.linkcheck.bed.case import Case
from tests.linkcheck.bed.handlers import page, status, when
from tests.linkcheck.bed.server import Bed
from tests.linkcheck.command.running import Ran, check, urls_of
from tests.linkcheck.command.sites import ANCHORS

NIGHTS = ("--min-gap", "0")
"""Options with which every run is a night."""
_alive = threading.Event()
OWN = (
    ANCHORS,
    Case(
        "revived",
        "{me}/a",
        "ok",
        note="good pages while `_alive` is set",
        routes={
            "/a": when(lambda _: _alive.is_set(), page(), status("404 Not Found")),
            "/b": when(lambda _: _alive.is_set(), page(), status("503 Service Unavailable")),
            "/c": when(lambda _: _alive.is_set(), page(), status("403 Forbidden")),
        },
    ),
)


def test_death_is_confirmed_by_the_second_night_and_recovery_told_once(
    bed: Bed, tmp_path: Path
) -> None:
    """Dead twice ends with 4, recovery is reported once, and doubt never ends with 4."""
    _alive.clear()
    base = bed.words("revived")["me"]
    urls = [f"{base}/{name}" for name in "abc"]
    dead = urls[0]
    memory = ("--history", tmp_path / "history.json", "--timeout", "8", *NIGHTS)

    def night() -> Ran:
        return check(tmp_path, urls, *memory, history=True)

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
    """`--no-history` neither reads nor writes a history."""
    _alive.clear()
    url = bed.words("revived")["me"] + "/a"
    for _ in range(2):
        ran = check(tmp_path, [url])
        assert (ran.code, ran.rows[url]["confirmed"]) == (0, False)
    assert {path.name for path in tmp_path.iterdir()} == {"results.json", "output.txt"}


def test_a_refused_host_and_an_unknown_one_need_more_nights(bed: Bed, tmp_path: Path) -> None:
    """They are confirmed among good answers after as many nights as the policy says."""
    (good,) = urls_of(bed, ("anchors",))
    away = [f"http://{CLOSED}:{bed.port}/", "http://finnes-ikke.invalid/"]
    memory = ("--history", tmp_path / "history.json", *NIGHTS, "--missing-nights", "3")
    for night, malformed in ((1, False), (2, True), (3, True)):
        ran = check(tmp_path, [good, *away, "http://"], *memory, history=True)
        assert {ran.rows[url]["confirmed"] for url in away} == {night == 3}
        assert ran.rows["http://"]["confirmed"] is malformed
        assert ran.data["finished"]


def test_a_clock_that_was_wrong_is_told_once(bed: Bed, tmp_path: Path) -> None:
    """After a night whose clock was far ahead, one line says so, and the memory goes on."""
    (url,) = urls_of(bed, ("anchors",))
    memory = tmp_path / "history.json"
    late = "2099-01-01T02:00:00+00:00"
    write_history(memory, {url: Record(recent=(Sighting(at=late, status=200),), last_good=late)})
    first, second = (check(tmp_path, [url], "--history", memory, history=True) for _ in range(2))
    assert first.output.count("klokken gikk feil") == 1
    assert "klokken" not in second.output
    assert "2099" not in memory.read_text("utf-8")


def test_two_runs_a_minute_apart_are_one_night(bed: Bed, tmp_path: Path) -> None:
    """Without `--min-gap`, six hours must lie between two nights."""
    _alive.clear()
    url = bed.words("revived")["me"] + "/a"
    for _ in range(3):
        ran = check(tmp_path, [url], "--history", tmp_path / "history.json", history=True)
        assert (ran.code, ran.rows[url]["nights"]) == (0, 1)


@pytest.mark.parametrize("text", ['{"format": 1, "links": {"http', '{"format": 99}', "", "[]"])
def test_a_history_that_cannot_be_read_is_kept(bed: Bed, tmp_path: Path, text: str) -> None:
    """It is reported, its bytes are kept, and the run does not count as finished."""
    memory = tmp_path / "history.json"
    memory.write_text(text, encoding="utf-8")
    (url,) = urls_of(bed, ("anchors",))
    ran = check(tmp_path, [url], "--history", memory, history=True)
    assert ran.rows[url]["verdict"] == "ok"
    assert "history.json" in ran.output
    assert "finished" not in ran.data
    kept = [path for path in tmp_path.iterdir() if path.name.startswith("history")]
    assert any(path.read_text("utf-8") == text for path in kept)
