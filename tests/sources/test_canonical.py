"""The canonical form: no value and no comment is lost, and once is enough."""

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.sources.canonical import canonical
from generator.sources.edit import parse
from generator.sources.scalars import spelling
from tests.site_fixtures import HUBS, ROOT

SOURCES = sorted(
    path
    for folder in HUBS.values()
    for path in (*folder.glob("*.yaml"), *(folder / "content").rglob("*.yaml"))
)
_WORDS = st.sampled_from(
    """ord|to ord|æøå «x»|12:30|026|26|1.0|true|no|null|~|| x|x |a: b|a #b|x:|#x|- x|-x|?x|:x|it's
a "b"|a'b"c|[x|x]|{x}|a, b|@x|%x|`x|*x|&x|!x|>x|---|...|=|<<|a\\b|x\u00a0y|\u00a0x|😀
http://x.no/#a""".replace("\n", "|").split("|")
) | st.sampled_from(
    ["to\nlinjer", "to\nlinjer\n", "tre\n\nlinjer\n\n", "\nx", "\n", "x\n", " inn\nrykk"]
)
_MORE = st.sampled_from(["a\n  b\n c\n", "x \ny", "x\n ", "# c\n# d\n", "\n\n x\n", "1.\u00a0x"])
_TEXTS = (
    _WORDS
    | _MORE
    | st.text(
        st.characters(
            exclude_categories=("Cs", "Cc", "Cn"), exclude_characters="\u2028\u2029\ufeff"
        )
        | st.sampled_from("\n :#-'\""),
        max_size=12,
    ).filter(lambda text: "#k" not in text)
)
_SCALARS = st.none() | st.booleans() | st.integers(-99, 99) | st.sampled_from([0.5, 1.5e-7, 2.0])
_VALUES = st.recursive(
    _SCALARS | _TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_TEXTS, inner, max_size=3),
    max_leaves=12,
)
_ROOTS = st.dictionaries(_TEXTS, _VALUES, min_size=1, max_size=4)


@dataclass
class _Untidy:
    """Writes data as YAML in many ways, with comments wherever there may be one."""

    draw: Any
    comments: int = 0
    lines: list[str] = field(default_factory=list)

    def chance(self) -> bool:
        return bool(self.draw(st.integers(0, 3)) == 3)

    def comment(self) -> str:
        self.comments += 1
        return f"#k{self.comments} «x»"

    def tail(self) -> str:
        return f" {self.comment()}" if self.chance() else ""

    def above(self, indent: str) -> None:
        for _ in range(self.draw(st.integers(0, 3)) if self.chance() else 0):
            self.lines += [""] * self.chance()
            more = " " * self.draw(st.integers(0, 3)) if self.chance() else ""
            self.lines.append(indent + more + self.comment())
            self.lines += [""] * self.chance()

    def scalar(self, value: Any, indent: str) -> str:
        if isinstance(value, str) and self.chance():
            return json.dumps(value, ensure_ascii=False)
        return spelling(value, indent)

    def flow(self, value: Any, indent: str) -> str:
        """Return a value in brackets, which may have comments at the ends of its lines."""
        if isinstance(value, str):
            return json.dumps(value, ensure_ascii=False)
        if not isinstance(value, list | dict):
            return spelling(value)
        opening, closing = ("{", "}") if isinstance(value, dict) else ("[", "]")
        items = list(value.items() if isinstance(value, dict) else value)
        written = opening
        for number, item in enumerate(items):
            if self.chance():
                written += f"{self.tail()}\n{indent}  "
            key, inner = item if isinstance(value, dict) else (None, item)
            written += "" if key is None else f"{json.dumps(key, ensure_ascii=False)}: "
            written += self.flow(inner, indent + "  ") + "," * (number < len(items) - 1)
        if self.chance():
            written += f"{self.tail()}\n{indent}  "
        return written + closing

    def block(self, value: Any, indent: str) -> None:
        """Add the lines of a list or mapping, with a line for each item."""
        entries = value.items() if isinstance(value, dict) else ((None, item) for item in value)
        for key, inner in entries:
            self.above(indent)
            name = None if key is None else json.dumps(key, ensure_ascii=False)
            start = f"{indent}-" if name is None else f"{indent}{name}:"
            if isinstance(inner, list | dict) and inner and not self.chance():
                self.lines.append(f"{start}{self.tail()}")
                self.block(inner, indent + "  ")
            elif isinstance(inner, list | dict):
                self.lines.append(f"{start} {self.flow(inner, indent)}{self.tail()}")
            else:
                first, *rest = self.scalar(inner, indent + "  ").split("\n")
                self.lines += [f"{start} {first}{self.tail()}", *rest]
        self.above(indent)


@st.composite
def untidy(draw: Any) -> tuple[str, int]:
    """Return the text of a YAML file, and how many comments it has."""
    writer = _Untidy(draw)
    writer.block(draw(_ROOTS), "")
    return "".join(f"{line}\n" for line in writer.lines), writer.comments


@given(untidy())
def test_no_value_and_no_comment_is_lost(file: tuple[str, int]) -> None:
    """The values are equal, the comments are all there in order, and once is enough."""
    text, comments = file
    before = parse(text)
    assert before is not None, text
    formatted = canonical(before.text)
    after = parse(formatted)
    assert after is not None
    assert after.data == before.data
    found = [int(number) for number in re.findall("#k([0-9]+) «x»", formatted)]
    assert found == list(range(1, comments + 1))
    assert canonical(formatted) == formatted


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_real_files_keep_their_values_and_comments(path: Path) -> None:
    """The files of this hub, and of another one that nobody has formatted."""
    text = path.read_text(encoding="utf-8")
    formatted = canonical(text)
    before, after = parse(text), parse(formatted)
    assert before is not None
    assert after is not None
    assert after.data == before.data
    whole_line = re.compile(r"^ *(# .*)$", re.MULTILINE)
    assert whole_line.findall(formatted) == whole_line.findall(text)
    assert canonical(formatted) == formatted


def test_a_hard_space_inside_a_line_needs_no_quotes() -> None:
    """Between quotes are only texts whose lines would begin with one."""
    assert canonical("a: |\n  - **[§\u00a05](x)**\n  1. mars\u00a0x\n") == (
        "a: |\n  - **[§\u00a05](x)**\n  1. mars\u00a0x\n"
    )
    assert canonical('a: "x\\n\u00a0y"\n') == 'a: "x\\n\u00a0y"\n'


def test_keys_get_their_order_and_comments_follow_them() -> None:
    """What stands above an empty line at the top is about the file, and stays there."""
    text = """\
# Om filen.

# Om tittelen.
title: 'Hva?'   # spørsmålet
roles: [lis, # først
  leder]
ukjent: >
  en
  linje
# Om id-en.
id: hva

# Sist.
"""
    assert (
        canonical(text, lambda at: () if at else ("id", "title", "roles"))
        == """\
# Om filen.

# Om id-en.
id: hva
# Om tittelen.
title: Hva? # spørsmålet
roles:
  - lis # først
  - leder
ukjent: |
  en linje

# Sist.
"""
    )


def test_a_hard_space_inside_a_line_leaves_the_text_in_lines() -> None:
    """«§ 5» may stand in a list and after marks, as it does in answers about laws."""
    text = "a: |-\n  - **[§\u00a05](law:x#5)** gjelder.\n  1. mars 2026 og §\u00a06\n"
    assert canonical(text) == text
