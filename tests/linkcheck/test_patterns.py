"""Every regular expression that meets bytes from outside takes time that grows with the text only.

The patterns are found by themselves: all that modules of `page`, `judge` and `fetch` have, with the
methods that they are used by. The texts that should confuse them are made of what each pattern is
made of: a beginning, one piece many times, and an end that does not fit. Times are those of the
processor, and are compared with each other: four times the text may take four times as long, and
not sixteen times.
"""

import ast
import importlib
import pkgutil
import re
import re._constants as kinds  # type: ignore[import-untyped]
import re._parser as parser  # type: ignore[import-untyped]
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from generator.linkcheck import fetch, judge, page

METHODS = {"search", "match", "fullmatch", "sub", "subn", "split", "findall", "finditer"}
SIZE = 2000
"""Characters of the smaller text."""
SLACK = 2.2
"""How much more than its share the longer text may take: sixteen times would be four shares."""
WORTH = 40
"""How many times slower than a plain search a pattern must be before its growth is measured."""
CAPS = {
    # The words of titles and headings: `phrases.LONGEST` characters, and ten headings at most.
    "judge.phrases": 300,
    "judge.messages": 300,
    "judge.sites": 300,
    # Lines are cut before these see them, or are long enough to be no stamp.
    "page.stamps._BY": 160,
    "page.stamps._DATE": 160,
    "page.stamps._DATE_LABEL": 160,
    "page.stamps._CLOCK": 160,
    "page.stamps._COUNTER": 160,
    "page.stamps._OWNER": 160,
    "page.stamps._STATUTE": 160,
    "page.stamps._BETWEEN": 200,
    "page.stamps._BESIDE_STAMP": 200,
    "page.main_text._RELATED": 200,
    "page.main_text._PAGE_WORDS": 200,
    "page.charset._META": 4096,
    "page.charset._COMMENT": 4096,
}
"""Module or pattern -> the most characters that it ever sees."""
MOST_AT_CAP = 1500
"""How many times slower than a plain search of the same text a pattern with a cap may be."""
PLAIN = re.compile(r"[^\x00]*\x01")


def modules() -> Iterator[tuple[str, object]]:
    """Yield the name and the module of everything in the three packages."""
    for package in (page, judge, fetch):
        for found in pkgutil.iter_modules(package.__path__):
            if found.name not in (
                "worker",
                "guard",
            ):  # programs: they have no patterns of their own
                name = f"{package.__name__}.{found.name}"
                yield name.removeprefix("generator.linkcheck."), importlib.import_module(name)


def _inside(value: object) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, (tuple, list, frozenset, set)):
        for one in value:
            yield from _inside(one)
    elif isinstance(value, dict):
        yield from _inside(list(value.values()))


def patterns() -> dict[str, re.Pattern[str]]:
    """Return every pattern by its place; each only once."""
    found: dict[str, re.Pattern[str]] = {}
    for place, module in modules():
        for name, value in vars(module).items():
            for number, pattern in enumerate(_inside(value)):
                if pattern not in found.values():
                    found[f"{place}.{name}" + (f".{number}" if number else "")] = pattern
    return found


PATTERNS = patterns()


def used(place: str) -> set[str]:
    """Return the methods by which a pattern is used, anywhere in the three packages."""
    name = re.sub(r"\.\d+$", "", place).rpartition(".")[2]
    return USES.get(name) or {"search", "fullmatch"}


def _uses() -> dict[str, set[str]]:
    uses: dict[str, set[str]] = {}
    for _, module in modules():
        tree = ast.parse(Path(str(module.__file__)).read_text("utf-8"))  # type: ignore[attr-defined]
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and node.attr in METHODS:
                holder = node.value
                if isinstance(holder, ast.Name) and holder.id != "re":
                    uses.setdefault(holder.id, set()).add(node.attr)
    # Patterns in tables are called by another name.
    uses["_MESSAGES"] = {"fullmatch"}
    return uses


USES = _uses()


# --- texts that a pattern should find hard


def _literals(items: Iterable[tuple[object, object]]) -> Iterator[str]:
    """Yield the words that a pattern has, and one character for each class of characters."""
    word = ""
    for operator, value in items:
        if operator is kinds.LITERAL:
            word += chr(value)  # type: ignore[arg-type]
            continue
        if word:
            yield word
        word = ""
        if operator is kinds.IN:
            yield from _members(value)  # type: ignore[arg-type]
        elif operator is kinds.ANY:
            yield "x"
        else:
            for inner in _subpatterns(value):
                yield from _literals(inner)
    if word:
        yield word


def _members(items: Iterable[tuple[object, object]]) -> Iterator[str]:
    for operator, value in items:
        if operator is kinds.LITERAL:
            yield chr(value)  # type: ignore[arg-type]
        elif operator is kinds.RANGE:
            yield chr(value[0])  # type: ignore[index]
        elif operator is kinds.CATEGORY:
            yield {"DIGIT": "1", "SPACE": " ", "WORD": "a"}.get(str(value).rpartition("_")[2], "x")


def _subpatterns(value: object) -> Iterator[Iterable[tuple[object, object]]]:
    if isinstance(value, parser.SubPattern):
        yield value
    elif isinstance(value, (tuple, list)):
        for one in value:
            yield from _subpatterns(one)


def texts(pattern: re.Pattern[str], size: int) -> Iterator[str]:
    """Yield texts of about a size; the same ones, longer, for a larger size."""
    found = list(dict.fromkeys(_literals(parser.parse(pattern.pattern, pattern.flags))))
    chars = list(dict.fromkeys("".join(found)))[:12]
    pieces = dict.fromkeys(
        [*chars, *found[:12], *(f"{word} " for word in found[:12]), " ", "a ", "1 "]
    )
    starts = dict.fromkeys(["", *found[:4], "".join(found[:2]), "".join(found[:3]), "a", "1"])
    for start in starts:
        for piece in pieces:
            for end in ("\x00", ""):
                yield start + piece * (size // len(piece)) + end


def _seconds(act: Callable[[str], object], text: str, times: int = 3) -> float:
    """Return the least time of the processor that an act takes for a text."""
    best = float("inf")
    for _ in range(times):
        began = time.thread_time()
        act(text)
        best = min(best, time.thread_time() - began)
    return best or 1e-9


def _acts(place: str, pattern: re.Pattern[str]) -> Iterator[Callable[[str], object]]:
    for method in sorted(used(place)):
        if method in ("sub", "subn"):
            yield lambda text, method=method: getattr(pattern, method)("", text)  # type: ignore[misc]
        elif method == "finditer":
            yield lambda text: list(pattern.finditer(text))
        else:
            yield getattr(pattern, method)


def cap_of(place: str) -> int | None:
    """Return the most characters that a pattern sees; None for any number."""
    return (
        CAPS.get(place) or CAPS.get(place.rpartition(".")[0]) or CAPS.get(place[: place.find("._")])
    )


def slow(place: str) -> Iterator[str]:
    """Yield the texts for which a pattern takes more time than it may."""
    pattern, cap = PATTERNS[place], cap_of(place)
    size = cap or SIZE
    for act in _acts(place, pattern):
        for text, longer in zip(texts(pattern, size), texts(pattern, 4 * size), strict=True):
            plain = _seconds(PLAIN.match, text, 1)
            if _seconds(act, text, 1) < WORTH * plain:
                continue
            took = _seconds(act, text)
            share = MOST_AT_CAP * plain / took if cap else len(longer) / len(text) * SLACK
            if (1.0 if cap else _seconds(act, longer) / took) > share:
                yield text[:60]


@pytest.mark.parametrize("place", PATTERNS)
def test_a_pattern_is_linear(place: str) -> None:
    """Text that is four times as long takes about four times as long, whatever it is made of."""
    # A machine that is busy with something else makes noise; a slow pattern is slow each time.
    assert not all(list(slow(place)) for _ in range(3))


@pytest.mark.parametrize(
    ("pattern", "method"),
    [(r"charset\s*=\s*[\"']?\s*([a-z]{1,40})", "search"), (r"\s*\d*(?:\s*[;,]\s*|\s+)\S", "match")],
)
def test_a_pattern_that_is_not_linear_is_found(
    pattern: str, method: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The two that once stopped a run are among them."""
    monkeypatch.setitem(PATTERNS, "x._X", re.compile(pattern))
    monkeypatch.setitem(USES, "_X", {method})
    assert next(slow("x._X"), "")


def test_no_pattern_hides_in_a_call() -> None:
    """Patterns are compiled at the top of a module, where these tests find them."""
    hidden = []
    for place, module in modules():
        tree = ast.parse(Path(str(module.__file__)).read_text("utf-8"))  # type: ignore[attr-defined]
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                holder = node.func.value
                if isinstance(holder, ast.Name) and holder.id == "re" and node.func.attr in METHODS:
                    hidden.append(f"{place}:{node.lineno}")
    assert hidden == []
