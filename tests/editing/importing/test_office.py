"""Files of Word and Excel that are damaged, locked or too large are refused with one sentence."""

import io
import random
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from generator.editing.importing import office
from generator.editing.importing.lines import UnusableError
from generator.editing.importing.word import word_lines
from generator.editing.round_trip.sheet import as_sheet, read_sheet
from generator.editing.round_trip.word_back import read_word
from generator.editing.round_trip.word_out import as_word
from tests.editing.importing.office_files import add_footnotes, saved_word
from tests.site_fixtures import hub

READERS: dict[str, tuple[Callable[[Path], object], ...]] = {
    ".docx": (word_lines, read_word),
    ".xlsx": (read_sheet,),
}
DAMAGED = r"filen er ikke (et Word-dokument|et regneark \(.xlsx\)), eller er skadet; lagre den"
FLAGS, METHOD = 6, 8
"""Where the header of a part has them."""


@cache
def good(suffix: str) -> bytes:
    """Return a file that was sent out, with a footnote in the Word document."""
    if suffix == ".xlsx":
        return as_sheet(hub("kaffe"))
    return saved_word(add_footnotes(as_word(hub("kaffe"), "Kaffe"), ["En fotnote."]))


def read(folder: Path, suffix: str, data: bytes) -> list[str]:
    """Read a file in each way, and return the messages of those that fail."""
    path = folder / f"fil{suffix}"
    path.write_bytes(data)
    messages = []
    for reader in READERS[suffix]:
        try:
            reader(path)
        except UnusableError as error:
            messages.append(str(error))
    assert all(x.startswith(f"{path}: ") and "\n" not in x for x in messages)
    return messages


def with_parts(data: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """Return an archive with other parts; None leaves one out."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            part = change(name, old.read(name))
            if part is not None:
                new.writestr(name, part)
    return file.getvalue()


def names(suffix: str) -> list[str]:
    """Return the names of the parts of a good file."""
    return zipfile.ZipFile(io.BytesIO(good(suffix))).namelist()


@pytest.mark.parametrize("suffix", READERS)
def test_a_whole_file_is_read(tmp_path: Path, suffix: str) -> None:
    """As it is, and packed anew."""
    assert read(tmp_path, suffix, good(suffix)) == []
    assert read(tmp_path, suffix, with_parts(good(suffix), lambda _, part: part)) == []


@pytest.mark.parametrize("suffix", READERS)
def test_another_kind_of_file_is_refused(tmp_path: Path, suffix: str) -> None:
    """Whatever it is, and also a file of the other office program."""
    other = good(".xlsx" if suffix == ".docx" else ".docx")
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("notat.txt", "Hei")
    for data in (b"", b"%PDF-1.7", b"{\\rtf1", b"<html>", b"PK\3\4", other, archive.getvalue()):
        messages = read(tmp_path, suffix, data)
        assert len(messages) == len(READERS[suffix]), data[:20]
        assert "filen er ikke" in messages[0]


@pytest.mark.parametrize("suffix", READERS)
def test_a_file_that_was_cut_off_is_refused(tmp_path: Path, suffix: str) -> None:
    """Wherever it ends."""
    data = good(suffix)
    for size in (1, 30, 1000, len(data) // 2, len(data) - 23, len(data) - 1):
        messages = read(tmp_path, suffix, data[:size])
        assert len(messages) == len(READERS[suffix])


@pytest.mark.parametrize("suffix", READERS)
def test_a_file_with_parts_that_are_missing_or_wrong(tmp_path: Path, suffix: str) -> None:
    """It is read as far as the part says nothing, or refused; each is one sentence."""
    damages: dict[str, Callable[[bytes], bytes | None]] = {
        "missing": lambda _: None,
        "empty": lambda _: b"",
        "cut off": lambda part: part[: len(part) // 2],
        "another element": lambda _: b"<a/>",
        "a DTD": lambda _: b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
    }
    for about, damage in damages.items():
        for name in names(suffix):
            changed = with_parts(
                good(suffix), lambda x, part, n=name, d=damage: d(part) if x == n else part
            )
            messages = read(tmp_path, suffix, changed)
            if about in ("empty", "cut off", "a DTD") and name.endswith((".xml", ".rels")):
                assert len(messages) == len(READERS[suffix]), (about, name)


@pytest.mark.parametrize("suffix", READERS)
def test_a_file_with_any_wrong_byte_is_read_or_refused(tmp_path: Path, suffix: str) -> None:
    """In the archive, and in a part of it; nothing else is ever raised."""
    chance = random.Random(13)
    parts = names(suffix)
    for _ in range(60):
        data = bytearray(good(suffix))
        for _ in range(chance.choice((1, 1, 20))):
            data[chance.randrange(len(data))] = chance.randrange(256)
        read(tmp_path, suffix, bytes(data))
    for _ in range(60):
        name = chance.choice(parts)

        def damage(part: bytes) -> bytes:
            damaged = bytearray(part)
            for _ in range(3):
                damaged[chance.randrange(len(part))] = chance.choice(b'<>"= -09az/\xc3')
            return bytes(damaged)

        changed = with_parts(
            good(suffix), lambda x, part, n=name, d=damage: d(part) if x == n else part
        )
        read(tmp_path, suffix, changed)


@pytest.mark.parametrize("suffix", READERS)
@pytest.mark.parametrize(
    ("place", "value"),
    [(FLAGS, 0x01), (FLAGS, 0x20), (FLAGS, 0x40), (METHOD, 1), (METHOD, 12), (METHOD, 14)],
)
def test_what_the_format_does_not_have_is_refused(
    tmp_path: Path, suffix: str, place: int, value: int
) -> None:
    """Encrypted parts, and parts that are packed in other ways."""
    data = bytearray(good(suffix))
    for mark, offset in ((b"PK\3\4", place), (b"PK\1\2", place + 2)):
        at = data.find(mark)
        while at >= 0:
            data[at + offset] |= value
            at = data.find(mark, at + 1)
    (message, *_) = read(tmp_path, suffix, bytes(data))
    assert "eller er skadet; lagre den på nytt" in message


@pytest.mark.parametrize("suffix", READERS)
def test_a_file_with_a_password_says_so(tmp_path: Path, suffix: str) -> None:
    """Office programs write another kind of file then, the one that was used before 2007."""
    (message, *_) = read(tmp_path, suffix, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000))
    assert message.endswith(
        f"filen har passord eller er i et gammelt format; lagre den uten passord, som {suffix}"
    )


@pytest.mark.parametrize("suffix", READERS)
def test_a_file_that_would_fill_the_memory_is_refused(tmp_path: Path, suffix: str) -> None:
    """Before anything is unpacked: a small file can hold a thousand times its size."""
    bomb = io.BytesIO(good(suffix))
    with zipfile.ZipFile(bomb, "a", zipfile.ZIP_DEFLATED) as file:
        for name in ("media/a.png", "media/b.png"):
            file.writestr(name, bytes(110_000_000))
    assert len(bomb.getvalue()) < 1_000_000
    (message, *_) = read(tmp_path, suffix, bomb.getvalue())
    assert message.endswith("220 MB når den pakkes ut, og grensen er 200 MB; ta ut bilder")


@pytest.mark.parametrize("suffix", READERS)
def test_texts_have_a_lower_limit(
    tmp_path: Path, suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A tree takes far more memory than what it is read from."""
    monkeypatch.setattr(office, "_MOST_XML", 1000)
    (message, *_) = read(tmp_path, suffix, good(suffix))
    assert "MB når den pakkes ut" in message
    assert message.endswith("del den i flere filer")
