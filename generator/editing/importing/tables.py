"""Tables of a document, in HTML or with tabs -> rows of cells -> a table of Markdown.

In: texts of lines. Out: rows, or Markdown.
"""

import re
from collections.abc import Sequence
from html.parser import HTMLParser

_RULE = re.compile(r"^[\s|:+=-]+$")


def is_rule(text: str) -> bool:
    """Whether a line is only a line between rows, drawn with hyphens."""
    return bool(_RULE.match(text)) and "-" in text


def cells_of(text: str) -> list[str]:
    """Return the cells of a row: parts between tabs, or between vertical bars."""
    if text.strip().startswith("|"):
        return [x.strip() for x in text.strip().strip("|").split("|")]
    return [x.strip() for x in text.strip("\n").split("\t")]


def as_table(rows: Sequence[Sequence[str]]) -> str:
    """Return rows as a table of Markdown; the first is its head, and short ones are filled up."""
    width = max(len(row) for row in rows)
    full = [[*(x.replace("|", "\\|") for x in row), *[""] * (width - len(row))] for row in rows]
    head, *rest = full
    lines = [head, ["---"] * width, *rest]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


class _Rows(HTMLParser):
    """Collects the text of each cell."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a row or a cell."""
        del attrs
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            if not self.rows:
                self.rows.append([])
            self.rows[-1].append("")
        elif tag == "br":
            self.handle_data(" ")

    def handle_data(self, data: str) -> None:
        """Add text to the cell."""
        if self.rows and self.rows[-1]:
            self.rows[-1][-1] += data


def html_rows(text: str) -> list[list[str]]:
    """Return the rows of a table in HTML, without empty ones."""
    reader = _Rows()
    reader.feed(text)
    rows = [[" ".join(cell.split()) for cell in row] for row in reader.rows]
    return [row for row in rows if any(row)]
