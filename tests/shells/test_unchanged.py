"""A build is left out only if nothing that it is made from, and nothing that it made, changed."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.shells import unchanged
from generator.shells.unchanged import KEPT, forget, last_words, remember, state

SAID = ["én advarsel\n"]


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A hub whose site was built."""
    monkeypatch.setenv("ADRESSE", "https://hub.example.org/")
    root = tmp_path / "hub"
    for path, text in {
        "mkdocs.yml": "site_url: !ENV ADRESSE\n",
        "roles.yaml": "roles: []\n",
        "content/questions/q.yaml": "id: q\n",
        "maler/main.html": "",
        "site/index.html": "<p>",
        "site/q/index.html": "<p>",
    }.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    made = ["index.html", "q/index.html"]
    more = ["maler", "lenker.json"]
    remember(
        root, root / "site", strict=False, files=made, more=more, said=SAID, before=state(root)
    )
    return root


def said(root: Path) -> list[str] | None:
    return last_words(root, root / "site", strict=False)


def test_nothing_is_done_when_nothing_changed(hub: Path) -> None:
    """What the last build said is said again."""
    assert said(hub) == SAID


@pytest.mark.parametrize(
    "change",
    [
        lambda root: (root / "roles.yaml").write_text("roles: [] \n"),
        lambda root: (root / "content/questions/q.yaml").unlink(),
        lambda root: (root / "content/questions/q.yaml").rename(root / "content/questions/r.yaml"),
        lambda root: (root / "content/pages.md").write_text(""),
        lambda root: (root / "maler/main.html").write_text("x"),
        lambda root: (root / "lenker.json").write_text("{}"),
        lambda root: (root / "site/q/index.html").unlink(),
        lambda root: (root / "site/q/index.html").write_text("<b>"),
        lambda root: os.utime(root / "site/index.html", (1, 1)),
        lambda root: (root / KEPT).unlink(),
        forget,
    ],
)
def test_any_change_asks_for_a_build(hub: Path, change: Callable[[Path], object]) -> None:
    """Of a source, a template, the link check, a file of the site, or what is remembered."""
    change(hub)
    assert said(hub) is None


@pytest.mark.parametrize("name", ["ADRESSE", "SOURCE_DATE_EPOCH", "ROLLEHUB_CONTACT"])
def test_a_variable_that_a_build_uses_counts(
    hub: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Also one that only `mkdocs.yml` names."""
    monkeypatch.setenv(name, "1")
    assert said(hub) is None
    monkeypatch.undo()
    monkeypatch.setenv("ADRESSE", "https://hub.example.org/")
    monkeypatch.setenv("NOT_NAMED", "1")
    assert said(hub) == SAID


def test_another_site_or_strictness_is_another_build(hub: Path) -> None:
    """The last one tells nothing of it."""
    assert last_words(hub, hub / "other", strict=False) is None
    assert last_words(hub, hub / "site", strict=True) is None


def test_another_version_of_the_program_is_not_trusted(
    hub: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor another Python, or another library."""
    monkeypatch.setattr(unchanged, "program", lambda: "another")
    assert said(hub) is None


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "{}", "null", '{"site": 1}', "[" * 100_000, "\udcff", '{"files": []}']
)
def test_what_cannot_be_read_counts_as_nothing(hub: Path, text: str) -> None:
    """It is replaced by the next build."""
    (hub / KEPT).write_bytes(text.encode("utf-8", "surrogateescape"))
    assert said(hub) is None


@pytest.mark.parametrize("key", ["site", "strict", "more", "inputs", "files", "said"])
@pytest.mark.parametrize("value", [None, 1, "x", [1], {"a": 1}])
def test_a_damaged_value_counts_as_nothing(hub: Path, key: str, value: object) -> None:
    """Whatever it is."""
    kept = json.loads((hub / KEPT).read_text("utf-8"))
    if key == "said" and isinstance(value, list | str | dict):
        return  # only words
    (hub / KEPT).write_text(json.dumps({**kept, key: value}), "utf-8")
    assert said(hub) is None


def test_a_folder_that_cannot_be_written_costs_only_time(hub: Path) -> None:
    """Nothing is remembered, and nothing fails."""
    forget(hub)
    (hub / ".rollehub").rmdir()
    (hub / ".rollehub").write_text("a file", "utf-8")
    remember(hub, hub / "site", strict=False, files=[], more=[], said=[], before=state(hub))
    assert said(hub) is None


def test_what_may_never_end_is_not_read(hub: Path) -> None:
    """A pipe in place of the result file, and a link to a device, are changes like others."""
    os.mkfifo(hub / "lenker.json")
    (hub / "content/uendelig.yaml").symlink_to("/dev/zero")
    assert said(hub) is None


def test_a_source_that_changed_during_the_build_asks_for_another(hub: Path) -> None:
    """It may not be in the site."""
    forget(hub)
    before = state(hub)
    (hub / "content/questions/q.yaml").write_text("id: q\nquestion: Ny?\n", "utf-8")
    made = ["index.html", "q/index.html"]
    remember(hub, hub / "site", strict=False, files=made, more=[], said=[], before=before)
    assert said(hub) is None
