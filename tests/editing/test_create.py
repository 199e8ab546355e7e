"""A new hub is written as a whole or not at all, and nothing that exists is touched."""

from pathlib import Path

import pytest

from generator.editing import create as module
from generator.editing.create import create
from tests.tree_fixtures import files_of

FILES = {
    "roles.yaml": b"roles:\n  - {id: a, name: A}\n",
    "links.yaml": b"links: []\n",
    "content/topics.yaml": b"topics:\n  - {id: t, title: T, questions: [q]}\n",
    "content/questions/q.yaml": b"id: q\nquestion: Q?\nroles: all\nanswer: S.\n",
    ".github/x.yml": b"x: 1\n",
}


def names(folder: Path) -> list[str]:
    """Return the names in a folder, hidden ones too."""
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("target", ["ny", "en/ny/mappe", "tom"])
def test_a_hub_is_written_into_a_new_or_an_empty_folder(tmp_path: Path, target: str) -> None:
    """Folders above it are made; nothing else is left behind."""
    (tmp_path / "tom").mkdir()
    assert create(tmp_path / target, FILES) == []
    assert files_of(tmp_path) == {f"{target}/{path}" for path in FILES}
    assert (tmp_path / target).stat().st_mode & 0o777 == (tmp_path / "tom").stat().st_mode & 0o777


def test_what_does_no_harm_may_be_there(tmp_path: Path) -> None:
    """A repository, an environment of Python and the package stay as they are."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "env").mkdir()
    (tmp_path / "env/pyvenv.cfg").write_text("")
    (tmp_path / "rollehub-1.whl").write_text("x")
    create(tmp_path, FILES)
    assert files_of(tmp_path) == {*FILES, "env/pyvenv.cfg", "rollehub-1.whl"}


@pytest.mark.parametrize(
    ("paths", "message"),
    [
        (["notat.txt"], "{} er ikke tom: notat.txt; velg en ny mappe"),
        ([".github/a.yml"], "{} er ikke tom: .github; velg en ny mappe"),
        (list("gfedcba"), "{} er ikke tom: a, b, c, d, e, …; velg en ny mappe"),
        (["roles.yaml"], "{} har alt en hub (roles.yaml); velg en annen mappe"),
    ],
)
def test_what_is_in_the_way_is_named_and_stays(
    tmp_path: Path, paths: list[str], message: str
) -> None:
    """The message names what was found, and nothing is written."""
    for path in paths:
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text("mitt")
    with pytest.raises(ValueError, match=r".") as error:
        create(tmp_path, FILES)
    assert str(error.value) == message.format(tmp_path)
    assert files_of(tmp_path) == set(paths)


@pytest.mark.parametrize("kind", ["file", "broken link"])
def test_a_file_in_the_way_is_refused(tmp_path: Path, kind: str) -> None:
    """A symbolic link that leads nowhere is in the way, too."""
    target = tmp_path / "hub"
    target.write_text("x") if kind == "file" else target.symlink_to("borte")
    with pytest.raises(ValueError, match="er ikke en mappe; velg et annet navn"):
        create(target, FILES)
    assert names(tmp_path) == ["hub"]


@pytest.mark.parametrize("target", ["ny", "en/ny", "tom"])
def test_a_hub_with_a_mistake_is_not_written(tmp_path: Path, target: str) -> None:
    """It is checked before it gets its place."""
    (tmp_path / "tom").mkdir()
    wrong = FILES | {"roles.yaml": b"roles:\n  - {id: lenker, name: A}\n"}
    with pytest.raises(ValueError, match=r"rollen kan ikke hete «lenker»"):
        create(tmp_path / target, wrong)
    assert names(tmp_path) == ["tom"]
    assert names(tmp_path / "tom") == []


@pytest.mark.parametrize("target", ["ny", "en/ny", "tom"])
@pytest.mark.parametrize("count", [0, 1, 2])
def test_nothing_is_left_when_the_disk_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, target: str, count: int
) -> None:
    """Neither half a hub nor a temporary folder, whenever it fails."""
    (tmp_path / "tom").mkdir()
    real, done = Path.rename, []

    def fail(self: Path, to: Path) -> Path:
        if len(done) == count or not target.startswith("tom"):
            raise OSError(28, "No space left on device")
        done.append(to)
        return real(self, to)

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(OSError, match="No space"):
        create(tmp_path / target, FILES)
    assert names(tmp_path) == ["tom"]
    assert names(tmp_path / "tom") == []


def test_a_write_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same while the files are written."""

    def fail(_path: Path, _data: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", fail)
    with pytest.raises(OSError, match="No space"):
        create(tmp_path / "ny", FILES)
    assert names(tmp_path) == []
    assert module.refuse_if_taken(tmp_path / "ny", FILES) is None
