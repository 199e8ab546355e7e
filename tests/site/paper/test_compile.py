"""Compiling a document with Typst: what stops it, and how it uses threads."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from generator.site.content import Content
from generator.site.paper import pdf as paper
from generator.site.paper.pdf import compile_pdf, documents
from generator.site.paper.typesetting import PaperError
from tests.site.paper.printed import DATE, SITE, papers
from tests.site_fixtures import a_hub, a_question


def test_a_violation_of_the_standard_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """A template that violates PDF/UA-1 gives no PDF but an error with the path of the document."""
    (document,) = documents(Content(a_hub(a_question("x")), SITE))
    source = b'#set document(title: "T")\n#set text(lang: "nb")\n= En\n=== Tre'
    monkeypatch.setattr(paper, "template", lambda _: source)
    with pytest.raises(PaperError, match=r"gjest/gjest-sporsmal.pdf: error: PDF/UA-1 error"):
        compile_pdf(document, day=DATE)


def test_a_warning_of_typst_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """A warning such as an unknown font family is an error."""
    (document,) = documents(Content(a_hub(a_question("x")), SITE))
    source = b'#set document(title: "T")\n#set text(font: "Finnes ikke")\n= En'
    monkeypatch.setattr(paper, "template", lambda _: source)
    with pytest.raises(PaperError, match="unknown font family"):
        compile_pdf(document, day=DATE)


def test_threads_give_the_same_bytes() -> None:
    """Documents that are made in parallel are the same as those made one by one."""
    made = papers("kaffe")
    with ThreadPoolExecutor(4) as pool:
        pdfs = list(pool.map(lambda x: compile_pdf(x.document, day=DATE), made.values()))
    assert pdfs == [x.pdf for x in made.values()]


def test_a_compile_lets_other_threads_work() -> None:
    """Typst releases the GIL while it compiles, so that other threads can run."""
    largest = max((x.document for x in papers("own").values()), key=lambda x: len(x.data))
    running, counts = threading.Event(), [0]

    def count() -> None:
        while running.is_set():
            counts[0] += 1

    running.set()
    thread = threading.Thread(target=count)
    thread.start()
    while not counts[0]:
        pass
    before = counts[0]
    compile_pdf(largest, day=date(2027, 1, 1))
    worked = counts[0] - before
    running.clear()
    thread.join()
    assert worked > 20_000  # hundreds of thousands if the GIL is released, some dozens if not
