"""Texts that YAML cuts or joins are reported where their author meant something else."""

import pytest
from hypothesis import given, settings

from generator.hub.field_types import Id, Markdown, Model, Questions, Text
from generator.hub.traps import trap_problems
from generator.problems import Problem
from generator.sources.reader import read
from tests.sources.reading import lies_inside
from tests.sources.test_any_file import yamlish


class Item(Model):
    """A model with each way to write a value."""

    id: Id
    a: Markdown
    b: Text
    links: Questions


def found(text: str) -> list[Problem]:
    """Return what is wrong with a file of an item."""
    document, _ = read("hub.yaml", text.encode())
    return list(trap_problems(document, Item)) if document else []


@pytest.mark.parametrize(
    ("text", "place", "cut"),
    [
        ("b: Sak #2\n", "1:8", "#2"),
        ("b: Sak # 2\n", "1:8", "# 2"),
        ("b: Sak  #2\n", "1:9", "#2"),
        ("b: Et ord\n  og #2 til\n", "2:6", "#2 til"),
        ("a: Sak #2 og #3\n", "1:8", "#2 og #3"),
        ("a: Sak #2  # nytt\n", "1:8", "#2  # nytt"),
    ],
)
def test_a_text_that_is_cut(text: str, place: str, cut: str) -> None:
    """What was lost is quoted, and placed where it begins."""
    (problem,) = found(text)
    assert str(problem.place) == f"hub.yaml:{place}"
    assert problem.message.startswith(f"«{cut}» blir borte")


@pytest.mark.parametrize(
    "text",
    [
        "b: Sak  # en kommentar\n", "b: Sak\n#2\n", "b: Sak   #\n", "b: 'Sak' #2\n",
        "b: | #2\n  Sak #3\n", "b: null #2\n", "b: #2\n", "id: sak #2\n", "links: [a, b] #2\n",
        "links:\n  - a #2\n", "b: C#-moll\n", "c: Sak #2\n", "# Sak #2\nb: Sak\n",
    ],
)  # fmt: skip
def test_a_real_comment(text: str) -> None:
    """A comment on its own line, or after a value that is not words, or set off from a text."""
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        (">\n - x\n - y\n", 3, "listen blir borte"),
        (">-\n To:\n * x\n", 3, "listen blir borte"),
        (">\n 1. x\n 2. y\n", 3, "listen blir borte"),
        (">\n 4. x\n 5. y\n", 3, "listen blir borte"),
        (">\n | x |\n |---|\n", 3, "tabellen blir borte"),
        (">\n x\n #### y\n", 3, "mellomtittelen blir borte"),
        (">\n #### x\n y\n", 3, "mellomtittelen blir borte"),
        (">\n x\n > y\n", 3, "sitatet blir borte"),
        (">\n x\n\n y\n", 4, "avsnittene blir ett"),
        (">\n x\n\n - y\n", 4, "avsnittene blir ett"),
        ("x\n - y\n", 2, "listen blir borte"),
        ("'x\n\n y'\n", 3, "avsnittene blir ett"),
    ],
)
def test_a_text_that_is_joined(text: str, line: int, what: str) -> None:
    """Lists, tables, headings, quotations and paragraphs are lost, whatever the quoting."""
    (problem,) = found(f"a: {text}")
    assert problem.place.line == line
    assert f"så {what}; " in problem.message


@pytest.mark.parametrize(
    "text",
    [
        ">\n x\n y\n", ">\n x - y\n z\n", ">\n innen\n 1. mars\n", ">\n se\n 2. ledd\n",
        ">\n x\n\n\n y\n", ">\n x\n\n   - y\n   - z\n", ">\n - x\n\n - y\n", ">\n - x\n   y\n",
        ">\n #### x\n\n y\n", "|\n - x\n - y\n", "x\n y\n", "'x\n y'\n", ">\n", ">\nb: - x\n",
    ],
)  # fmt: skip
def test_running_text_may_be_joined(text: str) -> None:
    """So may two blank lines, indented lines and items with blank lines between."""
    assert found(f"a: {text}") == []


def test_plain_text_has_no_blocks_to_lose() -> None:
    """Only Markdown has lists and paragraphs."""
    assert found("b: >\n  - x\n  - y\n") == []


@given(yamlish())
@settings(max_examples=400, deadline=None)
def test_places_lie_inside(text: str) -> None:
    """Whatever YAML makes of a file, a problem is in it."""
    assert [x for x in found(text) if not lies_inside(x.place, text.encode())] == []
