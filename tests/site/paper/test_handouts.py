"""Handouts: an answer or a topic on a sheet of paper, with a QR code of its address."""

import io
import json
from functools import cache
from typing import Any

import pypdf
import pytest
import segno

from generator.hub.model import Hub, Topic
from generator.site.content import Content
from generator.site.paper.handouts import handouts
from generator.site.paper.pdf import HANDOUT, Document, compile_pdf, typed
from generator.site.settings import Settings
from tests.site.paper.page_images import pictures, pixels
from tests.site.paper.printed import DATE, SITE, squeezed
from tests.site_fixtures import HUBS, a_hub, a_question, a_role, hub

LONG = "Et avsnitt med noen ord om å godkjenne det som er gjort, og hvem som gjør det. " * 8
WORST = 3  # pages; of an answer of the two hubs


def documents(of: Hub, settings: Settings = SITE) -> dict[str, Document]:
    made = handouts(Content(of, settings))
    return {
        x.path: x
        for x in typed(Content(of, settings), ((p, make()) for p, _, make in made), HANDOUT)
    }


def read(document: Document) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(compile_pdf(document, day=DATE)))


def text_of(document: Document) -> str:
    return squeezed("".join(page.extract_text() for page in read(document).pages))


@cache
def all_of(name: str) -> dict[str, pypdf.PdfReader]:
    return {path: read(document) for path, document in documents(hub(name)).items()}


def sheet(answer: str, settings: Settings = SITE, **more: Any) -> Document:
    """Return the handout of the only question of a small hub."""
    return documents(a_hub(a_question("te", answer=answer, **more)), settings)["sporsmal/te/te.pdf"]


def test_there_is_one_for_each_answer_and_topic() -> None:
    """Drafts and topics without questions have none."""
    data = hub("kaffe")
    published = [x for x in data.questions if x.is_published]
    used = [topic for topic in data.topics if Content(data, SITE).listed(topic)]
    assert list(documents(data)) == [
        *(f"sporsmal/{x.id}/{x.id}.pdf" for x in published),
        *(f"emner/{x.id}/{x.id}.pdf" for x in used),
    ]
    empty = a_hub(
        a_question("te"),
        topics=[Topic(id="a", title="A", questions=("te",)), Topic(id="b", title="B")],
    )
    assert list(documents(empty)) == ["sporsmal/te/te.pdf", "emner/a/a.pdf"]
    assert documents(data, SITE.model_copy(update={"pdf": False})) == {}


def test_a_large_hub_has_sheets_of_topics_only() -> None:
    """Making one for each answer would take longer than everything else."""
    settings = SITE.model_copy(update={"most_handouts": 1})
    assert list(documents(a_hub(a_question("te"), a_question("kaffe")), settings)) == [
        "emner/emne/emne.pdf"
    ]


@pytest.mark.parametrize("name", HUBS)
def test_a_sheet_says_the_whole_answer(name: str) -> None:
    """Its title, all its texts, whom it is for, its sources and how sure it is."""
    content = Content(hub(name), SITE)
    for path, document in documents(hub(name)).items():
        data = json.loads(document.data)
        text = squeezed("".join(page.extract_text() for page in all_of(name)[path].pages))
        assert squeezed(data["title"]) in text
        assert squeezed(data["about"]) in text
        for topic_item in data.get("questions", []):
            assert squeezed(topic_item["title"]) in text
            assert squeezed(topic_item["begin"]) in text
        if "answer" in data:
            question = content.question(data["answer"]["id"])
            assert ("Ikkefagliggjennomgåttennå" in text) == (question.reviewed is None)
            assert ("Usikkert:" in text) == (question.uncertain is not None)
            for source in data["answer"]["sources"]:
                assert squeezed(source["title"]) in text


@pytest.mark.parametrize("name", HUBS)
def test_most_sheets_are_one_page(name: str) -> None:
    """No answer of the two hubs needs more than three, and a topic is one or two."""
    lengths = {path: len(reader.pages) for path, reader in all_of(name).items()}
    assert max(lengths.values()) <= WORST
    assert sum(length == 1 for length in lengths.values()) >= 0.7 * len(lengths)


def test_letters_shrink_before_a_second_page() -> None:
    """A text that nearly fits gets smaller letters; a longer one gets pages with numbers."""

    def size(document: Document) -> float:
        found: list[float] = []
        read(document).pages[0].extract_text(
            visitor_text=lambda text, _, matrix, __, size: (
                found.append(size * matrix[0]) if "avsnitt" in text else None
            )
        )
        return round(found[0], 1)

    short, fitted, long = (sheet(f"{LONG}\n\n" * count) for count in (2, 6, 9))
    assert [len(read(x).pages) for x in (short, fitted, long)] == [1, 1, 2]
    assert size(short) == 11.5
    assert size(fitted) < 11.5
    assert size(long) == 10.5
    assert "Side1av2" in text_of(long)
    assert "Side1av" not in text_of(short)


def code_on(document: Document, size: int) -> list[list[bool]]:
    """Return the QR code that is drawn at the top right of a sheet, module by module."""
    image = pixels(pictures(document, ppi=300)[0])
    wide = len(image[0])
    unit = wide / 210  # pixels a millimetre
    # From the right edge of the text, without the margins of the page and of the code.
    rows = [
        y
        for y in range(round(60 * unit))
        if any(v < 90 for v in image[y][round(150 * unit) : wide])
    ]
    top, bottom = rows[0], rows[-1]
    code = [image[y][round(150 * unit) : wide] for y in range(top, bottom + 1)]
    columns = [x for x in range(len(code[0])) if any(row[x] < 90 for row in code)]
    left, right = columns[0], columns[-1]
    step = (right + 1 - left) / size
    return [
        [
            code[round((y + 0.5) * (bottom + 1 - top) / size)][left + round((x + 0.5) * step)] < 128
            for x in range(size)
        ]
        for y in range(size)
    ]


def test_the_code_is_that_of_the_address() -> None:
    """What a camera sees is the code of the page's address, with a white margin of four modules."""
    document = sheet("Svar.")
    address = f"{SITE.site_url}sporsmal/te/"
    wanted = [
        [bool(module) for module in row]
        for row in segno.make(address, error="m", micro=False).matrix
    ]
    assert code_on(document, len(wanted)) == wanted
    assert squeezed(address) in text_of(document)
    assert (
        "viewBox" in json.loads(document.data)["qr"] or "width" in json.loads(document.data)["qr"]
    )


def test_the_code_of_a_topic_leads_to_its_questions() -> None:
    """In the list of all questions, or to its own list in a large hub."""
    data = documents(hub("kaffe"))
    for path, document in data.items():
        if path.startswith("emner/"):
            topic = path.split("/")[1]
            assert (
                json.loads(document.data)["page"]["url"] == f"{SITE.site_url}sporsmal/#emne_{topic}"
            )


def test_without_an_address_the_path_is_printed() -> None:
    """There is nothing for a code to lead to."""
    document = sheet("Svar.", Settings(site_name="Hjelpen"))
    text = text_of(document)
    assert squeezed("På nettstedet: /sporsmal/te/") in text
    assert json.loads(document.data)["qr"] == ""


def test_differences_between_roles_are_under_headings() -> None:
    """As on the page of the question."""
    variants = {"vert": {"append": "Mer for verten.", "why": "x"}}
    question = a_question(
        "te", ["gjest", "vert"], answer="# Overskrift\n\nSvar.", variants=variants
    )
    of = a_hub(question, roles=[a_role("gjest"), a_role("vert"), a_role("kokk")])
    made = documents(of)
    text = text_of(made["sporsmal/te/te.pdf"])
    for words in ("For alle", "I tillegg for vert", "Mer for verten.", "Overskrift"):
        assert squeezed(words) in text
    assert squeezed("noen roller har et eget svar") in text_of(made["emner/emne/emne.pdf"])


def test_hostile_texts_are_printed_as_they_are() -> None:
    """Nothing in a text is code, and nothing stops the sheet."""
    title = '#panic("x") $y$ *a* <b> \\ `e` "]) ' + "W" * 200
    document = sheet("# A\n\n### B\n\n`#panic()` 🧑 " + "ord" * 300, question=title)
    assert "#panic()" in text_of(document)
