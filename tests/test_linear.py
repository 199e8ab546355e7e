"""Whatever an author writes, checking and showing it takes time in proportion to its length.

A text four times as long may take ten times as long, since machines are not exact; work that grows
with the square of the length takes sixteen times as long. Processor time is measured, not the
clock, so that other programs do not matter.
"""

import time
from collections.abc import Callable
from typing import Any

import pytest

from generator.check import texts
from generator.check.checks import check
from generator.check.markdown import findings
from generator.hub import markup
from generator.hub.heading_ids import anchors
from generator.hub.load import load
from generator.hub.pages import read_page
from generator.language import language_of
from generator.problems import Code, Problem
from generator.site.text.answer import Texts
from generator.sources import markdown
from generator.sources.reader import read
from tests.check.test_cases import TODAY

MOST = 10  # times as long for a text four times as long
NOISE = 0.03  # seconds
FILES = {
    "roles.yaml": "roles:\n- {id: r, name: R}\n",
    "links.yaml": """law_section_url: "https://a.no/{reference}/{section}"
links:
- {id: x, title: X, url: "https://a.no/", url_status: derived, publisher: P, kind: law,
   topic: t, roles: all, law_reference: l}
""",
    "content/topics.yaml": "topics:\n- {id: t, title: T, questions: [q]}\n",
}
SMALL = [document for path, text in FILES.items() if (document := read(path, text.encode())[0])]


def growing_backticks(n: int) -> str:
    """Return runs of one, two, three … backticks, about `n` characters in all."""
    return " ".join("`" * k for k in range(1, int((2 * n) ** 0.5) + 1))


TEXTS: dict[str, tuple[Callable[[int], str], int]] = {
    "brackets and parentheses": (lambda n: "](" * n, 8_000),
    "open brackets": (lambda n: "[" * n, 8_000),
    "images without an end": (lambda n: "![" * n, 4_000),
    "links without an end": (lambda n: "[a](link:x" * n, 2_000),
    "nested links": (lambda n: "[" * n + "a" + "](link:x)" * n, 2_000),
    "titles without an end": (lambda n: '[a](b "' * n, 2_000),
    "links": (lambda n: "[a](link:x) " * n, 2_000),
    "links in paragraphs": (lambda n: "[a](link:x)\n\n" * n, 1_000),
    "sections of law": (lambda n: "[a](law:x#1) " * n, 2_000),
    "addresses": (lambda n: "<https://a.no/b> https://a.no/b " * n, 1_000),
    "mail": (lambda n: "[a](mailto:a@" + "a." * n + ") ", 8_000),
    "growing backticks": (growing_backticks, 32_000),
    "backticks": (lambda n: "a`b " * n, 4_000),
    "emphasis": (lambda n: "*a **b " * n, 2_000),
    "emphasis that ends": (lambda n: "*a* **b** " * n, 2_000),
    "mixed emphasis": (lambda n: "*a _b ~~c " * n, 2_000),
    "stars in words": (lambda n: "2*3*4 " * n, 2_000),
    "a row of stars": (lambda n: "*" * n, 16_000),
    "a table of many columns": (lambda n: f"|{'a|' * n}\n|{'-|' * n}\n|{'b|' * n}", 2_000),
    "a table of many rows": (lambda n: "|a|b|c|\n|-|-|-|\n" + "|c|d|e|\n" * n, 1_000),
    "rows with too many cells": (lambda n: "|a|b|\n|-|-|\n" + "|c|d|e|f|\n" * n, 1_000),
    "tables with too many cells": (lambda n: "|a|b|\n|-|-|\n|c|d|e|\n\n" * n, 500),
    "a deep list": (lambda n: "\n".join("  " * k + "- a" for k in range(int(n**0.5))), 32_000),
    "a deep list on a line": (lambda n: "- " * n + "a", 4_000),
    "a deep quotation": (lambda n: "\n".join(">" * k + " a\n" for k in range(int(n**0.5))), 32_000),
    "a deep quotation on a line": (lambda n: "> " * n + "a", 4_000),
    "items": (lambda n: "- a\n" * n, 2_000),
    "bullets": (lambda n: "• a\n" * n, 2_000),
    "numbers": (lambda n: "1) a\n" * n, 2_000),
    "code blocks": (lambda n: "```\na\n```\n" * n, 1_000),
    "underlined headings": (lambda n: "a\n---\n" * n, 1_000),
    "alerts": (lambda n: "> [!NOTE]\n\n" * n, 1_000),
    "footnotes": (lambda n: "[^1] a " * n, 2_000),
    "definitions": (lambda n: "[a]: b\n\n" * n, 1_000),
    "tags": (lambda n: "<b>a</b> " * n, 1_000),
    "comments without an end": (lambda n: "<!-- " * n, 2_000),
    "entities": (lambda n: "&amp; &a " * n, 2_000),
    "marks of other dialects": (lambda n: "==a :b: {{c}} $d " * n, 1_000),
    "invisible characters": (lambda n: "a\u200bb\u00ad " * n, 2_000),
    "accents": (lambda n: "a\u0301 " * n, 4_000),
    "spaces": (lambda n: "a" + " " * n + "b", 32_000),
    "digits": (lambda n: "1" * n, 16_000),
    "digits apart": (lambda n: "1 2.3-" * n, 4_000),
    "phone numbers": (lambda n: "mobil: 912 34 567 " * n, 1_000),
    "mailboxes": (lambda n: "a.b@c.no " * n, 1_000),
    "signs of mailboxes": (lambda n: "a.b@" * n, 2_000),
    "notes": (lambda n: "TODO: a [a?] (sjekk b) ((c)) /* d */ # e " * n, 500),
    "notes without an end": (lambda n: "[Sjekk (sjekk ((a {husk /* " * n, 1_000),
    "placeholders": (lambda n: "XX [navn] ??? dd.mm.åååå " * n, 1_000),
    "footnotes that were copied": (lambda n: "abc[1][2], abc¹ " * n, 1_000),
    "an open row of footnotes": (lambda n: "a" + "[1]" * n + "(", 4_000),
    "our own buttons": (lambda n: "Foreslå endring Lenke hit " * n, 1_000),
    "fields of programs": (lambda n: "Feil! Fant ikke referansekilden. 【a" * n, 1_000),
    "the same sentence": (lambda n: "Dette er en setning med ord. " * n, 1_000),
    "the same paragraph": (lambda n: "Dette er et avsnitt.\n\n" * n, 1_000),
    "bullets in a line": (lambda n: "a • b " * n, 2_000),
    "hosts": (lambda n: "a." * n + "no/", 8_000),
    "files": (lambda n: "C:\\a\\b " * n, 2_000),
    "abbreviations": (lambda n: " ".join(f"A{k}B" for k in range(n)) + " ABC" * n, 2_000),
}
"""What is repeated -> how it is made, and how often."""


def question(text: str) -> bytes:
    """Return the file of a question with this answer."""
    answer = "".join(f"  {line}\n" if line else "\n" for line in text.split("\n"))
    return f"id: q\nquestion: Q?\nroles: all\nanswer: |\n{answer}".encode()


def forget() -> None:
    """Forget all that was computed for earlier texts."""
    markdown.parse.cache_clear()
    for remembered in (markup.references, texts._findings, texts._abbreviations):
        remembered.known.clear()


def check_and_show(text: str) -> list[Problem]:
    """Check a hub with an answer, and write the answer in all its forms."""
    document, problems = read("content/questions/q.yaml", question(text))
    hub, origins, shape = load([*SMALL, *([document] if document else [])])
    problems += [*shape, *check(hub, origins, TODAY)]
    if hub.questions and not any(problem.code is Code.TOO_DEEP for problem in problems):
        answer = Texts(hub, language_of("nb")).answer(hub.questions[0].answer)
        shown = (answer.html(_path), answer.markdown(_path), answer.plain, answer.summary)
        assert len(shown) == 4
    return problems


def _path(place: Any) -> str:
    return str(place.path)


def seconds(run: Callable[[str], object], text: str) -> float:
    """Return the processor time that a run takes."""
    forget()
    start = time.process_time()
    run(text)
    return time.process_time() - start


@pytest.mark.parametrize("name", TEXTS)
def test_an_answer_takes_time_in_proportion_to_its_length(name: str) -> None:
    """From the bytes of its file to problems, HTML, Markdown and plain text."""
    make, size = TEXTS[name]
    short, long = seconds(check_and_show, make(size)), seconds(check_and_show, make(4 * size))
    assert long <= MOST * (short + NOISE), f"{short:.3f} s, then {long:.3f} s"


PAGES: dict[str, tuple[Callable[[int], str], int]] = {
    "equal headings": (lambda n: "# A\n\n" + "## B\n\n" * n, 1_000),
    "headings without letters": (lambda n: "# A\n\n" + "## !\n\n" * n, 1_000),
    "raw HTML": (lambda n: "# A\n\n" + "<b>a</b>\n\n" * n, 1_000),
    "keys without an end": (lambda n: "---\n" + "title: a\n" * n, 2_000),
    "lines of dashes": (lambda n: "---\n\n" * n, 2_000),
}


def check_page(text: str) -> None:
    """Read a page, find what is wrong in it, and place all of it."""
    page, _ = read_page("om", text.encode())
    if page:
        assert len(anchors(markdown.parse(page.text))) <= len(text)
        places = [page.place(found.offset) for found in findings(page.text, top_level=1)]
        assert len(set(places)) == len(places)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_takes_time_in_proportion_to_its_length(name: str) -> None:
    """Its ids too: the same heading may occur any number of times."""
    make, size = PAGES[name]
    short, long = seconds(check_page, make(size)), seconds(check_page, make(4 * size))
    assert long <= MOST * (short + NOISE), f"{short:.3f} s, then {long:.3f} s"
