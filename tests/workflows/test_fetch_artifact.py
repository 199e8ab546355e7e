"""fetch-artifact: what a job before has uploaded, however it was packed, fits on the disk."""

import struct
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.workflows.world import RUN, World


def fetched(world: World, archive: Path, code: int = 0, most: int = 64) -> tuple[str, Path]:
    """Run the script with an archive; return what is logged, and the folder."""
    world.change(artifacts={RUN: {"ting": str(archive)}})
    tree = world.desk()
    return world.run("fetch-artifact", tree, RUN, "ting", "ut", str(most), code=code), tree / "ut"


def packed(path: Path, files: Mapping[str, bytes]) -> Path:
    """Write an archive."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def test_the_files_of_an_artifact(world: World, tmp_path: Path) -> None:
    """They are as they were, in folders of their own too."""
    files = {"a.txt": b"en", "b/c.json": b"{}" * 1000}
    _, folder = fetched(world, packed(tmp_path / "x.zip", files))
    found = {x.relative_to(folder).as_posix(): x for x in folder.rglob("*") if x.is_file()}
    assert {name: x.read_bytes() for name, x in found.items()} == files


@pytest.mark.parametrize("is_honest", [True, False])
def test_a_file_that_would_fill_the_disk(world: World, tmp_path: Path, *, is_honest: bool) -> None:
    """Whatever its header says of its size, no more than the limit is written, and then none."""
    archive = packed(tmp_path / "x.zip", {"stor.json": bytes(50_000_000)})
    if not is_honest:
        data = archive.read_bytes()
        archive.write_bytes(data.replace(struct.pack("<I", 50_000_000), struct.pack("<I", 100)))
    log, folder = fetched(world, archive, code=1)
    assert "har en fil på mer enn 64 KiB" in log
    assert not folder.exists()


def test_an_archive_that_is_too_large_itself(world: World, tmp_path: Path) -> None:
    """It is not fetched to its end."""
    path = tmp_path / "x.zip"
    path.write_bytes(bytes(1_000_000))
    fetched(world, path, code=None)


def test_too_many_files(world: World, tmp_path: Path) -> None:
    """Many small files fill a disk, too."""
    archive = packed(tmp_path / "x.zip", {f"{n}.txt": b"x" for n in range(300)})
    log, folder = fetched(world, archive, code=1)
    assert "ting har flere enn 200 filer" in log
    assert [*folder.iterdir()] == []


def test_a_path_that_leads_out(world: World, tmp_path: Path) -> None:
    """It leads nowhere but into the folder."""
    _, folder = fetched(world, packed(tmp_path / "x.zip", {"../../ute.txt": b"x"}))
    assert [*tmp_path.rglob("ute.txt")] == [folder / "ute.txt"]


def test_an_artifact_that_is_not_there(world: World) -> None:
    """Its name is said."""
    world.change(artifacts={RUN: {}})
    log = world.run("fetch-artifact", world.desk(), RUN, "ting", "ut", "64", code=1)
    assert log == f"The run {RUN} has no artifact ting.\n"
