"""Which files have changed: new, written, replaced, renamed and deleted ones, and no others."""

from collections.abc import Callable
from pathlib import Path

from generator.shells.watching import changes, stamps

Action = Callable[[], object]


def seen(folder: Path, *actions: Action | None) -> set[str]:
    """Return the names that change while these actions happen, one between two looks.

    None is a look at which nothing happens.
    """
    waiting = [*actions, None]

    def sleep(_: float) -> None:
        if action := waiting.pop(0):
            action()

    return {path.name for path in next(changes(lambda: [folder], sleep))}


def test_every_way_of_saving_is_seen(tmp_path: Path) -> None:
    """An editor may write a file, or put a new one in its place."""
    file, other = tmp_path / "a.yaml", tmp_path / "b.yaml"
    assert seen(tmp_path, lambda: file.write_text("1")) == {"a.yaml"}
    assert seen(tmp_path, lambda: file.write_text("12")) == {"a.yaml"}
    other.write_text("34")
    assert seen(tmp_path, lambda: other.replace(file)) == {"a.yaml", "b.yaml"}
    assert seen(tmp_path, lambda: file.rename(other)) == {"a.yaml", "b.yaml"}
    assert seen(tmp_path, other.unlink) == {"b.yaml"}
    assert seen(tmp_path, (tmp_path / "mappe").mkdir, lambda: file.write_text("1")) == {"a.yaml"}


def test_a_save_in_steps_is_one_change(tmp_path: Path) -> None:
    """A file is looked at again until it stays the same."""
    file = tmp_path / "a.yaml"
    steps = [lambda: file.write_text("1"), file.unlink, lambda: file.write_text("123")]
    assert seen(tmp_path, *steps) == {"a.yaml"}
    assert file.read_text() == "123"


def test_a_file_that_comes_and_goes_is_no_change(tmp_path: Path) -> None:
    """Some editors try whether they may write."""
    trial, file = tmp_path / "4913", tmp_path / "a.yaml"
    actions = [lambda: trial.write_text(""), trial.unlink, None, lambda: file.write_text("1")]
    assert seen(tmp_path, *actions) == {"a.yaml"}


def test_files_of_editors_are_not_looked_at(tmp_path: Path) -> None:
    """A swap file changes with every key that is pressed."""

    def write() -> None:
        for name in (".a.yaml.swp", "a.yaml~", "#a.yaml#", ".git/index", "b.yaml"):
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_text("1")

    assert seen(tmp_path, write) == {"b.yaml"}


def test_a_file_that_never_settles_is_shown_all_the_same(tmp_path: Path) -> None:
    """The preview must not wait for it for ever."""
    file = tmp_path / "a.yaml"
    sizes = iter(range(1, 1000))
    forever = [lambda: file.write_text("x" * next(sizes))] * 100
    assert seen(tmp_path, *forever) == {"a.yaml"}


def test_what_is_missing_has_no_stamp(tmp_path: Path) -> None:
    """A folder may be deleted and come back, as when a branch is changed."""
    folder, file = tmp_path / "content", tmp_path / "rollehub.yaml"
    assert stamps([folder, file]) == {}
    folder.mkdir()
    (folder / "a").write_text("1")
    (folder / "lenke").symlink_to(folder)
    file.write_text("1")
    assert {Path(path).name for path in stamps([folder, file])} == {"a", "lenke", "rollehub.yaml"}
