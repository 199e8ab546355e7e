"""The PDFs of plans, guides and forms: all that their pages say, and room to write by hand."""

from typing import Any

import pytest

from generator.hub.forms import FieldType
from generator.hub.kinds import PLANS
from generator.hub.plans import Extent
from generator.site.build import build
from tests.site.paper.printed import SITE, Paper, papers, printed, renderer, squeezed
from tests.site.plan_fixtures import arena, hub_with, plan
from tests.site_fixtures import hub


def paper_of(path: str) -> Paper:
    return papers("own")[path]


def rows_of(paper: Paper) -> list[list[str]]:
    """Return the rows of all tables of a document."""
    return [
        ["".join(run["text"] for run in cell) for cell in row]
        for topic in paper.data["topics"]
        for block in topic["blocks"]
        if block["kind"] == "table"
        for row in block["body"]
    ]


def test_the_pdf_of_a_plan_has_every_goal_of_every_arena() -> None:
    """The table has a row for each goal, with what each arena gives in words."""
    (outline,) = (x for x in renderer("own").plans if x.plan.id == "asnes")
    paper, found = paper_of("planer/asnes/asnes.pdf"), outline.first.coverage
    rows = {row[0]: row[1:] for row in rows_of(paper)}
    sure = {Extent.FULL: "helt", Extent.PARTIAL: "delvis", Extent.UNKNOWN: "ukjent"}
    for goal in found.goals:
        extents = [found.extent(each.id, goal.id) for each in outline.plan.arenas]
        assert rows[goal.id] == [sure.get(extent, "–") for extent in extents], goal.id
    assert len(found.goals) == 160


def test_the_pdf_of_a_plan_has_both_readings_and_what_each_arena_is_worth() -> None:
    """The text in it is that of the page, also where the plan can be read in two ways."""
    text = paper_of("planer/asnes/asnes.pdf").text
    for said in (
        "13 mål er på bare én arena: ALM 005",
        "12 mål er på bare én arena: ALM 005",
        "Planen kan leses på to måter",
        "Elverum interkommunale legevakt",
        "Planen sier ikke hvilke mål.",
        "Hvis en arena faller bort",
        "Bygger på:",
    ):
        assert squeezed(said) in text, said


def test_the_pdf_of_the_guide_has_every_field_with_its_help() -> None:
    """A field has its label, its help, who confirms it, and room for the answer."""
    (guide,) = renderer("own").guides
    paper = paper_of("veiledninger/registrering/registrering.pdf")
    fields = [field for step in guide.steps for field in step.fields]
    printed_fields = fields_of(paper)
    assert [x["label"][0]["text"] for x in printed_fields] == [field.label for field in fields]
    for field, made in zip(fields, printed_fields, strict=True):
        assert squeezed(field.label) in paper.text
        assert squeezed(f"Bekreftes av: {field.confirmed_by[0].lower()}") in paper.text
        assert made["choices"] or made["rows"], field.id
        assert len(made["choices"]) >= len(field.options)
    for text in (*guide.before, *guide.after):
        words = squeezed(renderer("own").texts.answer(text).plain.split(".")[0][:40])
        assert words in paper.flow, text


def test_the_pdf_of_the_form_is_blank_and_whole() -> None:
    """Each field has a place to write for each of its values; long ones have several lines."""
    (form,) = renderer("own").forms
    fields = [field for section in form.sections for field in section.fields]
    made = fields_of(paper_of("planer/individuell/individuell.pdf"))
    assert [x["label"][0]["text"] for x in made] == [field.label for field in fields]
    for field, each in zip(fields, made, strict=True):
        lines = [number for _, number in each["rows"]]
        match field.type:
            case FieldType.PERIOD | FieldType.PROGRESS | FieldType.SIGNATURE:
                assert lines == [1, 1]
            case FieldType.LONG_TEXT:
                assert lines == [4]
            case FieldType.YES_NO:
                assert [x[0]["text"] for x in each["choices"]] == ["Ja", "Nei"]
            case _:
                assert lines == [1]


def fields_of(paper: Paper) -> list[dict[str, Any]]:
    """Return the fields to fill in of a document."""
    return [
        block
        for topic in paper.data["topics"]
        for block in topic["blocks"]
        if block["kind"] == "field"
    ]


@pytest.mark.parametrize(
    ("page", "pdf"),
    [
        ("planer/asnes/", "planer/asnes/asnes.pdf"),
        ("veiledninger/registrering/", "veiledninger/registrering/registrering.pdf"),
        ("planer/individuell/", "planer/individuell/individuell.pdf"),
    ],
)
def test_a_page_offers_its_own_pdf(page: str, pdf: str) -> None:
    """The link on the page leads to a file of the site; without PDFs there is no link."""
    site = build(hub("own"), SITE)
    name = pdf.rpartition("/")[2]
    assert f'/{pdf}" type="application/pdf"' in site.pages[page].html
    assert site.printed.pdfs[pdf].startswith(b"%PDF-")
    without = build(hub("own"), SITE.model_copy(update={"pdf": False}))
    assert name not in without.pages[page].html


def test_a_plan_with_many_arenas_is_printed_in_several_tables() -> None:
    """Each of them has the goals as its first column, and no arena is left out."""
    many = plan(arenas=[arena(f"a{number}", "1-2") for number in range(20)])
    paper = printed(hub_with(many))["planer/fjell/fjell.pdf"]
    tables = [
        block
        for topic in paper.data["topics"]
        if topic["title"] == "Kliniske mål"
        for block in topic["blocks"]
        if block["kind"] == "table"
    ]
    heads = [["".join(run["text"] for run in cell) for cell in x["head"][0]] for x in tables]
    assert [head[0] for head in heads] == ["Mål"] * 3
    names = [name for head in heads for name in head[1:]]
    assert names == [f"Arena a{number}" for number in range(20)]


def test_texts_of_a_plan_never_run_as_code() -> None:
    """What would be code or markup for Typst is printed as it is written."""
    hostile = '#read("/etc/passwd") $x$ \\ <b> @q-1 *a*'
    made = plan(
        municipality=hostile,
        arenas=[arena("a", "1", partner=hostile, place=hostile)],
    )
    paper = printed(hub_with(made.model_copy(update={"title": hostile})))["planer/fjell/fjell.pdf"]
    assert squeezed(hostile) in paper.text
    assert paper.reader.metadata and paper.reader.metadata.title == hostile


def test_a_draft_has_no_pdf() -> None:
    """Only what is published is printed."""
    draft = plan(status="draft")
    own = hub_with(draft)
    assert PLANS.of(own)
    assert not [path for path in printed(own) if path.startswith("planer/")]
