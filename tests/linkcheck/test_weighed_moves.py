"""Which permanent moves `links fix` writes: those that no slip and no bad owner could have made."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli.main import main
from generator.hub.addresses import bad_address
from generator.linkcheck.memory.history import History, Record, Sighting
from generator.linkcheck.memory.history_file import write_history
from generator.linkcheck.moves import Move, is_error_address, weighed
from tests.linkcheck.virtual import answer, nights_over

OLD, AT = "https://a.no/side/1", "2026-11-20T02:00:00+00:00"
FALSE = "https://l\u043evdata.no/side"


def _history(**moves: str) -> History:
    return {old: _moved(new) for old, new in moves.items()}


def _moved(to: str, final: str | None = None, times: int = 3) -> Record:
    seen = Sighting(at=AT, until=AT, times=times, status=200, permanent=to, url=final or to)
    return Record(recent=(seen,))


def _only(history: History, **more: bool) -> Move:
    (move,) = weighed(history, 3, **more)
    return move


@pytest.mark.parametrize(
    "new",
    [
        "https://a.no/ny/side", "https://a.no/side/1/", "https://www.a.no/side/1",
        "https://a.no/kurs/feilmedisinering", "https://a.no/2024/side", "https://a.no/side?id=40",
        "https://a.no/blåbær/§1", "https://a.no:8443/side",
    ],
)  # fmt: skip
def test_a_move_on_the_same_host_is_written(new: str) -> None:
    """Also where its path is new, or has letters that only we use."""
    assert _only({OLD: _moved(new)}) == Move(OLD, new, None)


@pytest.mark.parametrize(
    "path",
    [
        "/404", "/404.html", "/error/404", "/feil", "/feilside.aspx", "/no/404-side", "/not-found",
        "/notfound", "/page-not-found", "/siden-finnes-ikke", "/sida-finst-ikkje", "/ikke-funnet",
        "/error", "/errors/410", "/oops", "/side?status=404", "/x?error", "/500.aspx", "/borte",
        "/error-404", "/errorpage.html", "/side-ikke-funnet", "/http-404-not-found",
    ],
)  # fmt: skip
def test_an_error_page_is_never_written(path: str) -> None:
    """Whatever its title says; also where only the page at the very end is one."""
    assert is_error_address(f"https://a.no{path}")
    for record in (_moved(f"https://a.no{path}"), _moved("https://a.no/ny", f"https://a.no{path}")):
        assert "feilside" in str(_only({OLD: record}).refusal)


@pytest.mark.parametrize(
    "new",
    [
        "https://lovdata.no@evil.example/side", "https://kari:passord@a.no/side",
        "https://localhost/side", "https://localhost:8080/x/y", "https://127.0.0.1/side",
        "https://10.0.0.1/side", "https://192.168.1.1/side", "https://[::1]/side",
        "https://169.254.169.254/latest", "https://2130706433/side", "https://0x7f.1/side",
        "https://wiki.intern.local/side", "https://ruter.lan/side", "https://a.internal/side",
        "ftp://a.no/side", "javascript:alert(1)", "https:///side", "https://a.no/<script>",
        "https://intranett/side", FALSE, "https://xn--/side/\u202e",
    ],
)  # fmt: skip
def test_an_address_that_the_check_would_refuse_is_never_written(new: str) -> None:
    """Nor one inside a network, nor one in disguise; whatever is asked for."""
    found = weighed({OLD: _moved(new)}, 3, other_hosts=True)
    assert all(move.refusal for move in found)
    if found and not bad_address(new):
        assert "vert" in str(found[0].refusal) or "internt" in str(found[0].refusal)


def test_a_target_that_several_pages_share_is_never_written() -> None:
    """They were moved to one generic page, which is none of them; one night of it is enough."""
    new = "https://a.no/tema"
    for other in (_moved(new), _moved(f"{new}/"), _moved(f"{new}#x", times=1)):
        history = {OLD: _moved(new), "https://a.no/side/2": other}
        assert "flere adresser" in str(weighed(history, 3)[0].refusal)
    temporarily = Record(recent=(Sighting(at=AT, status=200, url=new),))
    assert weighed({OLD: _moved(new), "https://a.no/side/2": temporarily}, 3)[0].refusal
    # One page in several spellings, and its fragments, are one.
    same = {OLD: _moved(new), "http://www.a.no/side/1/": _moved(new), f"{OLD}#del": _moved(new)}
    assert [move.refusal for move in weighed(same, 3)] == [None] * 3


def test_a_deep_address_is_never_moved_to_a_front_page() -> None:
    """A front page may move to another."""
    assert "forside" in str(_only({OLD: _moved("https://a.no/")}).refusal)
    assert "forside" in str(_only({OLD: _moved("https://a.no/nb")}).refusal)
    assert _only({"https://a.no/": _moved("https://a.no/no")}).refusal is None


@pytest.mark.parametrize("new", ["https://b.no/side/1", "https://kurs.a.no/side/1"])
def test_a_move_to_another_host_is_written_only_on_request(new: str) -> None:
    """Another owner may have the host; www makes no difference."""
    assert "--other-hosts" in str(_only({OLD: _moved(new)}).refusal)
    move = _only({OLD: _moved(new)}, other_hosts=True)
    assert (move.refusal, move.is_to_another_host) == (None, True)


def test_real_nights_lead_to_a_move() -> None:
    """Three nights of the same move, seen by the check itself."""
    nights = nights_over(OLD)
    for night in range(1, 4):
        nights.run({OLD: answer(OLD, to="https://a.no/ny")})
        assert bool(weighed(nights.history, 3)) is (night == 3)


def test_what_is_left_to_a_human_is_said(tmp_path: Path) -> None:
    """The command lists other hosts and refusals, with letters as they are, before the diff."""
    urls = [OLD, "https://a.no/side/2", "https://a.no/side/3", "https://a.no/side/4"]
    text = "links:\n" + "".join(f"  - url: {url}\n" for url in urls)
    (tmp_path / "links.yaml").write_text(text, "utf-8")
    news = ["https://a.no/ny", "https://b.no/ny", FALSE, "https://a.no/404"]
    memory = tmp_path / "h.json"
    history = {old: _moved(new) for old, new in zip(urls, news, strict=True)}
    write_history(memory, {**history, "https://fjernet.no/": _moved("https://annen.no/")})
    command = ["links", "fix", str(tmp_path), "--history", str(memory)]
    shown = CliRunner().invoke(main, [*command, "--dry-run"]).output
    remarks = [line for line in shown.splitlines() if line.startswith("#")]
    assert [line.partition(" (")[0] for line in remarks] == [
        "# Ikke skrevet inn: https://a.no/side/2 → https://b.no/ny",
        "# Ikke skrevet inn: https://a.no/side/3 → https://xn--lvdata-wqf.no/side",
        "# Ikke skrevet inn: https://a.no/side/4 → https://a.no/404",
    ]
    assert "\u043e" not in shown
    assert (tmp_path / "links.yaml").read_text("utf-8") == text
    shown = CliRunner().invoke(main, [*command, "--other-hosts"]).output
    assert shown.startswith("# Til en annen vert: https://a.no/side/2 → https://b.no/ny\n")
    changed = text.replace(urls[0], news[0]).replace(urls[1], news[1])
    assert (tmp_path / "links.yaml").read_text("utf-8") == changed
