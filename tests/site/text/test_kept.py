"""Forms of answers that are kept between builds are those that would be made anew, or none."""

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from generator.site.build import build
from generator.site.settings import Settings
from generator.site.text import answer, kept
from generator.site.text.answer import Texts
from generator.site.text.kept import KeptForms
from tests.site_fixtures import hub

ANSWERS = [question.answer for question in hub("own").questions]


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the forms of a small hub, too."""
    monkeypatch.setattr(answer, "_FEW", 1)


def forms(texts: list[str] = ANSWERS) -> dict[str, Any]:
    made = Texts(hub("own"))
    return {text: made.answer(text).all_forms() for text in texts}


def comparable(found: dict[str, Any]) -> Any:
    """Return forms with tuples for all sequences."""
    return {
        text: {
            key: tuple(value) if isinstance(value, list) else value for key, value in each.items()
        }
        for text, each in found.items()
    }


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file with the forms of all answers of this hub."""
    path = tmp_path / ".rollehub/answers.sqlite"
    KeptForms(path, "one").write(forms(), ANSWERS)
    return path


def test_what_is_kept_is_what_was_made(file: Path) -> None:
    """Every form of every answer."""
    assert comparable(KeptForms(file, "one").read(ANSWERS)) == comparable(forms())


def test_another_version_keeps_nothing(file: Path) -> None:
    """Of the program, the links or the glossary; then it keeps its own."""
    assert KeptForms(file, "two").read(ANSWERS) == {}
    KeptForms(file, "two").write(forms(ANSWERS[:1]), ANSWERS)
    assert [*KeptForms(file, "two").read(ANSWERS)] == ANSWERS[:1]
    assert KeptForms(file, "one").read(ANSWERS) == {}


def test_an_answer_that_is_gone_is_dropped(file: Path) -> None:
    """The file does not grow for ever."""
    KeptForms(file, "one").write({}, ANSWERS[:2])
    assert set(KeptForms(file, "one").read(ANSWERS)) == set(ANSWERS[:2])


@pytest.mark.parametrize("data", [b"", b"no database", b"SQLite format 3\0" + b"x" * 5000])
def test_a_damaged_file_counts_as_nothing(file: Path, data: bytes) -> None:
    """And a build replaces it, at the latest when it is built again."""
    file.write_bytes(data)
    some = KeptForms(file, "one")
    assert some.read(ANSWERS) == {}
    for _ in range(2):
        some.write(forms(), ANSWERS)
    assert len(some.read(ANSWERS)) == len(set(ANSWERS))


def test_a_changed_row_counts_as_nothing(file: Path) -> None:
    """Only its answer is made again."""
    with sqlite3.connect(file) as database:
        database.execute("update forms set data = replace(data, 'a', 'e') where rowid = 1")
    assert len(KeptForms(file, "one").read(ANSWERS)) == len(set(ANSWERS)) - 1


def test_a_folder_that_cannot_be_written_costs_only_time(tmp_path: Path) -> None:
    """Nothing is kept, and nothing fails."""
    (tmp_path / ".rollehub").write_text("a file", "utf-8")
    some = KeptForms(tmp_path / ".rollehub/answers.sqlite", "one")
    some.write(forms(ANSWERS[:1]), ANSWERS)
    assert some.read(ANSWERS) == {}


@pytest.mark.parametrize("jobs", [1, 2])
def test_bytes_do_not_depend_on_what_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: int
) -> None:
    """The second build takes every answer from the file, and makes the same site."""
    settings = Settings(pdf=False, root=tmp_path)
    first = dict(build(hub("own"), settings).all_files(jobs=jobs))
    taken: list[int] = []
    read = kept.KeptForms.read

    def counted(self: KeptForms, texts: Any) -> dict[str, Any]:
        found = read(self, texts)
        taken.append(len(found))
        return found

    monkeypatch.setattr(kept.KeptForms, "read", counted)
    second = dict(build(hub("own"), settings).all_files(jobs=jobs))
    assert taken[0] >= len(set(ANSWERS))
    assert {path for path in first if first[path] != second[path]} == set()
