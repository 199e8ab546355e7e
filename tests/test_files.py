"""Files are replaced completely or not at all."""

import os
from pathlib import Path

import pytest

from generator.files import write_whole


def test_a_file_is_written_with_the_folders_above_it(tmp_path: Path) -> None:
    """Parent folders are created, and no temporary file is left."""
    path = tmp_path / "a/b/fil.json"
    write_whole(path, b"1")
    write_whole(path, b"22")
    assert path.read_bytes() == b"22"
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_an_interrupted_write_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, error: BaseException
) -> None:
    """A full disk or an interruption leaves the old file unchanged."""
    path = tmp_path / "fil.json"
    write_whole(path, b"old")

    def cut_off(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(os, step, cut_off)
    with pytest.raises(type(error)):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_symbolic_links_and_permissions_stay(tmp_path: Path) -> None:
    """The target of a symbolic link is replaced, and its permissions stay."""
    real, link = tmp_path / "ekte.json", tmp_path / "lenke.json"
    real.write_bytes(b"old")
    real.chmod(0o640)
    link.symlink_to(real)
    write_whole(link, b"new")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"
    assert real.stat().st_mode & 0o777 == 0o640
