"""A Word document -> its paragraphs and table rows as lines of Markdown.

In: the path of a `.docx` file. Out: lines with the levels of Word's own headings and table of
contents. What was deleted with tracked changes is left out; what was inserted is there. Raises
ValueError, with a Norwegian sentence, for a file that is no Word document.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.parts.document import DocumentPart

from generator.editing.importing.lines import Line
from generator.editing.importing.office import check_package, opening

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
SKIPPED = {f"{_W}{name}" for name in ("del", "moveFrom", "pPr", "rPr", "instrText")}
_HEADING = re.compile(r"(?:heading|overskrift)\s*(\d)", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|inh)\s*(\d)", re.IGNORECASE)
WORD = "et Word-dokument"
BESIDE = "[utenfor teksten]"
"""What begins a line that stands beside the text: nobody can tell to which answer it belongs."""
_LIST_STYLES = ("list bullet", "list number", "punktliste", "nummerert liste")
_BULLETS = {"bullet", "none"}
_DEEPEST = 8
"""The last level of the lists of Word, counted from 0."""
_NOTES = {RELATIONSHIP_TYPE.FOOTNOTES, RELATIONSHIP_TYPE.ENDNOTES}
_OFF = {"0", "false", "none"}


def open_word(path: Path) -> WordDocument:
    """Return the document in a file. Raises UnusableError if it is no Word document."""
    check_package(path, WORD)
    with opening(path, WORD):
        document = Document(str(path))
        # The library reads these when they are asked for.
        assert document.element.body is not None
        list(document.styles)
        list(document.comments)
        list(_notes(document))
    return document


def word_lines(path: Path) -> list[Line]:
    """Return the lines of a document: each paragraph, each row of a table, and an empty line after
    each, as between the paragraphs of a text.
    """
    document = open_word(path)
    lines: list[Line] = []
    for text, level, contents_level, is_close in _blocks(document, document.element.body):
        if lines and not is_close:
            lines.append(Line(path.name, len(lines) + 1, ""))
        lines.append(Line(path.name, len(lines) + 1, text, level, contents_level))
    for text in beside(document):
        lines.append(Line(path.name, len(lines) + 1, ""))
        lines.append(Line(path.name, len(lines) + 1, f"{BESIDE} {text}"))
    return lines


def beside(document: WordDocument) -> list[str]:
    """Return what stands beside the text, as `fotnote: ...`: boxes, footnotes and endnotes."""
    return list(dict.fromkeys(_beside(document)))  # old programs get a second copy


def _beside(document: WordDocument) -> Iterator[str]:
    for box in document.element.body.iter(f"{_W}txbxContent"):
        if words := _words(box):
            yield f"tekstboks: {words}"
    for notes in _notes(document):
        for note in notes:
            if words := _words(note):
                yield f"fotnote: {words}"


def _notes(document: WordDocument) -> Iterator[Any]:
    """Yield the element with the footnotes of a document, and that with the endnotes."""
    for relation in document.part.rels.values():
        if relation.reltype in _NOTES and not relation.is_external:
            yield parse_xml(relation.target_part.blob)


def _words(element: Any) -> str:
    return "".join(x.text or "" for x in element.iter(f"{_W}t")).strip()


def _blocks(document: WordDocument, parent: Any) -> Iterator[tuple[str, int, int, bool]]:
    """Yield text, heading level, level in the contents, and whether it belongs to what is above."""
    was_item = False
    for child in parent:
        if child.tag == f"{_W}p":
            yield from _paragraph(document, child, was_item=was_item)
            was_item = list_mark(document, child) is not None
        elif child.tag == f"{_W}tbl":
            rows = child.findall(f"{_W}tr")
            for number, row in enumerate(rows):
                yield _row(document, row), 0, 0, number > 0
            was_item = False
        elif child.tag == f"{_W}sdt":
            for content in child.findall(f"{_W}sdtContent"):
                yield from _blocks(document, content)


def _paragraph(
    document: WordDocument, paragraph: Any, *, was_item: bool
) -> Iterator[tuple[str, int, int, bool]]:
    style = style_name(document, paragraph)
    heading, contents = _HEADING.match(style), _CONTENTS.match(style)
    item = list_mark(document, paragraph)
    text = inline_text(document, paragraph)
    if item is not None and text.strip():
        mark = "-" if item[1] is None else "1."
        yield f"{'    ' * item[0]}{mark} {text.strip()}", 0, 0, was_item
        return
    for number, part in enumerate(text.split("\n")):
        level = int(heading[1]) if heading else 0
        yield part, level, int(contents[1]) if contents else 0, number > 0


def style_name(document: WordDocument, paragraph: Any) -> str:
    """Return the name of the style of a paragraph; empty for the usual one."""
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    if style is None:
        return ""
    id_ = str(style.get(f"{_W}val"))
    return _style_names(document.part).get(id_, id_)


@lru_cache(maxsize=1)
def _style_names(document: DocumentPart) -> Mapping[str, str]:
    """Return id -> name of the styles of a document; looking for one goes through all of them."""
    return {style.style_id: style.name or "" for style in reversed(list(document.styles))}


def list_mark(document: WordDocument, paragraph: Any) -> tuple[int, int | None] | None:
    """Return how deep in a list a paragraph is, and the number with which the list begins.

    The number is None for bullets; the whole is None for a paragraph in no list.
    """
    name = style_name(document, paragraph).lower()
    number = paragraph.find(f"{_W}pPr/{_W}numPr")
    if number is None or _HEADING.match(name):
        if not name.startswith(_LIST_STYLES):
            return None
        return int(name[-1]) - 1 if name[-1].isdigit() else 0, 1 if "num" in name else None
    level = number.find(f"{_W}ilvl")
    depth = min(_number(level, 0), _DEEPEST)
    id_ = number.find(f"{_W}numId")
    return depth, _first_number(document, id_.get(f"{_W}val") if id_ is not None else "", depth)


def _number(element: Any, default: int) -> int:
    """Return the number that an element has as its value."""
    written = "" if element is None else element.get(f"{_W}val", "")
    return int(written) if written.isascii() and written.isdigit() else default


def _list_formats(document: WordDocument) -> Any:
    """Return the element with the formats of lists; None in a document that has none."""
    for relation in document.part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.NUMBERING and not relation.is_external:
            return getattr(relation.target_part, "element", None)
    return None


def _first_number(document: WordDocument, id_: str, depth: int) -> int | None:
    """Return the number with which a list begins on a level; None for bullets."""
    numbering = _list_formats(document)
    if numbering is None:
        return None
    for list_ in numbering.findall(f"{_W}num"):
        if list_.get(f"{_W}numId") != id_:
            continue
        start = next(
            (
                _number(x.find(f"{_W}startOverride"), 1)
                for x in list_.findall(f"{_W}lvlOverride")
                if x.get(f"{_W}ilvl") == str(depth)
            ),
            1,
        )
        format_ = list_.find(f"{_W}abstractNumId")
        format_id = format_.get(f"{_W}val") if format_ is not None else ""
        for level in numbering.findall(f"{_W}abstractNum/{_W}lvl"):
            mine = level.getparent().get(f"{_W}abstractNumId") == format_id
            if mine and level.get(f"{_W}ilvl") == str(depth):
                look = level.find(f"{_W}numFmt")
                return None if look is None or look.get(f"{_W}val") in _BULLETS else start
    return None


def _row(document: WordDocument, row: Any) -> str:
    """Return the cells of a row, with tabs between them."""
    cells = row.findall(f"{_W}tc")
    return "\t".join(
        " ".join(inline_text(document, p).replace("\n", " ").strip() for p in x.findall(f"{_W}p"))
        for x in cells
    )


def inline_text(document: WordDocument, parent: Any) -> str:
    """Return what stands in a paragraph, with bold, italics and links as Markdown."""
    return re.sub(r"(\*{2,3})(\s*)\1", r"\2", "".join(_pieces(document, parent)))


def _pieces(document: WordDocument, parent: Any) -> Iterator[str]:
    for child in parent:
        if child.tag in SKIPPED:
            continue
        if child.tag == f"{_W}r":
            yield _run(child)
        elif child.tag == f"{_W}hyperlink":
            label = "".join(_pieces(document, child))
            address = address_of(document, child)
            yield f"[{label}]({address})" if address and label.strip() else label
        else:
            yield from _pieces(document, child)


def address_of(document: WordDocument, link: Any) -> str:
    """Return where a link of Word leads: an address, or `#` and a place in the document."""
    relation = document.part.rels.get(link.get(f"{_R}id", ""))
    if relation is None or not relation.is_external:
        anchor = link.get(f"{_W}anchor", "")
        return f"#{anchor}" if anchor and not anchor.startswith("_Toc") else ""
    return str(relation.target_ref)


def _run(run: Any) -> str:
    """Return the text of a run, with the marks of Markdown for bold and italics."""
    text = "".join(characters(run))
    if not text.strip():
        return text
    marks = "*" * (2 * is_on(run, "b") + is_on(run, "i"))
    start, end = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{start}{marks}{text.strip()}{marks}{end}"


def characters(run: Any) -> Iterator[str]:
    """Yield what a run says: letters, tabs and line breaks."""
    for child in run:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in (f"{_W}tab", f"{_W}ptab"):
            yield "\t"
        elif child.tag in (f"{_W}br", f"{_W}cr") and child.get(f"{_W}type") is None:
            yield "\n"
        elif child.tag == f"{_W}noBreakHyphen":
            yield "-"


def is_on(run: Any, name: str) -> bool:
    """Whether a run has a look, such as `b` for bold."""
    mark = run.find(f"{_W}rPr/{_W}{name}")
    return mark is not None and mark.get(f"{_W}val", "1") not in _OFF
