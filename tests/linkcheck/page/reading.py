"""What the tests of pages read: the facts of a page, its main text, a fingerprint of lines."""

from generator.linkcheck.page.fingerprint import fingerprint_of
from generator.linkcheck.page.main_text import main_lines
from generator.linkcheck.page.read import _read, read_page
from generator.linkcheck.targets import PageFacts

HTML = "text/html; charset=utf-8"


def facts_of(html: str) -> PageFacts:
    """Return the facts of a page in UTF-8."""
    return read_page(html.encode(), HTML)


def main_text(html: str) -> list[str]:
    """Return the main text, line by line."""
    reader = _read(html)
    return main_lines(reader.lines, reader.parents, form_is_page=reader.form_is_page)


def fingerprint(*lines: str) -> tuple[int, ...]:
    """Return the fingerprint of a main text with these lines."""
    return fingerprint_of(line.split() for line in lines)
