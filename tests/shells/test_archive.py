"""The ZIP of an offline copy: one folder, safe file names, reproducible bytes."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest

from generator.shells.archive import as_zip
from generator.shells.edition import Edition
from tests.shells.offline_copies import copied

PLAIN = Edition("Hub", None, date(2026, 2, 3))
SMALL = {"index.html": b"<main></main>", "data/hub.json": b"{}"}


def test_the_zip_contains_one_folder(name: str) -> None:
    """All files are in one folder, sorted by path, and are unpacked unchanged."""
    copy, edition = copied(name)
    with ZipFile(BytesIO(as_zip(copy, edition))) as archive:
        assert archive.testzip() is None
        paths = archive.namelist()
        assert paths == sorted(paths)
        assert {path.split("/")[0] for path in paths} == {edition.folder}
        assert {path.partition("/")[2]: archive.read(path) for path in paths} == copy


def test_the_zip_reveals_nothing_about_the_machine() -> None:
    """Every file has the date of the edition, the same mode and the same system."""
    with ZipFile(BytesIO(as_zip(SMALL, PLAIN))) as archive:
        for info in archive.infolist():
            assert info.date_time == (2026, 2, 3, 0, 0, 0)
            assert (info.create_system, info.external_attr >> 16) == (3, 0o100644)
            assert (info.extra, info.comment) == (b"", b"")


@pytest.mark.parametrize(
    ("day", "stamp"), [(None, (1980, 1, 1)), (date(2200, 5, 6), (2107, 12, 31))]
)
def test_a_day_that_a_zip_cannot_hold_is_replaced(
    day: date | None, stamp: tuple[int, int, int]
) -> None:
    """The format supports the years 1980 to 2107."""
    with ZipFile(BytesIO(as_zip(SMALL, replace(PLAIN, day=day)))) as archive:
        assert {info.date_time[:3] for info in archive.infolist()} == {stamp}


def test_the_order_of_the_files_makes_no_difference() -> None:
    """The order of the input files does not affect the bytes."""
    backwards = dict(reversed(SMALL.items()))
    assert as_zip(backwards, PLAIN) == as_zip(SMALL, PLAIN)


@pytest.mark.parametrize(
    "path",
    [
        "../x",
        "a/../x",
        "/x",
        "a//x",
        "a\\x",
        "c:x",
        "a/x.",
        "a./x",
        "a /x",
        'a"x',
        "a\nx",
        "a?x",
        "",
    ],
)
def test_a_path_that_is_not_portable_is_rejected(path: str) -> None:
    """Nothing can be unpacked outside the folder or under another name."""
    with pytest.raises(ValueError, match="filnavnet"):
        as_zip({path: b""}, PLAIN)
