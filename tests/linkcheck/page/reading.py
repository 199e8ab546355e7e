"""What the tests of pages read: the facts of a page, its main text, a fingerprint of lines."""

from generator.linkcheck.observations import PageFacts
from generator.linkcheck.page.fingerprint import fingerprint_of
from generator.linkcheck.page.read import parsed, read_page

HTML = "text/html; charset=utf-8"


def facts_of(html: str) -> PageFacts:
    """Return the facts of a page in UTF-8."""
    return read_page(html.encode(), HTML)


def main_text(html: str) -> list[str]:
    """Return the main text, line by line."""
    return parsed(html).main_lines()


def fingerprint(*lines: str) -> tuple[int, ...]:
    """Return the fingerprint of a main text with these lines."""
    return fingerprint_of(line.split() for line in lines)
