"""A made-up document with the irregularities of one that a machine read from paper.

Three roles, two topics, seven questions in fourteen placements, one of them under two topics. Each
irregularity is named where it stands. The same document is made as text, Markdown and Word.
"""

from pathlib import Path

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

HERE = Path(__file__).parent
PAPER = (HERE / "skolehagen.txt").read_text(encoding="utf-8")
LINKS = (HERE / "lenker.txt").read_text(encoding="utf-8")
MARKDOWN_WITH_ERRORS = """\
# Ansatte

## Skjema

### Hvor er skjemaet?

Du finner det her (LENKE).

### Hvem svarer?

### Hvordan ser det ut?

Slik: ![skjema](skjema.png)

# Ledere

## Skjema

### Hvor er skjemaet?

Du finner det her (LENKE).
"""
ROLES = ("Lærer i barneskolen", "Lærer i ungdomsskolen", "Frivillige")
PLACEMENTS = 14
_HEADINGS = {"Drift og ansvar": 2, "Utstyr og avtaler": 2}


def text(folder: Path) -> Path:
    """Write the document as text."""
    path = folder / "skolehagen.txt"
    path.write_text(PAPER, encoding="utf-8")
    return path


def links(folder: Path) -> Path:
    """Write the list of links."""
    path = folder / "lenker.txt"
    path.write_text(LINKS, encoding="utf-8")
    return path


def body() -> list[str]:
    """Return the lines below the table of contents, without the random marks of headings."""
    lines = PAPER.split("\n")
    start = lines.index("Lærer i barneskolen")
    return [line.lstrip("# ") if line.startswith("#") else line for line in lines[start:]]


def level(line: str, lines_before: list[str]) -> int:
    """Return the level of a heading: 1 for a role, 2 for a topic, 3 for a question; else 0."""
    if line.startswith("Skolehagen for "):
        return 1
    if line in _HEADINGS:
        return 2
    is_subheading = line == "Hvordan blir planen til?"
    return (
        3 if line.endswith("?") and line[0].isupper() and not is_subheading and lines_before else 0
    )


def markdown(folder: Path) -> Path:
    """Write the document in Markdown, with a heading for each level and no table of contents."""
    made: list[str] = ["# Skolehagen spør og svarer", ""]
    for line in body():
        here = level(line, made)
        made.append(f"{'#' * (here + 1)} {line}" if here else line)
    path = folder / "skolehagen.md"
    path.write_text("\n".join(made), encoding="utf-8")
    return path


def word(folder: Path) -> Path:
    """Write the document with Word's headings, lists, table and links; page breaks are mended."""
    document = Document()
    document.add_heading("Skolehagen spør og svarer", 0)
    rows: list[str] = []
    for line in body():
        if "\t" in line:
            rows.append(line)
            continue
        if rows:
            _add_table(document, rows)
            rows = []
        if not line.strip():
            continue
        if here := level(line, [line]):
            document.add_heading(line, here)
        elif line.lstrip().startswith(("- ", "• ", "o ")):
            is_nested = line.startswith(" ")
            style = "List Bullet 2" if is_nested else "List Bullet"
            document.add_paragraph(line.lstrip("-•o "), style)
        else:
            _add_text(document.add_paragraph(), line)
    path = folder / "skolehagen.docx"
    document.save(str(path))
    return path


def _add_table(document, rows: list[str]) -> None:
    table = document.add_table(rows=0, cols=2)
    for row in rows:
        for cell, value in zip(table.add_row().cells, row.split("\t"), strict=True):
            bare = value.removeprefix("<i>").removesuffix("</i>")
            cell.paragraphs[0].add_run(bare).italic = bare != value


def _add_text(paragraph: Paragraph, line: str) -> None:
    """Add a line; an address in angle brackets becomes a link of Word."""
    if not line.startswith("<https"):
        paragraph.add_run(line)
        return
    address = line.strip("<>")
    relation = paragraph.part.relate_to(
        address,
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink",
        is_external=True,
    )
    link, run, words = (OxmlElement(x) for x in ("w:hyperlink", "w:r", "w:t"))
    link.set(qn("r:id"), relation)
    words.text = "Redskaper i boden"
    run.append(words)
    link.append(run)
    paragraph._p.append(link)
