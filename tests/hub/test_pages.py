"""Hand-written pages: the keys at the top, and the text that follows."""

import pytest

from generator.hub.pages import read_page


@pytest.mark.parametrize("first", ["Merk: dette gjelder alle", "title: Om oss", "a: b\nc: d"])
def test_a_first_line_with_a_colon_is_text(first: str) -> None:
    """Only lines of dashes mark keys; other readers of Markdown would take such a line away."""
    page, problems = read_page("om", f"{first}\n\n# Om\n".encode())
    assert page is not None
    assert page.text.startswith(first)
    assert page.title == "Om"
    assert problems == []


@pytest.mark.parametrize("open_, close", [("---", "---\n"), ("--- ", "---\t\n"), ("---", "---")])
def test_keys_are_read_however_the_dashes_end(open_: str, close: str) -> None:
    """A space after the dashes is invisible, and the last line may lack its end."""
    page, problems = read_page("om", f"{open_}\ntitle: Om oss\n{close}Tekst.".encode())
    if close != "---":
        assert page is not None
        assert (page.title, page.text, page.first_line) == ("Om oss", "Tekst.", 4)
        assert problems == []
    else:  # the text follows on the same line, so the keys have no end
        assert [str(problem.code) for problem in problems] == ["yaml-syntax"]


def test_a_page_of_keys_alone_is_empty() -> None:
    """The last line of dashes needs no line end."""
    page, problems = read_page("om", b"---\ntitle: Om oss\n---")
    assert page is not None
    assert (page.title, page.text) == ("Om oss", "")
    assert problems == []
