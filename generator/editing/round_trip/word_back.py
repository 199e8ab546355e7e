"""A Word document that was sent -> the texts in it, with what was inserted and deleted.

In: the path of a `.docx`. Out: what came back. Raises UnusableError for a file that is no Word
document, or that no hub sent.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from docx.document import Document as WordDocument

from generator.editing.importing.lines import UnusableError
from generator.editing.importing.word import (
    SKIPPED,
    address_of,
    beside,
    characters,
    is_on,
    list_mark,
    open_word,
    style_name,
)
from generator.editing.round_trip.fields import Returned
from generator.editing.round_trip.pieces import Piece, Run, joined, pieces
from generator.editing.round_trip.word_out import (
    CODE_STYLE,
    LABEL_STYLE,
    MARK_STYLE,
    NAMESPACE,
    REVIEWED,
)

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MARK = re.compile(r"⟦\s*([a-z0-9-]+/[\w.-]+)\s+([0-9a-f]{12}|-)\s*⟧")
_HEADING = re.compile(r"(?:heading|overskrift)\s*(\d)", re.IGNORECASE)
_HIGHEST = 4
"""The highest level of a heading in an answer; those above are of topics and questions."""
_CODE_FONT = "Courier"
_OURS = re.compile(r"^(?:https?://)?((?:link|law|question|mailto):.+)$")


def is_sent(path: Path) -> bool:
    """Whether a document was sent from a hub."""
    document = open_word(path)
    return any(_MARK.search(x.text) for x in document.paragraphs)


def read_word(path: Path) -> tuple[Returned, dict[str, list[Piece]]]:
    """Return what came back, and the pieces of each answer."""
    document = open_word(path)
    reader = _Reader(document)
    for element in _elements(document.element.body):
        reader.read(element)
    reader.end()
    back, found = reader.back, reader.found
    if not back.marks:
        raise UnusableError(f"{path}: filen er ikke sendt ut med «rollehub export»")
    order = set(back.marks)
    for name in [x for x in found if x.endswith(f"/{REVIEWED}")]:
        back.marks.pop(name)
        written = " ".join(run.text for x in found.pop(name) for run in x.runs).strip()
        if written:
            back.dates[name.partition("/")[0]] = written
    back.sent = _sent(document)
    parts = {name: [x for x in part if not _is_empty(x)] for name, part in found.items()}
    back.problems += [
        f"{text} (står utenfor tekstene, og er ikke lest; skriv det inn i svaret det hører til)"
        for text in beside(document)
    ]
    for name in _swallowed(back, order, parts):
        back.problems.append(
            f"{name}: en grå linje med klammer er slettet under teksten, så den er ikke lest"
        )
        del back.marks[name], parts[name]
    return back, parts


class _Reader:
    """Reads the paragraphs and tables of a document in order, each into the text it belongs to."""

    def __init__(self, document: WordDocument) -> None:
        self.back = Returned()
        self.found: dict[str, list[Piece]] = {}
        self._document = document
        self._key = ""
        self._held: tuple[Run, ...] = ()
        """The letters of paragraphs whose ends were deleted."""
        self._comments = {str(x.comment_id): (x.author or "", x.text) for x in document.comments}

    def read(self, element: Any) -> None:
        """Read a paragraph or a table."""
        words = "".join(x.text or "" for x in element.iter(f"{_W}t"))
        if mark := _MARK.search(words):
            self.end()
            self._begin(mark[1], mark[2])
            return
        for comment in element.iter(f"{_W}commentRangeStart"):
            author, text = self._comments.get(comment.get(f"{_W}id"), ("", ""))
            self.back.comments.append((self._key, author, text))
        if self._key and not _is_ours(self._document, element):
            self._add(list(_pieces(self._document, element)), is_joined=_is_joined(element))

    def end(self) -> None:
        """End a text."""
        if self._held:
            self.found[self._key].append(Piece("paragraph", self._held))
        self._held = ()

    def _begin(self, key: str, mark: str) -> None:
        self._key = "" if key in self.back.marks else key
        if not self._key:
            self.back.problems.append(f"{key} står to ganger; bare den første er lest")
            return
        self.back.marks[key] = mark
        self.found[key] = []

    def _add(self, made: list[Piece], *, is_joined: bool) -> None:
        """Add pieces; one whose end was deleted is joined with the next, whose look counts."""
        if is_joined:
            self._held = joined([*self._held, *(run for piece in made for run in piece.runs)])
            return
        if self._held and made:
            made[0] = replace(made[0], runs=joined([*self._held, *made[0].runs]))
            self._held = ()
        self.found[self._key] += made


def _is_empty(piece: Piece) -> bool:
    """Whether nothing is left of a paragraph, or of a table, whose letters were deleted."""
    return piece.kind != "rule" and not piece.runs and not any(map(any, piece.rows))


def _is_joined(element: Any) -> bool:
    """Whether the end of a paragraph was deleted with tracked changes."""
    return element.find(f"{_W}pPr/{_W}rPr/{_W}del") is not None


def _swallowed(back: Returned, order: set[str], parts: dict[str, list[Piece]]) -> list[str]:
    """Return the texts to which the next one was added, because its mark is gone."""
    keys = list(back.sent)
    found = []
    for number, key in enumerate(keys):
        id_ = key.partition("/")[0]
        after = keys[number + 1] if number + 1 < len(keys) else ""
        following = after if after.startswith(f"{id_}/") else f"{id_}/{REVIEWED}"
        is_longer = key in parts and len(parts[key]) > len(pieces(back.sent[key]))
        if is_longer and following not in order:
            found.append(key)
    return found


def _elements(parent: Any) -> Iterator[Any]:
    for child in parent:
        if child.tag in (f"{_W}p", f"{_W}tbl"):
            yield child
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins"):
            yield from _elements(child)


def _is_ours(document: WordDocument, element: Any) -> bool:
    """Whether a paragraph is one that the export adds: a label, a topic."""
    if element.tag != f"{_W}p":
        return False
    name = style_name(document, element)
    heading = _HEADING.match(name)
    return name in (MARK_STYLE, LABEL_STYLE, "Title") or bool(heading and int(heading[1]) == 1)


def _pieces(document: WordDocument, element: Any) -> Iterator[Piece]:
    if element.tag == f"{_W}tbl":
        yield _table(document, element)
        return
    runs = joined([_trimmed(x) for x in _runs(document, element, "")])
    name = style_name(document, element)
    item = list_mark(document, element)
    if item is not None:
        yield Piece("item", runs, depth=item[0], number=item[1])
    elif heading := _HEADING.match(name):
        level = int(heading[1])
        yield Piece("heading", runs, level=max(level, _HIGHEST))
    elif name.startswith("List Continue"):
        depth = int(name[-1]) - 1 if name[-1].isdigit() else 0
        yield Piece("more", runs, depth=depth)
    elif name == CODE_STYLE:
        yield Piece("code", tuple(Run(x.text) for x in runs))
    elif name in ("Quote", "Sitat"):
        yield Piece("quote", runs)
    elif "".join(x.text for x in runs).strip() == "* * *":
        yield Piece("rule")
    else:
        yield Piece("paragraph", runs)


def _trimmed(run: Run) -> Run:
    return Run(run.text.replace("\t", " "), *run.look)


def _table(document: WordDocument, table: Any) -> Piece:
    rows = [x for x in table.findall(f"{_W}tr") if x.find(f"{_W}trPr/{_W}del") is None]
    cells = [[_cell(document, cell) for cell in row.findall(f"{_W}tc")] for row in rows]
    first = rows[0].findall(f"{_W}tc") if rows else []
    align = tuple(_alignment(cell) for cell in first)
    return Piece("table", rows=tuple(tuple(row) for row in cells), align=align)


def _cell(document: WordDocument, cell: Any) -> tuple[Run, ...]:
    found: list[Run] = []
    for paragraph in cell.findall(f"{_W}p"):
        more = list(_runs(document, paragraph, ""))
        found += [Run(" "), *more] if found and more else more
    return joined(found)


def _alignment(cell: Any) -> str:
    mark = cell.find(f"{_W}p/{_W}pPr/{_W}jc")
    value = mark.get(f"{_W}val") if mark is not None else ""
    return value if value in ("left", "center", "right") else ""


def _runs(document: WordDocument, parent: Any, address: str) -> Iterator[Run]:
    for child in parent:
        if child.tag in SKIPPED:
            continue
        if child.tag == f"{_W}r":
            yield _run(child, address)
        elif child.tag == f"{_W}hyperlink":
            target = address_of(document, child)
            ours = _OURS.match(target)
            yield from _runs(document, child, ours[1] if ours else target)
        else:
            yield from _runs(document, child, address)


def _run(run: Any, address: str) -> Run:
    fonts = run.find(f"{_W}rPr/{_W}rFonts")
    is_code = fonts is not None and (fonts.get(f"{_W}ascii") or "").startswith(_CODE_FONT)
    text = "".join(characters(run))
    return Run(text, is_on(run, "b"), is_on(run, "i"), is_code, is_on(run, "strike"), address)


def _sent(document: WordDocument) -> dict[str, str]:
    """Return the texts that were sent, if the file still has them."""
    for relation in document.part.rels.values():
        if relation.is_external or not relation.reltype.endswith("/customXml"):
            continue
        try:
            root = ET.fromstring(relation.target_part.blob)  # noqa: S314 - expat reads no files
        except ET.ParseError:
            continue
        if root.tag == f"{{{NAMESPACE}}}sent":
            return {x.get("key", ""): x.text or "" for x in root}
    return {}
