"""Writing a site into a folder: only what changed, all or nothing, and never over other things."""

import resource
import subprocess
import sys
from collections.abc import Iterator
from itertools import starmap
from pathlib import Path

import pytest

from generator.shells.folder import (
    MARK,
    FolderError,
    Put,
    PutFile,
    Written,
    check_target,
    mark_of,
    write_site,
)

FILES = {
    "index.html": b"hei", "lis/index.html": b"lis", "lis/lis.pdf": b"%PDF", "_headers": b"",
    "404.html": b"borte",
}  # fmt: skip


def write(target: Path, files: dict[str, bytes]) -> Written:
    """Write files into a folder."""
    return write_site(lambda put: list(starmap(put, files.items())), target)


def content(target: Path) -> dict[str, bytes]:
    """Return path -> bytes of everything in a folder but the mark."""
    return {
        path.relative_to(target).as_posix(): path.read_bytes()
        for path in target.rglob("*")
        if path.is_file() and path.name != MARK
    }


def stamps(target: Path) -> dict[str, tuple[int, int]]:
    """Return path -> inode and time of change, which differ after any writing."""
    return {str(path): (path.stat().st_ino, path.stat().st_mtime_ns) for path in target.rglob("*")}


def test_a_folder_has_exactly_the_files_of_the_site(tmp_path: Path) -> None:
    """Missing parents are made, and the mark lists every file."""
    site = tmp_path / "a/b/site"
    assert write(site, FILES) == Written(pages=3, others=2, written=5, removed=0)
    assert content(site) == FILES
    assert (site / MARK).read_bytes() == mark_of(FILES)
    assert {path.name for path in site.iterdir()} == {
        MARK, "index.html", "lis", "_headers", "404.html"
    }  # fmt: skip


def test_files_that_stay_the_same_are_not_touched(tmp_path: Path) -> None:
    """Neither their bytes nor their times change; a build without changes writes nothing."""
    write(tmp_path / "site", FILES)
    before = stamps(tmp_path / "site")
    assert write(tmp_path / "site", FILES).written == 0
    assert stamps(tmp_path / "site") == before
    assert write(tmp_path / "site", {**FILES, "index.html": b"hoi"}).written == 1
    changed = {path for path, stamp in stamps(tmp_path / "site").items() if before[path] != stamp}
    assert changed == {str(tmp_path / "site/index.html")}


def test_what_no_longer_belongs_is_removed(tmp_path: Path) -> None:
    """Folders that become empty go too; what others put there stays."""
    site = tmp_path / "site"
    write(site, FILES)
    (site / "CNAME").write_bytes(b"hub.example.org")
    (site / ".well-known").mkdir()
    (site / ".well-known/security.txt").write_bytes(b"a")
    done = write(site, {"index.html": b"hei"})
    assert done == Written(pages=1, others=0, written=0, removed=4)
    assert content(site) == {
        "index.html": b"hei", "CNAME": b"hub.example.org", ".well-known/security.txt": b"a",
    }  # fmt: skip
    assert not (site / "lis").exists()


def test_an_empty_folder_may_be_used(tmp_path: Path) -> None:
    """So may one that has only hidden files, such as a branch that is published."""
    (tmp_path / ".git").write_bytes(b"gitdir: x")
    write(tmp_path, FILES)
    assert content(tmp_path) == {**FILES, ".git": b"gitdir: x"}


@pytest.mark.parametrize("name", ["notat.txt", "index.html", "mappe/"])
def test_a_folder_with_other_things_is_left_alone(tmp_path: Path, name: str) -> None:
    """Nothing in it is written over, removed or added, and the message names one of them."""
    path = tmp_path / name
    path.mkdir() if name.endswith("/") else path.write_bytes(b"mitt")
    before = stamps(tmp_path)
    for attempt in (lambda: write(tmp_path, FILES), lambda: check_target(tmp_path, Path("/hub"))):
        with pytest.raises(FolderError, match=rf"ikke har laget, blant annet «{path.name}»"):
            attempt()
    assert stamps(tmp_path) == before


def test_the_mark_of_something_else_is_no_mark(tmp_path: Path) -> None:
    """A file of the same name, but not from us, proves nothing."""
    (tmp_path / MARK).write_bytes(b"index.html\n")
    (tmp_path / "index.html").write_bytes(b"mitt")
    with pytest.raises(FolderError):
        write(tmp_path, FILES)
    assert (tmp_path / "index.html").read_bytes() == b"mitt"


def test_a_mark_never_reaches_out_of_the_folder(tmp_path: Path) -> None:
    """A mark that was tampered with removes nothing elsewhere."""
    site, other = tmp_path / "site", tmp_path / "viktig"
    other.write_bytes(b"x")
    site.mkdir()
    (site / MARK).write_bytes(mark_of(["../viktig", str(other), "a/../../viktig", ""]))
    assert write(site, FILES).removed == 0
    assert other.read_bytes() == b"x"


def test_a_link_in_the_folder_is_replaced(tmp_path: Path) -> None:
    """The file that a symbolic link points to is never written."""
    site, other = tmp_path / "site", tmp_path / "viktig"
    write(site, FILES)
    other.write_bytes(b"hei")
    (site / "index.html").unlink()
    (site / "index.html").symlink_to(other)
    write(site, {**FILES, "index.html": b"nytt"})
    assert other.read_bytes() == b"hei"
    assert content(site) == {**FILES, "index.html": b"nytt"}


@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError, OSError])
def test_a_build_that_fails_leaves_the_last_site(
    tmp_path: Path, error: type[BaseException]
) -> None:
    """Whatever happens while the files are made, nothing changes; on a first build, nothing is."""

    def failing(put: PutFile) -> Iterator[Put]:
        yield put("index.html", b"nytt")
        yield put("ny/mappe/index.html", b"ny")
        raise error

    expected = FolderError if error is OSError else error
    with pytest.raises(expected):
        write_site(failing, tmp_path / "a/site")
    assert list(tmp_path.iterdir()) == []
    write(tmp_path / "site", FILES)
    before = stamps(tmp_path)
    with pytest.raises(expected):
        write_site(failing, tmp_path / "site")
    assert {path: x for path, x in stamps(tmp_path).items() if path.endswith(tuple(FILES))} == {
        path: x for path, x in before.items() if path.endswith(tuple(FILES))
    }
    assert stamps(tmp_path).keys() == before.keys()


def test_a_full_disk_leaves_the_last_site(tmp_path: Path) -> None:
    """A limit on the size of files stands for a disk that is full after the first of two files."""
    write(tmp_path / "site", FILES)
    code = (
        "import sys; from pathlib import Path\n"
        "from generator.shells.folder import FolderError, write_site\n"
        "files = {'index.html': b'nytt', 'b.html': b'x' * 9000}\n"
        "try: write_site(lambda put: [put(*file) for file in files.items()], Path(sys.argv[1]))\n"
        "except FolderError as error: print(error)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "site"], cwd=tmp_path, text=True, capture_output=True,
        check=True, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096)),
    )  # fmt: skip
    assert done.stdout == "site kan ikke skrives: filen er for stor for disken\n"
    assert content(tmp_path / "site") == FILES


def test_the_mark_comes_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build that is stopped while it moves files has not listed files that are not there."""
    site, moved, replace = tmp_path / "site", list[str](), Path.replace
    write(site, FILES)
    (site / "eldre").mkdir()  # of others
    new = {**FILES, "index.html": b"nytt", "ny/mappe/a.html": b"a", "eldre/b.html": b"b"}

    def noted(self: Path, place: Path) -> Path:
        moved.append(place.relative_to(site).as_posix())
        return replace(self, place)

    monkeypatch.setattr(Path, "replace", noted)
    write(site, new)
    assert sorted(moved[:-1]) == ["eldre/b.html", "index.html", "ny"]
    assert moved[-1] == MARK
    assert content(site) == new


def test_a_killed_build_is_cleaned_up_after(tmp_path: Path) -> None:
    """What it had not moved into place is removed, not published."""
    site = tmp_path / "site"
    write(site, FILES)
    (site / ".rollehub-new").mkdir()
    (site / ".rollehub-new/0").write_bytes(b"halv")
    write(site, {**FILES, "index.html": b"nytt"})
    assert content(site) == {**FILES, "index.html": b"nytt"}


@pytest.mark.parametrize(
    ("site", "said"),
    [
        ("hub", "huben ligger i"),
        (".", "huben ligger i"),
        ("hub/content/ut", "ligger blant kildene"),
        ("hub/overrides", "ligger blant kildene"),
        ("fil", "kan ikke brukes: det er en fil der det skulle vært en mappe"),
        ("fil/site", "kan ikke brukes: det er en fil der det skulle vært en mappe"),
    ],
)
def test_some_folders_are_never_used(tmp_path: Path, site: str, said: str) -> None:
    """The sources, what contains them, and what is no folder."""
    (tmp_path / "hub/content").mkdir(parents=True)
    (tmp_path / "fil").write_bytes(b"")
    with pytest.raises(FolderError, match=said):
        check_target(tmp_path / site, tmp_path / "hub")


def test_a_folder_in_the_way_is_named(tmp_path: Path) -> None:
    """A file of the site cannot replace a folder of somebody else."""
    site = tmp_path / "site"
    write(site, {"index.html": b"hei"})
    (site / "_headers/mitt").mkdir(parents=True)
    with pytest.raises(FolderError, match="det er en mappe der det skulle vært en fil"):
        write(site, FILES)
    assert content(site) == {"index.html": b"hei"}
