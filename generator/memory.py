"""What pure functions of a text returned, so that each is computed once for each text.

In: a function whose result depends on nothing but a text, and the language of messages. Out: the
same function, which remembers.
What is unknown can be computed ahead, spread over processes.
"""

import os
import platform
import sys
from collections.abc import Callable, Iterable, Sequence
from functools import cache, update_wrapper
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Generic, TypeVar

from generator.language import spoken
from generator.processes import spread

Result = TypeVar("Result")

MOST = 200_000
"""Texts whose results are kept: more than a large hub has, so that a long preview stays small."""
_LIBRARIES = ("babel", "jinja2", "pydantic", "pyromark", "pyyaml", "typst")
_FEW = 400  # texts; computing these takes no longer than starting a process


class Remembered(Generic[Result]):
    """A pure function of a text that remembers what it returned."""

    def __init__(self, function: Callable[[str], Result]) -> None:
        update_wrapper(self, function)
        self.function = function
        self._by_language: dict[str, dict[str, Result]] = {}

    @property
    def known(self) -> dict[str, Result]:
        """The results so far, in the language that the run speaks."""
        return self._by_language.setdefault(spoken().tag, {})

    def __call__(self, text: str) -> Result:
        """Return the result for a text."""
        known = self.known
        try:
            return known[text]
        except KeyError:
            if len(known) >= MOST:
                known.clear()
            known[text] = result = self.function(text)
            return result


def compute_ahead(functions: Sequence[Remembered[Any]], texts: Iterable[str], jobs: int) -> None:
    """Let functions remember their results for all texts, which up to `jobs` processes compute.

    The functions are called one after the other for each text, so they can share what they parse.
    """
    known = [function.known for function in functions]
    unknown = [text for text in dict.fromkeys(texts) if not all(text in one for one in known)]
    if len(unknown) < _FEW:
        return  # each is computed when it is needed

    def results(part: Sequence[str]) -> list[list[Any]]:
        return [[function(text) for function in functions] for text in part]

    found = (row for rows in spread(results, unknown, jobs) for row in rows)
    for text, row in zip(unknown, found, strict=True):
        for one, result in zip(known, row, strict=True):
            one[text] = result


@cache
def program() -> str:
    """Return what tells one version of the program from another, also while it is developed."""
    package = Path(__file__).resolve().parent
    code = [
        (file.path, file.stat().st_size, file.stat().st_mtime_ns)
        for top in (package, package.with_name("overrides"))
        for folder, _, _ in os.walk(top)
        for file in os.scandir(folder)
        if file.is_file() and not file.name.endswith(".pyc")
    ]
    libraries = [_version(name) for name in _LIBRARIES]
    return repr((sys.version, platform.machine(), sorted(code), libraries))


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
