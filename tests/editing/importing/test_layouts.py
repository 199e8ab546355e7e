"""Documents that are laid out in other ways: where the headings are, and what a list looks like."""

from pathlib import Path

import pytest
from docx import Document
from docx.oxml import OxmlElement

from generator.editing.importing.blocks import answer_of
from generator.editing.importing.importer import Import, import_documents
from generator.editing.importing.lines import Account, Findings, Line
from tests.editing.importing.office_files import add_footnotes

BODY = """\
Ansatte

Ferie

Når kan jeg ta ferie?

Du kan ta ferie om sommeren. Avtal dagene med lederen din.

Hvor lang er ferien?

Ferien er fem uker.

Ledere

Ferie

Når kan jeg ta ferie?

Du kan ta ferie om sommeren. Avtal dagene med lederen din.
"""

INDENTED = """\
- [Ansatte](#ansatte)
  - [Ferie](#ferie)
    - [Når kan jeg ta ferie?](#naar)
    - [Hvor lang er ferien?](#lang)
- [Ledere](#ledere)
  - [Ferie](#ferie-1)
    - [Når kan jeg ta ferie?](#naar-1)

"""

PAGES = """\
Ansatte ........ 1
Ferie ........ 1
Når kan jeg ta ferie? ........ 1
Hvor lang er ferien? ........ 1
Ledere ........ 2
Ferie ........ 2
Når kan jeg ta ferie? ........ 2

"""

MARKED = (
    BODY.replace("Ansatte", "# Ansatte")
    .replace("Ledere", "# Ledere")
    .replace("Ferie\n", "## Ferie\n")
    .replace("Når", "### Når")
    .replace("Hvor", "### Hvor")
)


def made_of(folder: Path, text: str, name: str = "ferie.md") -> Import:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return import_documents([path])


def outline(made: Import) -> list[tuple[str, str, str]]:
    return [(x.role, x.topic, x.title) for x in made.placements]


EXPECTED = [
    ("Ansatte", "Ferie", "Når kan jeg ta ferie?"),
    ("Ansatte", "Ferie", "Hvor lang er ferien?"),
    ("Ledere", "Ferie", "Når kan jeg ta ferie?"),
]


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        INDENTED + BODY,
        PAGES + BODY,
        MARKED,
        f"Innhold\n\n{PAGES}{MARKED}",
        f"# Ferie\n\n{MARKED}",
    ],
    ids=["form", "links", "pages", "levels", "both", "title"],
)
def test_headings_are_found_in_any_layout(tmp_path, text) -> None:
    """By a table of contents, by levels, or by the form of the lines."""
    made = made_of(tmp_path, text)
    assert outline(made) == EXPECTED
    first = made.questions[0]
    assert (first.roles, first.answer) == (
        ["Ansatte", "Ledere"],
        "Du kan ta ferie om sommeren. Avtal dagene med lederen din.",
    )
    assert made.questions[1].answer == "Ferien er fem uker."


def test_the_table_of_contents_of_word_is_read(tmp_path) -> None:
    """It lies in a field of its own, with styles for its levels."""
    document = Document()
    box, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
    box.append(content)
    document.element.body.insert(0, box)
    titles = [line for line in BODY.split("\n") if line and not line.endswith(".")]
    levels = [(1 if x in ("Ansatte", "Ledere") else 2 + x.endswith("?"), x) for x in titles]
    for level in (1, 2, 3):
        document.styles.add_style(f"toc {level}", 1)
    for level, title in levels:
        paragraph = document.add_paragraph(f"{title}\t1", f"toc {level}")
        content.append(paragraph._p)
    for line in BODY.split("\n"):
        if line:
            document.add_paragraph(line)
    document.save(str(tmp_path / "ferie.docx"))
    made = import_documents([tmp_path / "ferie.docx"])
    assert outline(made) == EXPECTED
    assert made.questions[1].answer == "Ferien er fem uker."


def test_a_second_answer_for_one_role_is_reported_and_not_lost(tmp_path) -> None:
    """A person decides; the report has the text."""
    first, second = BODY.split("Ledere\n")
    other = second.replace("Avtal dagene", "Spør ikke lenger, ta dagene")
    contents = PAGES.replace("Ledere", "Ansatte")
    made = made_of(tmp_path, f"{contents}{first}Ansatte\n{other}")
    (finding,) = [x for x in made.findings if x.kind == "two-answers"]
    assert "Spør ikke lenger" in finding.text
    assert [why for _, why in made.account.reported()] == [
        "et annet svar på samme spørsmål for samme rolle"
    ]


def test_numbers_and_headers_of_pages_are_taken_out(tmp_path) -> None:
    """They stand in the middle of sentences, and are in the report."""
    cut = "Avtal\n\n{}\n\ndagene"
    text = BODY
    for number in (1, 2):
        mark = f"Håndbok for ansatte\n\nSide {number} av 2\n\n{number}"
        text = text.replace("Avtal dagene", cut.format(mark), 1)
    made = made_of(tmp_path, PAGES + text + "\nHåndbok for ansatte\n")
    assert made.questions[0].answer == "Du kan ta ferie om sommeren. Avtal dagene med lederen din."
    assert sorted({why for _, why in made.account.reported()}) == [
        "sidetall", "topptekst eller bunntekst på sidene",
    ]  # fmt: skip


def markdown(*texts: str) -> str:
    lines = [Line("a.txt", n, text) for n, text in enumerate(texts, 1)]
    return answer_of(lines, Account(lines), Findings()).markdown


@pytest.mark.parametrize(
    "mark", ["-", "*", "+", "•", "·", "‣", "▪", "●", "○", "–", "→", "\uf0b7", "o"]
)
def test_bullets_of_all_forms_become_one(mark) -> None:
    """Nested by a single space, too."""
    text = markdown("Til dette:", "", f"{mark} Første", f" {mark} Under", "", f"{mark} Andre")
    assert text == "Til dette:\n\n- Første\n  - Under\n- Andre"


@pytest.mark.parametrize("mark", ["{}.", "{})", "({})"])
def test_numbers_of_all_forms_become_one(mark) -> None:
    """A date at the start of a paragraph is no item."""
    text = markdown(*(f"{mark.format(n)} Punkt {n}" for n in (1, 2, 3)), "", "1. mai er det fest.")
    assert text == "1. Punkt 1\n2. Punkt 2\n3. Punkt 3\n\n1\\. mai er det fest."


@pytest.mark.parametrize("written", ["§4", "§ 4", "§  4", "§\u00a04"])
def test_the_sign_of_a_section_has_one_form(written) -> None:
    assert markdown(f"Se {written.replace(chr(0xA0), ' ')} i loven.") == "Se § 4 i loven."


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["| A | B |", "|---|---|", "| 1 | 2 |"], "| A | B |\n| --- | --- |\n| 1 | 2 |"),
        (["A\tB", "-----\t---", "1\t2"], "| A | B |\n| --- | --- |\n| 1 | 2 |"),
        (["A\tB", "", "1\t2", "", "3\t4"], "| A | B |\n| --- | --- |\n| 1 | 2 |\n| 3 | 4 |"),
        (["A\tB\tC", "1\t2"], "| A | B | C |\n| --- | --- | --- |\n| 1 | 2 |  |"),
        (["bare\ten tabulator"], "bare en tabulator"),
        (
            [
                "<table>",
                "<tr><td>A</td><td>B</td></tr>",
                "<tr><td>1</td><td>2</td></tr>",
                "</table>",
            ],
            "| A | B |\n| --- | --- |\n| 1 | 2 |",
        ),
    ],
    ids=["markdown", "tabs", "page-break", "short-row", "one-tab", "html"],
)
def test_tables_of_all_forms_become_one(lines, expected) -> None:
    assert markdown(*lines) == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["Dette er en", "setning."], "Dette er en setning."),
        (["Dette er en", "", "setning."], "Dette er en setning."),
        (["Dette er slutt.", "", "nytt avsnitt"], "Dette er slutt.\n\nnytt avsnitt"),
        (["Hage-", "", "bruket er åpent."], "Hagebruket er åpent."),
        (["Fag-", "", "og yrkeslivet."], "Fag- og yrkeslivet."),
        (["Det heter at", "", "«alle skal med»."], "Det heter at «alle skal med»."),
        (["<b>Fet</b> og <i>skrå</i>&nbsp;tekst<br>her"], "**Fet** og *skrå* tekst her"),
    ],
)
def test_what_a_page_cut_is_joined(lines, expected) -> None:
    """A sentence that ended is not."""
    assert markdown(*lines) == expected


LINK_LISTS = {
    "markdown": """\
# Lenker for ansatte

## Ferie

- [Ferieloven](https://lov.example.org/ferie)
- [Ferieplanen](#)

## Lønn

- [Lønnstabellen](https://lonn.example.org/tabell.pdf)

# Lenker for ledere

## Ferie

- [Ferieloven](https://lov.example.org/ferie)
""",
    "pairs": """\
Lenker for ansatte

Ferie

Ferieloven

https://lov.example.org/ferie

[Ferieplanen](#)

Lønn

Lønnstabellen:
<https://lonn.example.org/tabell.pdf>

Lenker for ledere

Ferie

Ferieloven

<https://lov.example.org/ferie>
""",
    "lines": """\
Lenker for ansatte

Ferie

Ferieloven: https://lov.example.org/ferie
[Ferieplanen](#)

Lønn

Lønnstabellen – https://lonn.example.org/tabell.pdf

Lenker for ledere

Ferie

Ferieloven <https://lov.example.org/ferie>
""",
}


@pytest.mark.parametrize("text", LINK_LISTS.values(), ids=LINK_LISTS)
def test_lists_of_links_of_all_forms_are_read(tmp_path, text) -> None:
    """With titles on their own line or before the address; a lost address is named."""
    made = made_of(tmp_path, text)
    assert [(x.role, x.topic, x.title) for x in made.listed] == [
        ("Ansatte", "Ferie", "Ferieloven"),
        ("Ansatte", "Ferie", "Ferieplanen"),
        ("Ansatte", "Lønn", "Lønnstabellen"),
        ("Ledere", "Ferie", "Ferieloven"),
    ]
    assert [(x.title, x.url, x.roles) for x in made.links] == [
        ("Ferieloven", "https://lov.example.org/ferie", ["Ansatte", "Ledere"]),
        ("Ferieplanen", None, ["Ansatte"]),
        ("Lønnstabellen", "https://lonn.example.org/tabell.pdf", ["Ansatte"]),
    ]


def test_footnotes_of_word_are_reported(tmp_path) -> None:
    """Each once; the answer in which they are mentioned has all its words."""
    document = Document()
    for line in (PAGES + BODY).split("\n"):
        if line:
            document.add_paragraph(line)
    add_footnotes(document, ["Se ferieloven.", "Gjelder fra mars."]).save(
        str(tmp_path / "ferie.docx")
    )
    made = import_documents([tmp_path / "ferie.docx"])
    assert outline(made) == EXPECTED
    assert [line.text for line, _ in made.account.reported()] == [
        "[utenfor teksten] fotnote: Se ferieloven.",
        "[utenfor teksten] fotnote: Gjelder fra mars.",
    ]


@pytest.mark.parametrize("way", ["styles", "numbers"])
def test_lists_of_word_keep_three_levels(tmp_path, way) -> None:
    """Whether Word marks them by a style for each level, or by one list with levels."""
    document = Document()
    for line in (PAGES + BODY.partition("Du kan ta ferie")[0]).split("\n"):
        if line:
            document.add_paragraph(line)
    points = [(0, "sommer"), (1, "juni"), (2, "uke 23"), (2, "uke 24"), (1, "juli"), (0, "vinter")]
    document.add_paragraph("Du kan ta ferie om:")
    for depth, point in points:
        if way == "styles":
            document.add_paragraph(point, f"List Bullet {depth + 1}" if depth else "List Bullet")
            continue
        paragraph = document.add_paragraph(point, "List Paragraph")
        number = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        number.get_or_add_ilvl().val, number.get_or_add_numId().val = depth, 1
    document.save(str(tmp_path / "ferie.docx"))
    (answer,) = [
        x.answer
        for x in import_documents([tmp_path / "ferie.docx"]).questions
        if x.answer.startswith("Du")
    ]
    assert answer == (
        "Du kan ta ferie om:\n\n- sommer\n  - juni\n    - uke 23\n    - uke 24\n  - juli\n- vinter"
    )


def test_what_stands_beside_the_text_of_word_is_reported(tmp_path) -> None:
    """A box belongs to no answer that a program could know."""
    document = Document()
    for line in (PAGES + BODY).split("\n"):
        if line:
            document.add_paragraph(line)
    box, inside = OxmlElement("w:txbxContent"), document.add_paragraph("Husk fristen i mars.")
    document.paragraphs[-2].add_run()._r.append(box)
    box.append(inside._p)
    document.save(str(tmp_path / "ferie.docx"))
    made = import_documents([tmp_path / "ferie.docx"])
    assert outline(made) == EXPECTED
    ((line, why),) = made.account.reported()
    assert line.text == "[utenfor teksten] tekstboks: Husk fristen i mars."
    assert why == "fotnote eller tekstboks, som ikke hører til noen linje"
