"""The lines of an answer -> blocks: paragraphs, items, tables and subheadings, as Markdown.

In: lines as they stand. Out: blocks. What a page break cut is joined, and what it repeated stands
once; bullets of all forms become `-`, and nesting by a single space becomes two.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from generator.editing.importing.block import Block, as_markdown
from generator.editing.importing.lines import Account, Fate, Findings, Line
from generator.editing.importing.page_breaks import joined, without_repeated
from generator.editing.importing.tables import as_table, cells_of, html_rows, is_rule
from generator.editing.importing.titles import heading_level, title_of

_BULLET = re.compile(
    r"^(\s*)(?:([-*+•·‣▪■◦●○►–—→✓\uf0a7\uf0b7]|o(?=\s+[A-ZÆØÅ]))|(\d{1,3}|[a-zA-Z]|[ivx]{1,4})[.)]"
    r"|\((\d{1,2}|[a-zA-Z])\))\s+(?=\S)"
)
_LONGEST_SUBHEADING = 120
_INLINE = (
    (re.compile(r"</?(?:b|strong)>", re.IGNORECASE), "**"),
    (re.compile(r"</?(?:i|em)>", re.IGNORECASE), "*"),
    (re.compile(r"<br\s*/?>", re.IGNORECASE), " "),
    (re.compile(r"<a\s[^>]*href=[\"']([^\"']*)[\"'][^>]*>(.*?)</a>", re.IGNORECASE), r"[\2](\1)"),
    (re.compile(r"</?(?!https?:|mailto:)[a-zA-Z][a-zA-Z0-9]*(?:\s[^<>]*)?/?>"), ""),
    (re.compile(r"&nbsp;"), " "),
    (re.compile(r"&amp;"), "&"),
    (re.compile(r"§\s*(?=\d)"), "§ "),
    (re.compile(r"§\s*§\s*(?=\d)"), "§§ "),
)
"""What stands in the text -> how Markdown says it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer of one role."""

    blocks: tuple[Block, ...]
    joins: int
    """How many page breaks were mended."""

    @property
    def markdown(self) -> str:
        """The whole answer."""
        return as_markdown(self.blocks)


def answer_of(lines: Sequence[Line], account: Account, findings: Findings) -> Answer:
    """Return the answer in some lines, and report what was mended."""
    whole = [x for x in lines if account.of(x) is None or _is_used(account, x)]
    stray = [x for x in whole if re.fullmatch(r"[#*>\s]*[A-ZÆØÅ][\s*]*", x.text)]
    account.note(stray, Fate.REPORTED, "en løs bokstav")
    for line in stray:
        findings.add("spelling", line.place, f"en løs bokstav er tatt bort: {line.text.strip()}")
    blocks = list(_blocks(_with_html_tables([x for x in whole if x not in stray])))
    whole_ones = list(joined(blocks, findings))
    once = list(without_repeated(whole_ones, findings))
    _note_subheadings(once, findings)
    return Answer(tuple(once), len(blocks) - len(whole_ones))


def _is_used(account: Account, line: Line) -> bool:
    found = account.of(line)
    return found is not None and found[0] in (Fate.IMPORTED, Fate.BLANK)


def inline(text: str) -> str:
    """Return the text of a line with Markdown in place of HTML, and one form of §."""
    for pattern, instead in _INLINE:
        text = pattern.sub(instead, text)
    return re.sub(r"[ \t]+", " ", text).strip()


def _with_html_tables(lines: Sequence[Line]) -> Iterator[tuple[str, tuple[Line, ...]]]:
    """Yield each line, and each table in HTML as the rows of a table with tabs."""
    held: list[Line] = []
    for line in lines:
        if held or re.search(r"<table\b", line.text, re.IGNORECASE):
            held.append(line)
            if re.search(r"</table>", line.text, re.IGNORECASE):
                rows = html_rows(" ".join(x.text for x in held))
                yield from (("\t".join([*row, ""]), tuple(held)) for row in rows)
                held = []
            continue
        yield line.text, (line,)
    yield from ((line.text, (line,)) for line in held)


def _blocks(texts: Iterator[tuple[str, tuple[Line, ...]]]) -> Iterator[Block]:
    """Yield the blocks as they stand, before anything is joined."""
    reader = _Reader()
    for text, lines in texts:
        yield from reader.read(text, lines)
    yield from reader.finished()


class _Reader:
    """Reads lines one by one; keeps the block, or the rows of the table, that may go on."""

    def __init__(self) -> None:
        self._rows: list[list[str]] = []
        self._row_lines: list[Line] = []
        self._indents: list[int] = []
        self._last: Block | None = None
        self._was_blank = True

    def read(self, text: str, lines: tuple[Line, ...]) -> Iterator[Block]:
        """Read a line; yield the blocks that it ends."""
        if not text.strip():
            self._was_blank = True
        elif "\t" in text.strip("\n") or text.startswith("|") or (self._rows and is_rule(text)):
            yield from self._ended()
            self._row_lines += lines
            self._rows += [] if is_rule(text) else [[inline(x) for x in cells_of(text)]]
        else:
            yield from self._ended_table()
            yield from self._read_words(text, lines)
            self._was_blank = False

    def finished(self) -> Iterator[Block]:
        """Yield what is left."""
        yield from self._ended()
        yield from self._ended_table()

    def _read_words(self, text: str, lines: tuple[Line, ...]) -> Iterator[Block]:
        found, last = _BULLET.match(text), self._last
        if found and _is_item(found, last):
            yield from self._ended()
            self._last = _item(found, text, lines, self._indents)
        elif last and not self._was_blank and not _is_heading(text, lines):
            more = f"{last.text} {inline(text)}"
            self._last = replace(last, text=more, lines=(*last.lines, *lines))
        else:
            yield from self._ended()
            self._last = _plain(text, lines)
            self._indents = [] if self._last.kind == "heading" else self._indents

    def _ended(self) -> Iterator[Block]:
        if self._last:
            yield self._last
        self._last = None

    def _ended_table(self) -> Iterator[Block]:
        if self._rows:
            yield _table(self._rows, self._row_lines)
        self._rows, self._row_lines = [], []


def _is_item(found: re.Match[str], last: Block | None) -> bool:
    """Whether a line with a mark is an item: a number before a small letter may be a date."""
    if found[3] and not found[3].isdigit():
        return len(found[3]) == 1 or last is not None
    is_small = bool(found[3]) and found.string[found.end() : found.end() + 1].islower()
    return not is_small or (last is not None and last.kind == "item" and last.text[:1].islower())


def _item(found: re.Match[str], text: str, lines: tuple[Line, ...], indents: list[int]) -> Block:
    """Return an item; `indents` are those of the lists that are open, and is changed."""
    indent = len(found[1].expandtabs(4))
    while indents and indents[-1] > indent:
        indents.pop()
    if not indents or indents[-1] < indent:
        indents.append(indent)
    number = bool(found[3] or found[4]) and not (found[3] or "").isalpha()
    return Block("item", inline(text[found.end() :]), lines, len(indents) - 1, number)


def _is_heading(text: str, lines: tuple[Line, ...]) -> bool:
    return bool(heading_level(text) or lines[0].level)


def _plain(text: str, lines: tuple[Line, ...]) -> Block:
    if _is_heading(text, lines):
        return Block("heading", title_of(text), lines)
    words = inline(text)
    if (
        words.endswith("?")
        and len(words) <= _LONGEST_SUBHEADING
        and not re.search(r"[.!?] ", words)
    ):
        return Block("heading", title_of(text), lines)
    return Block("paragraph", words, lines)


def _table(rows: list[list[str]], lines: list[Line]) -> Block:
    """Return a table; a single row is a paragraph with a tab in it."""
    used = tuple(dict.fromkeys(lines))
    rows = [row[:-1] if row[-1] == "" else row for row in rows if any(row)]
    if len(rows) < 2:
        return Block("paragraph", " ".join(" ".join(row) for row in rows), used)
    return Block("table", as_table(rows), used)


def _note_subheadings(blocks: Sequence[Block], findings: Findings) -> None:
    for block in blocks:
        if block.kind == "heading" and block.text.endswith("?"):
            text = f"«{block.text}» er en mellomtittel i et svar; vurder om det er et eget spørsmål"
            findings.add("subheading", block.lines[0].place, text)
