"""Nights at a page whose host gets a new owner: found, remembered, and called off by a human."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from generator.linkcheck.memory.alarm import Decision
from generator.linkcheck.memory.history import MOST_TITLE, last_title, moves_of
from generator.linkcheck.memory.history_file import read_history, write_history
from generator.linkcheck.observations import Address, Answered, Hop
from generator.linkcheck.page.read import read_page
from generator.linkcheck.results import Result
from generator.linkcheck.settle import Plan, Settler
from generator.linkcheck.targets import targets_of
from tests.linkcheck.judge.test_impostors import CASINO, TEXT
from tests.linkcheck.memory.nights import NIGHTS, URL

ADDRESS = Address(URL, link_id="side")


def shown(title: str, text: str) -> Answered:
    """Return an answer with a page."""
    html = f"<title>{title}</title><h1>{title}</h1><p>{text}</p>"
    page = read_page(html.encode(), "text/html; charset=utf-8")
    return Answered((Hop(URL, 200),), "text/html", 5000, page=page)


OURS, THEIRS = shown("Læringsmål | KS", TEXT), shown("Casino uten grenser", CASINO)


def night(settler: Settler, seen: Answered) -> Result:
    """Settle one night, and return its result."""
    (target,) = targets_of([ADDRESS])
    list(settler.settle(target, seen))
    settler.conclude()
    return settler.results[URL]


def nights(*seen: Answered, verified: date | None = None) -> tuple[list[str], Settler]:
    """Return the verdicts of nights in a row, and the settler of the last one."""
    decisions = {"side": Decision(verified_until=verified)} if verified else {}
    history: dict[str, object] = {}
    verdicts = []
    for at, one in zip(NIGHTS, seen, strict=False):
        settler = Settler(history, Plan(decisions=decisions), at)  # type: ignore[arg-type]
        verdicts.append(night(settler, one).verdict.value)
        history = dict(settler.history)
    return verdicts, settler


def test_a_new_owner_is_found_and_stays_found() -> None:
    """What the page was is remembered until it is there again."""
    verdicts, settler = nights(OURS, OURS, THEIRS, THEIRS, THEIRS, OURS)
    assert verdicts == ["ok", "ok", "suspicious", "suspicious", "suspicious", "ok"]
    assert last_title(settler.history[URL]) == "Læringsmål | KS"


def test_after_three_nights_a_human_is_asked() -> None:
    """Like for any page that is probably the wrong one."""
    _, settler = nights(OURS, THEIRS, THEIRS, THEIRS)
    assert settler.results[URL].look
    assert not settler.results[URL].confirmed


def test_a_page_that_a_human_has_verified_is_what_is_remembered() -> None:
    """Then the old text would be the stranger."""
    verdicts, settler = nights(OURS, THEIRS, THEIRS, verified=date(2026, 11, 2))
    assert verdicts == ["ok", "ok", "ok"]
    assert last_title(settler.history[URL]) == "Casino uten grenser"


def test_the_title_survives_the_file_and_is_cut(tmp_path: Path) -> None:
    """And a history without titles is read as before."""
    long = shown("Et ord " * 60, TEXT)
    _, settler = nights(long)
    path = tmp_path / "history.json"
    assert write_history(path, settler.history) is None
    history, message = read_history(path)
    assert message is None
    assert history == settler.history
    title = last_title(history[URL])
    assert title is not None
    assert len(title) == MOST_TITLE
    text = path.read_text("utf-8").replace(f', "title": "{title}"', "")
    path.write_text(text, "utf-8")
    older, message = read_history(path)
    assert message is None
    assert last_title(older[URL]) is None
    assert moves_of(older, 1) == {}


def test_a_night_without_a_page_forgets_nothing() -> None:
    """Errors and walls between do not end the memory of the title."""
    gone = replace(OURS, hops=(Hop(URL, 503),), page=None)
    verdicts, settler = nights(OURS, gone, gone, THEIRS)
    assert verdicts[-1] == "suspicious"
    assert last_title(settler.history[URL]) == "Læringsmål | KS"
