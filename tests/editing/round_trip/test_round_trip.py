"""A hub goes out to a professional, in Word or in a spreadsheet, and comes back."""

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from openpyxl import load_workbook

from generator.cli.exits import Exit
from generator.cli.main import main
from generator.editing.confirm import hub_in
from generator.hub.confirmation import Confirmation, confirmation
from tests.editing.round_trip.sending import (
    SOME,
    back,
    contents,
    edit,
    export,
    replace,
    with_answer,
)


def test_a_file_that_nobody_changed_changes_no_byte(hub, sent) -> None:
    """All 46 questions of this hub, with lists, tables, links and variants."""
    before = contents(hub)
    run = back(hub, sent, "--yes")
    assert (run.exit_code, run.output) == (0, "Ingenting å skrive.\n")
    assert contents(hub) == before


def test_one_changed_word_is_one_changed_line(hub, sent) -> None:
    """It is shown first, and written only with consent."""
    before = contents(hub)
    replace(sent, "mer kunnskap og erfaring", "mer kunnskap og langt mer erfaring")
    shown = back(hub, sent)
    assert "Ingenting er skrevet. Legg til --yes for å skrive." in shown.output
    assert contents(hub) == before
    run = back(hub, sent, "--yes")
    assert run.exit_code == 0, run.output
    after = contents(hub)
    (path,) = [x for x in after if after[x] != before[x]]
    old, new = (x[path].decode().splitlines() for x in (before, after))
    assert len(old) == len(new)
    changed = [y for x, y in zip(old, new, strict=True) if x != y]
    assert len(changed) == 1
    assert "langt mer erfaring" in changed[0]
    assert "Ingenting å skrive." in back(hub, sent).output  # once is enough


def test_a_text_changed_meanwhile_is_a_conflict_and_never_overwritten(hub, sent) -> None:
    """What was sent, what came back and what is here are shown; other changes are written."""
    replace(sent, "mer kunnskap og erfaring", "mer kunnskap og langt mer erfaring")
    replace(sent, "perioden fra start til slutt", "tiden fra start til slutt", 0)
    edit(hub, SOME, lambda x: x.replace("mer kunnskap og erfaring", "mer øvelse og erfaring"))
    mine = (hub / SOME).read_bytes()
    run = back(hub, sent, "--yes")
    assert run.exit_code == Exit.CONTENT_PROBLEMS
    assert "konflikt: hva-er-supervisjon/answer: teksten er endret i huben etter" in run.output
    removed = [x for x in run.output.splitlines() if x.startswith("-") and "mer kunnskap" in x]
    added = [x for x in run.output.splitlines() if x.startswith("+") and "erfaring" in x]
    assert len(removed) == 2  # what was sent, once against each side
    assert any("mer øvelse" in x for x in added)
    assert any("langt mer" in x for x in added)
    assert (hub / SOME).read_bytes() == mine


def test_the_same_change_on_both_sides_is_no_conflict(hub, sent) -> None:
    """And a text that only the hub changed stays."""
    words = ("mer kunnskap og erfaring", "mer kunnskap og langt mer erfaring")
    replace(sent, *words)
    edit(hub, SOME, lambda x: x.replace(*words))
    edit(hub, "content/questions/hva-er-veiledning.yaml", lambda x: x.replace("Veiled", "Råd", 2))
    before = contents(hub)
    assert back(hub, sent, "--yes").output == "Ingenting å skrive.\n"
    assert contents(hub) == before


def date_of(path: Path, id_: str, day: str) -> None:
    """Write a date for a question, as a professional does."""
    if path.suffix == ".xlsx":
        book = load_workbook(path)
        for row in book["Tekster"].iter_rows():
            if row[0].value == f"{id_}/question":
                row[6].value = day
        book.save(path)
        return
    document = Document(str(path))
    paragraphs = document.paragraphs
    at = next(n for n, x in enumerate(paragraphs) if x.text.startswith(f"⟦{id_}/reviewed"))
    paragraphs[at + 1].add_run(day)
    document.save(str(path))


@pytest.mark.parametrize("written", ["2026-11-20", "20.11.2026", "20. 11. 2026"])
def test_a_date_confirms_the_text_that_came_back(hub, sent, written) -> None:
    """The fingerprint is that of the changed text."""
    replace(sent, "mer kunnskap og erfaring", "mer kunnskap og langt mer erfaring")
    date_of(sent, "hva-er-supervisjon", written)
    run = back(hub, sent, "--yes")
    assert run.exit_code == 0, run.output
    assert "Endret: 1. Bekreftet: 1." in run.output
    question = hub_in(hub).question_by_id["hva-er-supervisjon"]
    assert question.reviewed == date(2026, 11, 20)
    assert question.review_by is not None
    assert "langt mer erfaring" in question.answer
    assert confirmation(question) is Confirmation.VALID


@pytest.mark.parametrize(
    ("written", "message"),
    [("i går", "«i går» er ikke en dato"), ("2126-01-01", "2126-01-01 er i fremtiden")],
)
def test_a_date_that_cannot_be_is_named_and_not_used(hub, sent, written, message) -> None:
    date_of(sent, "hva-er-supervisjon", written)
    run = back(hub, sent, "--yes")
    assert message in run.output
    assert "Ingenting å skrive." in run.output


def test_a_date_for_a_text_that_changed_meanwhile_is_not_used(hub, sent) -> None:
    """The professional confirmed another text."""
    date_of(sent, "hva-er-supervisjon", "2026-11-20")
    edit(hub, SOME, lambda x: x.replace("mer kunnskap og erfaring", "mer øvelse og erfaring"))
    run = back(hub, sent, "--yes")
    assert "datoen gjelder en eldre tekst, og er ikke brukt" in run.output
    assert hub_in(hub).question_by_id["hva-er-supervisjon"].reviewed is None


def test_a_question_that_is_gone_is_a_conflict_only_if_it_was_changed(hub, sent) -> None:
    """A question with a new id is found by its alias."""
    assert "Ingenting å skrive" in back(hub, sent).output
    replace(sent, "mer kunnskap og erfaring", "mer kunnskap og langt mer erfaring")
    new = "hva-supervisjon-er"
    (hub / SOME).rename(hub / f"content/questions/{new}.yaml")
    for path in [hub / "content/topics.yaml", *(hub / "content").rglob("*.yaml")]:
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("hva-er-supervisjon\n", f"{new}\n"), encoding="utf-8")
    edit(
        hub,
        f"content/questions/{new}.yaml",
        lambda x: f"{x.rstrip()}\naliases: [hva-er-supervisjon]\n",
    )
    run = back(hub, sent)
    assert f"+++ b/content/questions/{new}.yaml" in run.output


def test_tracked_changes_and_comments_are_read(hub, tmp_path) -> None:
    """What was inserted is there, what was deleted is gone, and comments are shown."""
    path = export(hub, tmp_path / "hub.docx")
    document = Document(str(path))
    paragraph = next(x for x in document.paragraphs if "mer kunnskap og erfaring" in x.text)
    run = next(x for x in paragraph.runs if "mer kunnskap og erfaring" in x.text)
    first, last = run.text.split("mer kunnskap og erfaring")
    run.text = first
    deleted, inserted, after = paragraph.add_run("x"), paragraph.add_run("mest kunnskap"), None
    after = paragraph.add_run(last)
    for tag, part in (("w:del", deleted), ("w:ins", inserted)):
        mark = OxmlElement(tag, {qn("w:id"): "7", qn("w:author"): "Fag"})
        part._r.addprevious(mark)
        mark.append(part._r)
    deleted._r.find(qn("w:t")).tag = qn("w:delText")
    run._r.addnext(deleted._r.getparent())
    deleted._r.getparent().addnext(inserted._r.getparent())
    inserted._r.getparent().addnext(after._r)
    document.add_comment(after, text="Stemmer dette?", author="Fagperson")
    document.save(str(path))
    shown = back(hub, path)
    assert "mest kunnskap" in shown.output
    assert "merknad til hva-er-supervisjon/answer (Fagperson): Stemmer dette?" in shown.output
    assert len([x for x in shown.output.splitlines() if x.startswith("+ ")]) == 1


def test_a_mark_that_was_deleted_loses_no_text(hub, tmp_path) -> None:
    """The text above it would have got the text below it; it is not read, and that is said."""
    path = export(hub, tmp_path / "hub.docx")
    document = Document(str(path))
    mark = next(x for x in document.paragraphs if x.text.startswith("⟦hva-er-supervisjon/answer"))
    mark._p.getparent().remove(mark._p)
    document.save(str(path))
    run = back(hub, path, "--yes")
    assert "hva-er-supervisjon/question: en grå linje med klammer er slettet" in run.output
    assert "Ingenting å skrive." in run.output


def test_texts_that_look_like_numbers_survive_the_spreadsheet(hub, tmp_path) -> None:
    """Cells are text; one that became a number is named and not used."""
    values = ["055", "1-6", "=1+1", "1E5", "2026-11-20", "'x"]
    for number, value in enumerate(values):
        old = sorted((hub / "content/questions").glob("*.yaml"))[number].name
        edit(
            hub, f"content/questions/{old}",
            lambda x, value=value: with_answer(x, value),
        )  # fmt: skip
    path = export(hub, tmp_path / "hub.xlsx")
    book = load_workbook(path)
    cells = [x for x in book["Tekster"]["E"] if x.value in values]
    assert sorted(x.value for x in cells) == sorted(values)
    assert {(x.data_type, x.number_format) for x in cells} == {("s", "@")}
    before = contents(hub)
    assert back(hub, path, "--yes").output == "Ingenting å skrive.\n"
    next(x for x in cells if x.value == "055").value = 55
    book.save(path)
    run = back(hub, path, "--yes")
    assert "er blitt et tall eller en dato (55)" in run.output
    assert contents(hub) == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["export", "{hub}"], "si hva som skal skrives"),
        (["import", "{hub}/roles.yaml", "--back", "--hub", "{hub}"], "filen er ikke .docx eller"),
        (["import", "{word}", "--back", "--hub", "{hub}"], "ikke sendt ut med «rollehub export»"),
        (["import", "{sheet}", "--back", "--hub", "{hub}"], "ikke sendt ut med «rollehub export»"),
        (["import", "{no_sheet}", "--back", "--hub", "{hub}"], "filen er ikke et regneark"),
        (["import", "{word}"], "velg én: --into MAPPE"),
        (["import", "{sent}", "--into", "{hub}/new"], "filen er sendt ut med «rollehub export»"),
    ],
)
def test_wrong_usage_is_one_sentence(hub, tmp_path, arguments, message) -> None:
    """No traceback, and nothing written."""
    paths = {name: tmp_path / name for name in ("word.docx", "sheet.xlsx", "no_sheet.xlsx")}
    Document().save(str(paths["word.docx"]))
    book = load_workbook(export(hub, paths["sheet.xlsx"]))
    book["Tekster"]["A1"].value = "Noe annet"
    book.save(paths["sheet.xlsx"])
    paths["no_sheet.xlsx"].write_bytes(b"PK")
    names = {path.stem: path for path in paths.values()} | {"hub": hub}
    names["sent"] = export(hub, tmp_path / "sent.docx")
    run = CliRunner().invoke(main, [x.format(**names) for x in arguments])
    assert run.exit_code == 2, run.output
    assert message in run.output


def test_a_part_of_the_hub_is_sent_and_comes_back(hub, tmp_path) -> None:
    """The rest is not missed."""
    path = tmp_path / "part.docx"
    only = ["--only", "kompetanseportalen", "--only", "hva-er-supervisjon"]
    run = CliRunner().invoke(main, ["export", str(hub), "--docx", str(path), *only])
    assert "4 spørsmål" in run.output, run.output
    assert back(hub, path, "--yes").output == "Ingenting å skrive.\n"
    wrong = ["export", str(hub), "--docx", str(path), "--only", "hva-er-supervisjonen"]
    run = CliRunner().invoke(main, wrong)
    assert "ukjent emne eller spørsmål «hva-er-supervisjonen»" in run.output
    assert "hva-er-supervisjon»?" in run.output


def test_what_is_wrong_in_a_changed_text_is_said_at_once(hub, sent) -> None:
    """As the check says it, for the changed files only."""
    replace(sent, "mer kunnskap og erfaring", "mer kunnskap og <b>erfaring</b> ==nå==")
    run = back(hub, sent, "--yes")
    assert f"{SOME}:" in run.output
    if sent.suffix == ".xlsx":  # in Word the same letters are letters, and are written so
        assert "[raw-html]" in run.output


def deleted_mark(paragraph) -> None:
    """Delete the end of a paragraph with tracked changes."""
    look = OxmlElement("w:rPr")
    look.append(OxmlElement("w:del", {qn("w:id"): "9", qn("w:author"): "Fag"}))
    paragraph._p.get_or_add_pPr().append(look)


def deleted_runs(paragraph) -> None:
    """Delete the letters of a paragraph with tracked changes."""
    for run in paragraph.runs:
        mark = OxmlElement("w:del", {qn("w:id"): "8", qn("w:author"): "Fag"})
        run._r.addprevious(mark)
        mark.append(run._r)


def test_a_point_deleted_with_tracked_changes_leaves_nothing(hub, tmp_path) -> None:
    """Neither an empty point nor an empty line; a deleted paragraph end joins two paragraphs."""
    path = export(hub, tmp_path / "hub.docx")
    document = Document(str(path))
    point = next(x for x in document.paragraphs if x.text.startswith("Vedlegg 2 fastsetter"))
    deleted_runs(point)
    deleted_mark(point)
    ended = next(x for x in document.paragraphs if x.text.startswith("Spesialistforskriften reg"))
    ended.add_run(" ")
    deleted_mark(ended)
    document.save(str(path))
    run = back(hub, path, "--yes")
    questions = hub_in(hub).question_by_id
    answer = questions["hva-inneholder-spesialistforskriften"].answer
    assert "Vedlegg 2 fastsetter" not in answer
    assert "- Vedlegg 1 viser" in answer
    assert "forstås. Forskriftens fulle navn" in answer.partition("\n")[0]
    assert run.exit_code == 0, run.output
