"""Compiled templates are kept between runs as Python keeps modules, and never trusted blindly."""

import marshal
from pathlib import Path
from types import CodeType

import pytest
from jinja2 import Environment
from jinja2.bccache import Bucket

from generator.site import environment
from generator.site.environment import Compiled


def bucket(cache: Compiled, text: str) -> Bucket:
    """Return what Jinja asks the cache for, for a template with this text."""
    return cache.get_bucket(Environment(autoescape=True), "name", "file", text)


def filled(file: Path, text: str = "{{ a }}") -> CodeType:
    """Keep the code of a template in a file, and return the code."""
    cache = Compiled(file)
    one = bucket(cache, text)
    code = compile("1 + 1", "name", "eval")
    one.code = code
    cache.set_bucket(one)
    cache.keep()
    return code


def test_code_is_kept_for_the_same_text_only(tmp_path: Path) -> None:
    """In a new run."""
    file = tmp_path / "cache/nb.pyc"
    code = filled(file)
    assert bucket(Compiled(file), "{{ a }}").code == code
    assert bucket(Compiled(file), "{{ b }}").code is None


def test_code_of_another_version_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Texts of the catalogues are part of it."""
    filled(tmp_path / "nb.pyc")
    monkeypatch.setattr(environment, "program", lambda: "another")
    assert bucket(Compiled(tmp_path / "nb.pyc"), "{{ a }}").code is None


@pytest.mark.parametrize(
    "data", [b"", b"x", b"\xff" * 99, marshal.dumps(1), marshal.dumps(("a", {})), marshal.dumps(())]
)
def test_a_damaged_file_counts_as_nothing(tmp_path: Path, data: bytes) -> None:
    """It is replaced."""
    file = tmp_path / "nb.pyc"
    file.write_bytes(data)
    assert bucket(Compiled(file), "{{ a }}").code is None
    code = filled(file)
    assert bucket(Compiled(file), "{{ a }}").code == code


def test_a_folder_that_cannot_be_written_costs_only_time(tmp_path: Path) -> None:
    """Nothing is kept, and nothing fails."""
    (tmp_path / "cache").write_text("a file", "utf-8")
    filled(tmp_path / "cache/nb.pyc")
    assert bucket(Compiled(tmp_path / "cache/nb.pyc"), "{{ a }}").code is None
