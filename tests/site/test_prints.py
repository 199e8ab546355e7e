"""Cards between builds: they are made once, and only for sites that can show them."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator.hub.model import Change
from generator.site import prints
from generator.site.build import build
from generator.site.content import Content
from generator.site.errors import SiteError
from generator.site.paper.typesetting import PaperError
from generator.site.prints import Prints
from generator.site.settings import Offline, Settings
from tests.site_fixtures import a_hub, a_question

HUB = a_hub(a_question("te"), a_question("kaffe"))
CHANGE = Change(date=date(2026, 3, 2), title="Te", note="Te.", questions=("te",))
PATHS = ["kort.png", "gjest/kort.png", "sporsmal/te/kort.png", "sporsmal/kaffe/kort.png"]


def settings(root: Path | None = None, **more: Any) -> Settings:
    known = {
        "site_url": "https://hjelpen.example.org/",
        "pdf": False,
        "root": root,
        "overrides": ".",
    }
    return Settings(**{**known, **more})


def of(root: Path | None, **more: Any) -> Prints:
    return Prints(Content(HUB, settings(root, **more)))


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that grows with each card that is made."""
    found: list[str] = []
    real = prints.png
    monkeypatch.setattr(prints, "png", lambda *given: found.append("") or real(*given))
    return found


def test_a_card_is_made_once(tmp_path: Path, made: list[str]) -> None:
    """A second build takes them all from the folder; those of nothing are removed."""
    first = of(tmp_path)
    first.prepare(2)
    cards = dict(first)
    assert list(cards) == PATHS
    assert len(made) == 4
    folder = tmp_path / ".rollehub/prints"
    (folder / "old.png").write_bytes(b"")
    (folder / "note.txt").write_text("not ours")
    again = of(tmp_path)
    again.prepare(2)
    assert dict(again) == cards
    assert len(made) == 4
    assert sorted(file.suffix for file in folder.iterdir()) == [".png"] * 4 + [".txt"]


def test_a_card_that_was_cut_off_is_made_again(tmp_path: Path) -> None:
    """A full disk or a power cut leaves no half card on the site."""
    first = of(tmp_path)
    first.prepare(1)
    cards = dict(first)
    for file in (tmp_path / ".rollehub/prints").iterdir():
        file.write_bytes(file.read_bytes()[:-5])
    again = of(tmp_path)
    again.prepare(1)
    assert dict(again) == cards


def test_a_handout_is_made_anew_each_day_unless_its_changes_are_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A date is printed on it: that of its newest change, or of the build."""
    made: list[bytes] = []
    real = prints.pdf
    monkeypatch.setattr(prints, "pdf", lambda *given: made.append(b"") or real(*given))
    for day in ("1795305599", "1795305599", "1795405599"):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", day)
        hub = a_hub(*HUB.questions, changes=[CHANGE])
        all_ = Prints(Content(hub, settings(tmp_path, pdf=True)))
        all_.prepare(2)
        assert all(data.startswith(b"%PDF-") for path, data in all_.items() if path.endswith("f"))
    assert list(all_) == [
        *PATHS,
        "sporsmal/te/te.pdf",
        "sporsmal/kaffe/kaffe.pdf",
        "emner/emne/emne.pdf",
    ]
    assert len(made) == 3 + 1  # only that of coffee, which no change names


def test_cards_need_no_folder(tmp_path: Path) -> None:
    """They are the same without one, and when something is in its place."""
    free = of(None)
    free.prepare(1)
    (tmp_path / ".rollehub").write_text("in the way")
    blocked = of(tmp_path)
    blocked.prepare(1)
    assert dict(free) == dict(blocked)


def test_the_files_of_a_site_have_the_cards(tmp_path: Path) -> None:
    """At the addresses that the pages name, also the earlier ones of a role."""
    files = dict(build(HUB, settings(tmp_path)).all_files(jobs=2))
    assert [path for path in files if path.endswith(".png")] == PATHS


@pytest.mark.parametrize(
    "more",
    [{"site_url": ""}, {"cards": False}, {"offline": Offline(date(2026, 11, 21))}],
    ids=["no address", "switched off", "a copy"],
)
def test_no_cards_without_a_use(more: dict[str, Any]) -> None:
    """Networks fetch a card from its absolute address, and never from a disk."""
    assert list(of(None, **more)) == []


def test_a_card_that_cannot_be_made_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """It names the card."""

    def fail(*_: object) -> bytes:
        raise PaperError("nei")

    monkeypatch.setattr(prints, "png", fail)
    with pytest.raises(SiteError, match=r"gjest/kort\.png kan ikke lages: nei"):
        of(None)["gjest/kort.png"]
