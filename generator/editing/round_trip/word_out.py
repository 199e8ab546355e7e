"""The texts of a hub -> a Word document that a professional reads, comments and changes.

In: a hub. Out: the bytes of a `.docx`. A small grey line above each text says which text it is; the
texts as they were sent lie in the file too, for the day it comes back.
"""

import io
from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.text.paragraph import Paragraph

from generator.editing.round_trip.fields import (
    Field,
    by_topic,
    fields_of,
    label,
    plain,
    role_list,
)
from generator.editing.round_trip.pieces import Piece, Run, pieces
from generator.hub.model import Hub
from generator.hub.questions import Question

MARK_STYLE = "Rollehub merke"
LABEL_STYLE = "Rollehub etikett"
CODE_STYLE = "Rollehub kode"
REVIEWED = "reviewed"
DATE_LABEL = "Gjennomgått dato (år-måned-dag):"
NAMESPACE = "urn:rollehub:sent"
_CUSTOM_XML = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"
_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
_GREY = RGBColor(0x80, 0x80, 0x80)
_LISTS = 9
"""How deep lists can be in Word."""
_HELP = (
    "Endre teksten der den er feil, gjerne med sporede endringer, eller skriv merknader. La de "
    "små grå linjene med klammer stå: de viser hvilken tekst det er. Skriv en dato under et svar "
    "når du har lest det og går god for det. Lenker peker på id-er i kildene; la dem stå."
)


def as_word(hub: Hub, name: str, only: Sequence[str] = ()) -> bytes:
    """Return the document with the questions of a hub, by topic; `only` is that of `by_topic`."""
    document = Document()
    _add_styles(document)
    lists = _Lists(document)
    document.core_properties.title = name
    document.add_heading(name, 0)
    document.add_paragraph(_HELP, LABEL_STYLE)
    sent: list[Field] = []
    for topic, questions in by_topic(hub, only):
        document.add_heading(topic, 1)
        for question in questions:
            sent += _add_question(document, lists, hub, question)
    _keep_sent(document, sent)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _add_styles(document: WordDocument) -> None:
    for name, size in ((MARK_STYLE, 7), (LABEL_STYLE, 9), (CODE_STYLE, 10)):
        style: Any = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Normal"]
        style.font.size = Pt(size)
        if name == CODE_STYLE:
            style.font.name = "Courier New"
        else:
            style.font.color.rgb = _GREY
            style.paragraph_format.space_after = Pt(0)
            style.paragraph_format.keep_with_next = True


def _add_question(
    document: WordDocument, lists: "_Lists", hub: Hub, question: Question
) -> list[Field]:
    items = list(fields_of(question))
    for item in items:
        if item.location != ("question",):
            document.add_paragraph(label(item, hub), LABEL_STYLE)
        document.add_paragraph(f"⟦{item.key} {item.mark}⟧", MARK_STYLE)
        if item.is_title:
            document.add_heading(item.text, 2 if item.location == ("question",) else 3)
            if item.location == ("question",):
                draft = "" if question.is_published else " Utkast, som ikke er på nettstedet."
                about = f"Roller: {role_list(question, hub)}.{draft}"
                document.add_paragraph(about, LABEL_STYLE)
            continue
        for piece in pieces(item.text):
            lists.add(piece)
    last = question.reviewed.isoformat() if question.reviewed else "aldri"
    document.add_paragraph(f"Sist gjennomgått: {last}. {DATE_LABEL}", LABEL_STYLE)
    document.add_paragraph(f"⟦{question.id}/{REVIEWED} -⟧", MARK_STYLE)
    document.add_paragraph("")
    return items


class _Lists:
    """Adds pieces to a document; each list is numbered by itself."""

    def __init__(self, document: WordDocument) -> None:
        self._document = document
        self._numbering = document.part.numbering_part.element
        self._formats = {x: self._add_format(x) for x in ("bullet", "decimal")}
        self._open: dict[int, tuple[int, bool]] = {}
        """Depth -> the list that is open there, and whether it is numbered."""

    def add(self, piece: Piece) -> None:
        """Add a piece at the end of the document."""
        if piece.kind not in ("item", "more"):
            self._open = {}
        match piece.kind:
            case "item":
                self._add_item(piece)
            case "more":
                style = (
                    "List Continue"
                    if not piece.depth
                    else f"List Continue {min(piece.depth + 1, 3)}"
                )
                _add_runs(self._document.add_paragraph(style=style), piece.runs)
            case "table":
                self._add_table(piece)
            case "heading":
                _add_runs(self._document.add_heading("", min(piece.level, 9)), piece.runs)
            case "quote":
                _add_runs(self._document.add_paragraph(style="Quote"), piece.runs)
            case "code":
                _add_runs(self._document.add_paragraph(style=CODE_STYLE), piece.runs)
            case "rule":
                self._document.add_paragraph("* * *")
            case _:
                _add_runs(self._document.add_paragraph(), piece.runs)

    def _add_item(self, piece: Piece) -> None:
        is_number, depth = piece.number is not None, min(piece.depth, _LISTS - 1)
        open_ = self._open.get(depth)
        if open_ is None or open_[1] != is_number:
            open_ = self._new_list(piece.number, depth), is_number
        self._open = {x: y for x, y in self._open.items() if x < depth} | {depth: open_}
        paragraph = self._document.add_paragraph(style="List Paragraph")
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()  # noqa: SLF001 - no public way
        properties.get_or_add_ilvl().val = depth
        properties.get_or_add_numId().val = open_[0]
        _add_runs(paragraph, piece.runs)

    def _new_list(self, number: int | None, depth: int) -> int:
        """Return the id of a new list, whose numbers begin anew."""
        made = self._numbering.add_num(self._formats["bullet" if number is None else "decimal"])
        if number is not None:
            made.add_lvlOverride(depth).add_startOverride(number)
        return int(made.numId)

    def _add_format(self, name: str) -> int:
        """Add a format of lists to the document: bullets or numbers on all levels."""
        id_ = 1 + max(
            int(x.get(qn("w:abstractNumId"))) for x in self._numbering.findall(qn("w:abstractNum"))
        )
        format_ = OxmlElement("w:abstractNum", {qn("w:abstractNumId"): str(id_)})
        format_.append(OxmlElement("w:multiLevelType", {qn("w:val"): "multilevel"}))
        for level in range(_LISTS):
            item = OxmlElement("w:lvl", {qn("w:ilvl"): str(level)})
            text = "•" if name == "bullet" else f"%{level + 1}."
            for tag, value in (
                ("start", "1"),
                ("numFmt", name),
                ("lvlText", text),
                ("lvlJc", "left"),
            ):
                item.append(OxmlElement(f"w:{tag}", {qn("w:val"): value}))
            look = OxmlElement("w:pPr")
            indent = {qn("w:left"): str(360 * (level + 1)), qn("w:hanging"): "360"}
            look.append(OxmlElement("w:ind", indent))
            item.append(look)
            format_.append(item)
        self._numbering.insert(0, format_)
        return id_

    def _add_table(self, piece: Piece) -> None:
        width = max(len(row) for row in piece.rows)
        table = self._document.add_table(rows=0, cols=width, style="Table Grid")
        for row in piece.rows:
            cells = table.add_row().cells
            for number, cell in enumerate(row):
                paragraph = cells[number].paragraphs[0]
                _add_runs(paragraph, cell)
                if number < len(piece.align) and piece.align[number]:
                    look = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - no public way
                    look.append(OxmlElement("w:jc", {qn("w:val"): piece.align[number]}))
        self._document.add_paragraph("", MARK_STYLE)  # Word joins tables that touch


def _add_runs(paragraph: Paragraph, found: Sequence[Run]) -> None:
    for run in found:
        made = paragraph.add_run(run.text)
        made.bold, made.italic = run.bold or None, run.italic or None
        made.font.strike = run.struck or None
        if run.code:
            made.font.name = "Courier New"
        if run.address:
            made.font.underline = True
            relation = paragraph.part.relate_to(run.address, _LINK, is_external=True)
            link = OxmlElement("w:hyperlink", {qn("r:id"): relation})
            paragraph._p.remove(made._r)  # noqa: SLF001 - python-docx cannot make links
            link.append(made._r)  # noqa: SLF001
            paragraph._p.append(link)  # noqa: SLF001


def _keep_sent(document: WordDocument, sent: Sequence[Field]) -> None:
    """Put the texts into the file as data that Word keeps and does not show."""
    fields = "".join(
        f"<field key={quoteattr(x.key)} xml:space='preserve'>{escape(plain(x.text))}</field>"
        for x in sent
    )
    data = f"<sent xmlns={quoteattr(NAMESPACE)}>{fields}</sent>".encode()
    part = Part(PackURI("/customXml/item9.xml"), "application/xml", data, document.part.package)
    document.part.relate_to(part, _CUSTOM_XML)
