"""What `rollehub fix` would write: it fits the file, and the next check does not find it again."""

import unicodedata
from pathlib import Path

import pytest

from generator.hub.load import read_hub
from generator.problems import Code, Problem
from generator.sources.decode import decode
from generator.sources.lines import line_starts
from generator.sources.reader import read
from tests.check.test_cases import cases, read_case, write_hub


def _offset(text: str, problem: Problem) -> int:
    assert problem.fix is not None
    place = problem.fix.place
    return line_starts(text)[place.line - 1] + place.column - 1


@pytest.mark.parametrize("path", cases(), ids=lambda path: path.stem)
def test_a_fix_fits_its_file(path: Path, tmp_path: Path) -> None:
    """Where it begins there is what it replaces, before or after the cures of reading."""
    case = read_case(path)
    write_hub(case, tmp_path)
    for problem in (x for x in read_hub(tmp_path)[2] if x.fix):
        assert problem.fix is not None
        assert problem.fix.old
        raw = (tmp_path / problem.fix.place.path).read_bytes()
        written = unicodedata.normalize("NFC", raw.decode().removeprefix("\ufeff"))
        written = written.replace("\r\n", "\n").replace("\r", "\n")
        texts = {written, decode("", raw)[0] or written}
        assert any(x.startswith(problem.fix.old, _offset(x, problem)) for x in texts)


@pytest.mark.parametrize(
    ("written", "mended"),
    [
        ("a: veiled\u00adnings\u00adplan\n", "a: veiledningsplan\n"),
        ("a: Kan jeg sÃ¸ke nå?\n", "a: Kan jeg søke nå?\n"),
        ("a: (ikke lÃ¦ringsmÃ¥l)\n", "a: (ikke læringsmål)\n"),
        ("a: x\u200by\n", "a: xy\n"),
        ("a:\n\u00a0 b: x\n", "a:\n  b: x\n"),
        ("a: |\n  -\u00a0x\n", "a: |\n  - x\n"),
        ("a: x\x92y\n", "a: x’y\n"),
        ("a: x\x0by\n", "a: x y\n"),
        ("a:\n\tb: x\ty\n", "a:\n  b: x y\n"),
    ],
)
def test_the_mended_text_has_no_such_problem(written: str, mended: str) -> None:
    """One kind of character each."""
    (problem,) = read("a.yaml", written.encode())[1]
    assert problem.fix is not None
    at = _offset(written, problem)
    assert written.startswith(problem.fix.old, at)
    assert written[:at] + problem.fix.new + written[at + len(problem.fix.old) :] == mended
    assert read("a.yaml", mended.encode())[1] == []


def test_what_is_not_certain_has_no_fix() -> None:
    """A letter that is lost can be any."""
    (problem,) = read("a.yaml", "a: s\ufffdke\n".encode())[1]
    assert (problem.code, problem.fix) == (Code.LOST_CHARACTER, None)
